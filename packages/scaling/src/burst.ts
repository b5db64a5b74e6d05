import { type Policy } from "./policy";

/**
 * Policies for a load that multiplies within minutes, chosen by simulation (docs/decisions/burst-scaling.md).
 *
 * - Steps on what the application publishes every ten seconds, requests in flight and refused for each task: an alarm acts
 *   once a minute at most, so the second step is large.
 * - Target tracking adds tasks only: its low alarm lags, and would take away what a step has just added.
 * - Steps down by two fifths after five minutes of little load: below 54 % of the target, nine tenths of the three fifths
 *   that are left, so that it does not have to step up again.
 */
export const BURST = {
  pressure: {
    kind: "step",
    signal: "pressure",
    threshold: 3,
    when: "above",
    period: 10,
    points: 1,
    cooldown: 60,
    type: "PercentChangeInCapacity",
    minimumMagnitude: 4,
    steps: [
      { from: 0, to: 30, adjustment: 50 },
      { from: 30, adjustment: 500 },
    ],
  },
  down: {
    kind: "step",
    signal: { highestOf: { cpu: 70 } },
    threshold: 54,
    when: "below",
    period: 60,
    points: 5,
    cooldown: 300,
    type: "PercentChangeInCapacity",
    steps: [{ to: 0, adjustment: -40 }],
  },
  tracking: { kind: "tracking", signal: "cpu", target: 70, outOnly: true },
} as const satisfies Readonly<Record<string, Policy>>;

export const burstPolicies: readonly Policy[] = [BURST.tracking, BURST.pressure, BURST.down];
