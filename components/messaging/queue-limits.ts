const HOUR_SECONDS = 3600;
const DAY_SECONDS = 24 * HOUR_SECONDS;

/** Two weeks, the longest that SQS keeps a message. */
export const LONGEST_RETENTION_SECONDS = 14 * DAY_SECONDS;
export const LONGEST_RETENTION_DAYS = LONGEST_RETENTION_SECONDS / DAY_SECONDS;

/** Half a day, the longest that SQS hides a message from others while one works on it. */
export const LONGEST_VISIBILITY_SECONDS = 12 * HOUR_SECONDS;

/** Less and a message comes back while its task still stops. */
export const SHORTEST_VISIBILITY_SECONDS = 30;

/** SQS takes up to 1,000 receives before it gives a message up. */
export const MOST_RECEIVES = 1000;

/** How a queue treats messages. */
export interface QueueRules {
  /** Seconds in which whoever took a message must delete it, or it comes back. */
  readonly visibilitySeconds: number;
  /** Times that a message is taken before it goes to the dead-letter queue. */
  readonly maxReceives: number;
  /** Days after which a message that nobody took is lost. */
  readonly retentionDays: number;
  /** Exactly once and in order within a group, at a lower rate; fixed at creation. */
  readonly fifo: boolean;
}

/**
 * What is wrong with the rules of a queue, one line each.
 *
 * Source: Amazon SQS API reference, SetQueueAttributes
 * (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html).
 */
export function queueProblems({ visibilitySeconds, maxReceives, retentionDays }: QueueRules): string[] {
  const outside = (what: string, value: number, least: number, most: number): string[] =>
    Number.isInteger(value) && value >= least && value <= most
      ? []
      : [`${what} is ${value}: use a whole number from ${least} to ${most}.`];
  return [
    ...outside("visibilitySeconds", visibilitySeconds, SHORTEST_VISIBILITY_SECONDS, LONGEST_VISIBILITY_SECONDS),
    ...outside("maxReceives", maxReceives, 1, MOST_RECEIVES),
    ...outside("retentionDays", retentionDays, 1, LONGEST_RETENTION_DAYS),
  ];
}
