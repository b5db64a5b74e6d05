import { QueueWorker } from "../components/compute";
import { type Foundation, type RunningWorker } from "./context";
import { namedTaskArgs } from "./named-tasks";
import { restartOnNewSecrets } from "./secrets";
import { taskArgs } from "./services";
import { type Usable } from "./uses/grant";

/** Workers of the stack, each with the queue that it works off. */
export const createWorkers = (foundation: Foundation, usable: Usable): RunningWorker[] =>
  Object.keys(foundation.queues).map((name) => createWorker(foundation, usable, name));

/** A worker, restarted when a secret changes that its tasks read when they start. */
function createWorker(foundation: Foundation, usable: Usable, name: string): RunningWorker {
  const config = foundation.config.workers[name];
  const queue = foundation.queues[name];
  if (config === undefined || queue === undefined) throw new Error(`The stack file describes no worker ${name}.`);
  const own = namedTaskArgs(foundation, usable, "workers", name, config);
  const fargate = new QueueWorker(
    name,
    {
      ...taskArgs(foundation, { ...config, onDemandBase: 0 }),
      ...own,
      queue,
      messagesPerTask: config.scaling.messagesPerTask,
    },
    foundation.opts,
  );
  return { name, config, queue, fargate, redeploy: restartOnNewSecrets(foundation, name, fargate, own.secretArns) };
}
