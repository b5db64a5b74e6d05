import { type Candidate } from "../candidates";
import { costOf, eachRun, HOURS_A_MONTH, type Rates, type Runs } from "../compare";
import { type Policy } from "../policy";
import { type Service } from "../service";
import { simulateWorker, type WorkerOutcome } from "./simulate-worker";

/** Averages over spreads and phases. */
export interface WorkerRow {
  readonly name: string;
  /** USD a month of 730 hours, if every day were like this load. */
  readonly monthly: number;
  readonly messages: number;
  /** Messages that are not done at the end. */
  readonly left: number;
  /** Seconds of the oldest message, on average and in the worst run. */
  readonly oldest: number;
  readonly worstOldest: number;
  readonly p95: number;
  readonly asleep: number;
  readonly mostTasks: number;
  readonly actions: number;
  /** One of the runs, for a picture. */
  readonly example: WorkerOutcome;
}

/** Whether the backlog of a queue scales a service. */
export const isWorker = ({ policies }: Service): boolean => policies.some(({ signal }) => signal === "backlog");

/** The ways to scale a worker that are worth comparing, the configured one first. */
export function workerCandidates(service: Service, load: Float64Array): Candidate[] {
  const { capacity, min, max, policies } = service;
  const fixed = (tasks: number): Service => ({ ...service, min: tasks, max: tasks, policies: [], scheduled: [] });
  const aimed = (factor: number): Service => ({ ...service, policies: policies.map((one) => withTarget(one, factor)) });
  const peak = Math.max(1, Math.ceil(load.reduce((most, one) => Math.max(most, one), 0) / capacity));
  const floor = Math.max(1, min);
  return [
    { name: "as configured", service },
    { name: `always ${floor}`, service: fixed(floor) },
    { name: `always ${peak} (peak)`, service: fixed(peak) },
    ...(min === 0 ? [{ name: "configured, never none", service: { ...service, min: 1 } }] : []),
    { name: "half the messages for each task", service: aimed(0.5) },
    { name: "twice the messages for each task", service: aimed(2) },
    { name: `configured, up to ${2 * max}`, service: { ...service, max: 2 * max } },
  ];
}

const withTarget = (policy: Policy, factor: number): Policy =>
  policy.kind === "tracking" && policy.signal === "backlog" ? { ...policy, target: policy.target * factor } : policy;

/** Runs each candidate under messages in each minute, in all spreads and phases. */
export function compareWorkers(
  candidates: readonly Candidate[],
  minutes: readonly number[],
  rates: Rates,
  runs: Runs = {},
): WorkerRow[] {
  const hours = minutes.length / 60;
  return candidates.map(({ name, service }) => {
    const all = eachRun(minutes, runs, (load, conditions) => simulateWorker(service, load, conditions));
    const mean = (of: (outcome: WorkerOutcome) => number): number =>
      all.reduce((sum, outcome) => sum + of(outcome), 0) / Math.max(1, all.length);
    const [example] = all;
    if (example === undefined) throw new Error(`${service.name}: nothing was simulated.`);
    return {
      name,
      monthly: (mean((outcome) => costOf(outcome, rates)) * HOURS_A_MONTH) / hours,
      messages: mean(({ messages }) => messages),
      left: mean(({ left }) => left),
      oldest: mean(({ oldest }) => oldest),
      worstOldest: Math.max(...all.map(({ oldest }) => oldest)),
      p95: mean(({ p95 }) => p95),
      asleep: mean(({ asleep }) => asleep),
      mostTasks: Math.max(...all.map(({ mostTasks }) => mostTasks)),
      actions: mean(({ changes }) => changes.length),
      example,
    };
  });
}
