import { ScheduledJob } from "../components/jobs";
import { type Foundation, type RunningJob } from "./context";
import { environmentOf } from "./encrypted";
import { ownStatements } from "./own-rights";
import { createAppSecrets } from "./secrets";
import { serviceImage } from "./services";
import { grantOf, type Usable } from "./uses/grant";
import { userOf } from "./uses/users";

/** Jobs of the stack, each with its schedule. */
export const createJobs = (foundation: Foundation, usable: Usable): RunningJob[] =>
  Object.keys(foundation.config.jobs).map((name) => createJob(foundation, usable, name));

/** A job. A secret that changes restarts nothing: the next run reads it. */
function createJob(foundation: Foundation, usable: Usable, name: string): RunningJob {
  const { account, cluster, config: stack, egress, keys, logs, security, topics } = foundation;
  const config = stack.jobs[name];
  if (config === undefined) throw new Error(`The stack file describes no job ${name}.`);
  const user = userOf(stack, name);
  const grant = grantOf(usable, user);
  const secrets = createAppSecrets(foundation, name, config, { namedForStack: true });
  const { command, cpu, memory, architecture, capacity, schedule, timezone, timeoutMinutes, retry } = config;
  const job = new ScheduledJob(
    name,
    {
      account,
      ...serviceImage(foundation, name, config),
      ...{ command, cpu, memory, architecture, capacity, schedule, timezone, timeoutMinutes, retry },
      clusterName: cluster.name,
      clusterArn: cluster.arn,
      environment: {
        AWS_REGION: account.region,
        ...environmentOf(stack, "jobs", config.environment),
        ...grant.environment,
      },
      secrets: { ...secrets?.valueFrom, ...grant.secrets },
      secretArns: [...grant.secretArns, ...(secrets?.arns ?? [])],
      secretKeyArns: keys.data === undefined ? undefined : [keys.data],
      taskPolicyStatements: [...grant.statements, ...ownStatements(foundation, user, config)],
      subnetIds: foundation.workloadSubnetIds,
      securityGroupIds: [foundation.group(user.group)],
      logs,
      keyArn: keys.data,
      alarmTopicArn: topics.regional,
      watchEachRun: stack.alerts.alarms === "full",
      startAfter: [security, ...egress.ready, ...grant.startAfter],
    },
    foundation.opts,
  );
  return { name, job };
}
