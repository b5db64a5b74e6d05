import { QueueWorker } from "../components/compute";
import { type Foundation, type RunningWorker } from "./context";
import { environmentOf } from "./encrypted";
import { ownStatements } from "./own-rights";
import { createAppSecrets, restartOnNewSecrets } from "./secrets";
import { serviceImage, taskArgs } from "./services";
import { grantOf, type Usable } from "./uses/grant";
import { userOf } from "./uses/users";

/** Workers of the stack, each with the queue that it works off. */
export const createWorkers = (foundation: Foundation, usable: Usable): RunningWorker[] =>
  Object.keys(foundation.queues).map((name) => createWorker(foundation, usable, name));

/** A worker, restarted when a secret changes that its tasks read when they start. */
function createWorker(foundation: Foundation, usable: Usable, name: string): RunningWorker {
  const { account, config: stack, queues } = foundation;
  const config = stack.workers[name];
  const queue = queues[name];
  if (config === undefined || queue === undefined) throw new Error(`The stack file describes no worker ${name}.`);
  const user = userOf(stack, name);
  const grant = grantOf(usable, user);
  const secrets = createAppSecrets(foundation, name, config, { namedForStack: true });
  const secretArns = [...grant.secretArns, ...(secrets?.arns ?? [])];
  const shared = taskArgs(foundation, { ...config, onDemandBase: 0 });
  const fargate = new QueueWorker(
    name,
    {
      ...shared,
      ...serviceImage(foundation, name, config),
      queue,
      command: config.command,
      messagesPerTask: config.scaling.messagesPerTask,
      environment: {
        AWS_REGION: account.region,
        ...environmentOf(stack, "workers", config.environment),
        ...grant.environment,
      },
      secrets: { ...secrets?.valueFrom, ...grant.secrets },
      secretArns,
      startAfter: [...shared.startAfter, ...grant.startAfter],
      taskPolicyStatements: [...grant.statements, ...ownStatements(foundation, user, config)],
      securityGroupIds: [foundation.group(user.group)],
    },
    foundation.opts,
  );
  return { name, config, queue, fargate, redeploy: restartOnNewSecrets(foundation, name, fargate, secretArns) };
}
