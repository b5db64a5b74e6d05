/** Megabytes (10⁶ bytes) of a compressed image, and seconds from the launch of its task until it runs. */
export interface MeasuredStart {
  readonly megabytes: number;
  readonly seconds: number;
}

/**
 * What was published. AWS says "small" without a size: it counts as nothing to pull.
 *
 * Sources: AWS What's New, 18 June 2026, high-resolution metrics for Amazon ECS service auto scaling (386 s to provision less
 * 363 s to trigger); elasticscale.com, "Reduce AWS Fargate pull times with SOCI", 2024 (413 MB, mean of ten starts).
 */
export const STARTS = {
  small: { megabytes: 0, seconds: 23 },
  large: { megabytes: 413, seconds: 57 },
} as const satisfies Readonly<Record<string, MeasuredStart>>;

/**
 * Seconds from the launch of a task until its image runs: each task of Fargate pulls the whole image, so they grow with its
 * size, by the line through what was published (82 s a GB).
 * Source: Amazon ECS Developer Guide, "Linux containers on Fargate container image pull behavior for Amazon ECS",
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-pull-behavior.html
 *
 * @param megabytes (10⁶ bytes) of the image, compressed, without a lazy loader such as SOCI.
 */
export function startSeconds(megabytes: number): number {
  const { small, large } = STARTS;
  const perMegabyte = (large.seconds - small.seconds) / (large.megabytes - small.megabytes);
  return small.seconds + (megabytes - small.megabytes) * perMegabyte;
}
