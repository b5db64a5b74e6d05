import { type WorkerFacts } from "../facts/workers";
import { type Card } from "../scene";
import { listed, titleOf } from "../words";

export const queueId = ({ name }: WorkerFacts): string => `${name}-queue`;

/** A queue beside the VPC: who fills it, who works it off, and when a message is given up. */
export const queueCard = (worker: WorkerFacts): Card => ({
  kind: "card",
  id: queueId(worker),
  icon: "sqs",
  title: `Queue of ${titleOf(worker.name)}`,
  lines: [
    worker.queue.senders.length === 0 ? "nobody here fills it" : `from ${listed(worker.queue.senders)}`,
    `given up after ${worker.queue.maxReceives} tries`,
  ],
  sizeClass: "dumps",
});
