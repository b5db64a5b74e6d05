import { type Policy } from "./policy";

/**
 * Policies for a load that multiplies within minutes, chosen by simulation (docs/decisions/burst-scaling.md).
 *
 * - Steps on what the application publishes every ten seconds, requests in flight and refused for each task: an alarm acts
 *   once a minute at most, so the second step is large.
 * - Target tracking adds tasks only: its low alarm lags, and would take away what a step has just added.
 * - Steps down after eight minutes in which one task fewer would have had nine tenths of the target to do at most, so that
 *   it does not have to step up again: by one of up to 39 tasks, by two fifths below 54 %.
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
    signal: { highestOf: { cpu: 70 }, withoutOne: true },
    threshold: 90,
    when: "below",
    period: 60,
    points: 8,
    cooldown: 300,
    type: "PercentChangeInCapacity",
    steps: [
      { from: -36, to: 0, adjustment: -5 },
      { to: -36, adjustment: -40 },
    ],
  },
  tracking: { kind: "tracking", signal: "cpu", target: 70, outOnly: true },
} as const satisfies Readonly<Record<string, Policy>>;

export const burstPolicies: readonly Policy[] = [BURST.tracking, BURST.pressure, BURST.down];
