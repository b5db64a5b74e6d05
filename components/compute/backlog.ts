/** Ids that expressions and queries share. */
export const BACKLOG = {
  /** Messages that nobody has taken. */
  waiting: "waiting",
  /** Messages that somebody works on. */
  taken: "taken",
  running: "running",
} as const;

/**
 * Messages for each task, those that are being worked on among them: else a worker whose queue is empty would lose the
 * tasks that still work.
 *
 * `running` is the number of samples of a service's CPU use in a minute, one for each task, which needs no Container
 * Insights. A minute without tasks has no sample rather than none: the expression has no value then, and never divides
 * by zero. What wakes the first task is another policy.
 *
 * Sources: Application Auto Scaling user guide, "Create a target tracking scaling policy using metric math"; Amazon ECS
 * developer guide, "Amazon ECS CloudWatch metrics", service RUNNING task count.
 */
export const BACKLOG_PER_TASK = `(${BACKLOG.waiting} + ${BACKLOG.taken}) / ${BACKLOG.running}`;

/**
 * 1 while messages wait and nobody works on any. SQS alone tells it, since a service without tasks has no metrics.
 *
 * Source: Amazon SageMaker AI developer guide, "Autoscale an asynchronous endpoint", scaling up from zero.
 */
export const WORK_WITHOUT_WORKER = `IF(${BACKLOG.waiting} > 0 AND ${BACKLOG.taken} == 0, 1, 0)`;

/** Seconds that a task which was woken gets to start and to take a message, before another is. */
export const WAKE_COOLDOWN_SECONDS = 300;

/** How many tasks a queue may have, and how much work each is meant to have. */
export interface BacklogScaling {
  readonly minTasks: number;
  readonly maxTasks: number;
  /** Messages, waiting and being worked on, for each task. */
  readonly messagesPerTask: number;
  /**
   * Whether a schedule elsewhere (off-hours) sets `minTasks` and `maxTasks` in AWS; deployments then leave them alone.
   * @default false
   */
  readonly scheduledBounds?: boolean | undefined;
}

/** What is wrong with the scaling of a worker, one line each. */
export function backlogProblems({ minTasks, maxTasks, messagesPerTask }: BacklogScaling): string[] {
  const least = Math.max(minTasks, 1);
  return [
    ...(Number.isInteger(minTasks) && minTasks >= 0 ? [] : [`minTasks is ${minTasks}: use a whole number from 0.`]),
    ...(Number.isInteger(maxTasks) && maxTasks >= least
      ? []
      : [`maxTasks is ${maxTasks}: use a whole number of at least ${least}.`]),
    ...(messagesPerTask > 0 ? [] : [`messagesPerTask is ${messagesPerTask}: use more than 0.`]),
  ];
}
