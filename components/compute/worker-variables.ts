/** Variables that a worker's container gets from `QueueWorker`. */
export const WORKER_VARIABLES = ["QUEUE_URL", "QUEUE_VISIBILITY_SECONDS", "SHUTDOWN_TIMEOUT_SECONDS"] as const;
