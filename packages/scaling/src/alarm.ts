/** Seconds after which an alarm that stays on acts again. */
const ACTS_EVERY = 60;

/**
 * A CloudWatch alarm that goes off after so many data points in a row beyond its threshold.
 *
 * It acts when it goes off, and then once a minute for as long as it stays on, whatever its period.
 * Source: Amazon EC2 Auto Scaling User Guide, "How step scaling for Auto Scaling works" (the alarm invokes the policy
 * every minute while it stays in ALARM), https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-simple-step.html
 */
export class Alarm {
  #beyond = 0;
  #actedAt = -Infinity;
  /** The newest data point. */
  value = 0;

  constructor(
    private readonly isBeyond: (value: number) => boolean,
    private readonly points: number,
  ) {}

  get isOn(): boolean {
    return this.#beyond >= this.points;
  }

  add(value: number): void {
    this.value = value;
    this.#beyond = this.isBeyond(value) ? this.#beyond + 1 : 0;
    if (!this.isOn) this.#actedAt = -Infinity;
  }

  /** Whether the alarm calls its policy in this second; asking counts as a call. */
  acts(second: number): boolean {
    if (!this.isOn || second - this.#actedAt < ACTS_EVERY) return false;
    this.#actedAt = second;
    return true;
  }
}
