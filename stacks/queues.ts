import { sendStatements, WorkQueue } from "../components/messaging";
import { type Foundation, type Keys, type StackContext } from "./context";
import { type Grant, type Usable } from "./uses/grant";
import { sidOf } from "./uses/variable";
import { queueVariable } from "./uses/worker";

/** Queues of the workers by name, made before any task, so that workers and services can use each other. */
export const createQueues = ({ config, account, opts }: StackContext, keys: Keys): Record<string, WorkQueue> =>
  Object.fromEntries(
    Object.entries(config.workers).map(([name, { queue }]) => [
      name,
      new WorkQueue(name, { account, ...queue, keyArn: keys.data }, opts),
    ]),
  );

/** What each queue grants to whoever uses its worker. */
export const usableQueues = (foundation: Foundation): Usable =>
  Object.fromEntries(
    Object.entries(foundation.queues).map(([name, queue]) => [name, () => queueGrant(foundation, name, queue)]),
  );

const queueGrant = ({ account, config }: Foundation, name: string, queue: WorkQueue): Partial<Grant> => ({
  environment: {
    // Fargate sets it by itself, instances do not.
    AWS_REGION: config.aws.region,
    [queueVariable(name)]: queue.queueUrl,
  },
  statements: sendStatements(queue, { sid: sidOf(name), region: account.region }),
});
