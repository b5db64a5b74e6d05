import { type ContainerTaskArgs } from "../components/compute";
import { type JobConfig, type WorkerConfig } from "./config";
import { type Foundation } from "./context";
import { environmentOf } from "./encrypted";
import { ownStatements } from "./own-rights";
import { createAppSecrets } from "./secrets";
import { serviceImage } from "./services";
import { grantOf, type Usable } from "./uses/grant";
import { userOf } from "./uses/users";

/** What the tasks of a worker or a job get that no load balancer is in front of: image, variables, rights and group. */
export function namedTaskArgs(
  foundation: Foundation,
  usable: Usable,
  section: "workers" | "jobs",
  name: string,
  config: WorkerConfig | JobConfig,
) {
  const { account, config: stack, egress, group, security } = foundation;
  const user = userOf(stack, name);
  const grant = grantOf(usable, user);
  const secrets = createAppSecrets(foundation, name, config, { namedForStack: true });
  return {
    ...serviceImage(foundation, name, config),
    command: config.command,
    environment: {
      AWS_REGION: account.region,
      ...environmentOf(stack, section, config.environment),
      ...grant.environment,
    },
    secrets: { ...secrets?.valueFrom, ...grant.secrets },
    secretArns: [...grant.secretArns, ...(secrets?.arns ?? [])],
    taskPolicyStatements: [...grant.statements, ...ownStatements(foundation, user, config)],
    securityGroupIds: [group(user.group)],
    startAfter: [security, ...egress.ready, ...grant.startAfter],
  } satisfies Partial<ContainerTaskArgs> & Record<"securityGroupIds" | "startAfter", unknown>;
}
