export { createQueue } from "./queue";
export { LONGEST_RETENTION_SECONDS, type QueueRules } from "./queue-limits";
export { receiveStatements, sendStatements } from "./queue-statements";
export { WorkQueue, type WorkQueueArgs } from "./work-queue";
