/** One step of a step scaling policy. Bounds are added to the alarm's threshold. */
export interface Step {
  /** @default minus infinity */
  readonly from?: number;
  /** @default infinity */
  readonly to?: number;
  readonly adjustment: number;
}

export type AdjustmentType = "ChangeInCapacity" | "PercentChangeInCapacity" | "ExactCapacity";

export interface StepAdjustments {
  readonly type: AdjustmentType;
  readonly steps: readonly Step[];
  /** Tasks that a change in per cent is at least. @default 1 */
  readonly minimumMagnitude?: number;
}

/**
 * What a step policy makes of a capacity.
 *
 * A metric above the threshold is in a step from its lower bound up to, but without, its upper bound; one below in a step
 * above its lower bound up to its upper bound. Values between -1 and 1 that come of a percentage count as 1 task.
 *
 * Source: Application Auto Scaling User Guide, "How step scaling works",
 * https://docs.aws.amazon.com/autoscaling/application/userguide/step-scaling-policy-overview.html
 *
 * @param excess the metric minus the alarm's threshold.
 * @returns the new capacity, before the bounds of the target; the same where no step applies.
 */
export function adjusted(
  capacity: number,
  excess: number,
  { type, steps, minimumMagnitude = 1 }: StepAdjustments,
): number {
  const step = steps.find(
    ({ from = -Infinity, to = Infinity }) =>
      (excess >= 0 && excess >= from && excess < to) || (excess <= 0 && excess > from && excess <= to),
  );
  if (step === undefined) return capacity;
  switch (type) {
    case "ExactCapacity":
      return step.adjustment;
    case "ChangeInCapacity":
      return capacity + step.adjustment;
    case "PercentChangeInCapacity":
      return capacity + magnified(towardsOne((capacity * step.adjustment) / 100), minimumMagnitude);
  }
}

/** Above 1 and below -1 the fraction is dropped; what is smaller counts as one task. */
function towardsOne(change: number): number {
  if (change === 0) return 0;
  return Math.abs(change) < 1 ? Math.sign(change) : Math.trunc(change);
}

function magnified(change: number, least: number): number {
  return change === 0 ? 0 : Math.sign(change) * Math.max(Math.abs(change), least);
}
