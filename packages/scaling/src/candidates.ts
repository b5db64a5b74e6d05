import { burstPolicies } from "./burst";
import { type Policy } from "./policy";
import { type Service } from "./service";
import { type StrategyItem } from "./split";

/** A way to scale a service, beside the one that is configured. */
export interface Candidate {
  readonly name: string;
  readonly service: Service;
  /** What it needs that cannot be configured today. @default nothing */
  readonly simulatedOnly?: string;
}

const HOUR = 3600;
/** Utilisation that target tracking on requests holds. */
const HELD = 0.7;

const tracking = (signal: "cpu" | "requests", target: number, outCooldown?: number): Policy => ({
  kind: "tracking",
  signal,
  target,
  ...(outCooldown === undefined ? {} : { outCooldown }),
});

/** A step when a single minute was busy, beside the policies that there are. */
const ONE_MINUTE_STEP: Policy = {
  kind: "step",
  signal: "cpu",
  threshold: 85,
  when: "above",
  cooldown: 60,
  type: "PercentChangeInCapacity",
  steps: [
    { from: 0, to: 10, adjustment: 50 },
    { from: 10, adjustment: 100 },
  ],
};

/** The ways to scale a service that are worth comparing under a load, the configured one first. */
export function candidates(service: Service, load: Float64Array): Candidate[] {
  const { capacity, min, max, policies, strategy } = service;
  const fixed = (tasks: number): Service => ({ ...service, min: tasks, max: tasks, policies: [], scheduled: [] });
  const scaled = (own: readonly Policy[], change: Partial<Service> = {}): Service => ({
    ...service,
    policies: own,
    ...change,
  });
  const peak = Math.ceil(load.reduce((most, one) => Math.max(most, one), 0) / capacity / HELD);
  return [
    { name: "as configured", service },
    { name: `always ${min} (minimum)`, service: fixed(min) },
    { name: `always ${peak} (peak)`, service: fixed(peak) },
    { name: "CPU 70 %", service: scaled([tracking("cpu", 70)]) },
    { name: "CPU 50 %, quick", service: scaled([tracking("cpu", 50, 60)]) },
    { name: "requests", service: scaled([tracking("requests", 60 * capacity * HELD)]) },
    { name: "configured + one-minute step", service: scaled([...policies, ONE_MINUTE_STEP]) },
    { name: "configured + floor by the hour", service: { ...service, scheduled: floors(service, load) } },
    {
      name: "CPU 70 % of 20 s",
      service: scaled([{ kind: "tracking", signal: "cpu", target: 70, period: 20 }]),
      simulatedOnly: "the provider has no input for high-resolution metrics of a service",
    },
    { name: "configured, half Spot", service: scaled(policies, { strategy: halfSpot(strategy) }) },
    {
      name: `configured, at least ${2 * min}`,
      service: scaled(policies, { min: 2 * min, max: Math.max(max, 2 * min) }),
    },
    { name: "burst", service: scaled(burstPolicies) },
  ];
}

/** The minimum of each hour from what its busiest minute needs: known beforehand, as for a match or a sale. */
function floors(service: Service, load: Float64Array) {
  const { capacity, min, max } = service;
  return Array.from({ length: Math.ceil(load.length / HOUR) }, (_, hour) => {
    const busiest = load.subarray(hour * HOUR, (hour + 1) * HOUR).reduce((most, one) => Math.max(most, one), 0);
    return {
      // Ten minutes early, so that the tasks are there.
      at: [Math.max(0, hour * HOUR - 600)],
      min: Math.min(max, Math.max(min, Math.ceil(busiest / capacity / HELD))),
    };
  });
}

/** One task of two on demand; an on-demand base stays. */
function halfSpot(strategy: readonly StrategyItem[]): StrategyItem[] {
  const base = Math.max(0, ...strategy.map((item) => item.base ?? 0));
  return [
    { provider: "FARGATE", base, weight: 1 },
    { provider: "FARGATE_SPOT", weight: 1 },
  ];
}
