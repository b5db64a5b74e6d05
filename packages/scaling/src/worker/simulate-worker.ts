import { Fleet } from "../fleet";
import { randomFrom } from "../random";
import { Scaler } from "../scaler";
import { type Conditions, metricDelay, type Service } from "../service";
import { Series } from "../series";
import { Backlog } from "./backlog";

/** What messages did to a worker. */
export interface WorkerOutcome {
  readonly messages: number;
  readonly done: number;
  /** Messages that are not done at the end. */
  readonly left: number;
  /** Seconds of the oldest message at its oldest, as `ApproximateAgeOfOldestMessage`. */
  readonly oldest: number;
  /** Seconds that 95 in a hundred waited at most until a task took them. */
  readonly p95: number;
  /** Seconds of the longest time in which messages waited and no task ran. */
  readonly asleep: number;
  /** Seconds that tasks were paid, by capacity provider. */
  readonly billed: Readonly<Record<string, number>>;
  readonly mostTasks: number;
  /** When another number of tasks was asked for, and which. */
  readonly changes: readonly { readonly second: number; readonly tasks: number }[];
  readonly series: Series;
}

/**
 * Runs a queue worker under messages, second by second: the oldest are done first, as many a second as the tasks that run
 * can do. A task that is taken away ends what it works on, as those of `protectFromScaleIn` do. Of the signals it has
 * `backlog` and `asleep`; a policy on another never acts.
 *
 * @param service its `capacity` is messages a second of one task.
 * @param load messages in each second.
 */
export function simulateWorker(service: Service, load: Float64Array, conditions: Conditions = {}): WorkerOutcome {
  const { capacity, ceiling = Infinity, min } = service;
  const { delay = metricDelay, phase = 0, seed = 1 } = conditions;
  const scaler = new Scaler({ ...service, delay, phase });
  const fleet = new Fleet({ ...service, ...conditions }, randomFrom(seed), min);
  const [backlog, series, waits] = [new Backlog(), new Series(load.length), new Map<number, number>()];
  const changes: { second: number; tasks: number }[] = [];
  let [messages, done, oldest, asleep, idle, mostTasks] = [0, 0, 0, 0, 0, min];
  for (let second = 0; second < load.length; second += 1) {
    fleet.tick(second, scaler.desired);
    const { running } = fleet;
    const arrived = load[second] ?? 0;
    messages += arrived;
    backlog.add(second, arrived);
    const held = backlog.size;
    const rate = Math.min(running * capacity, ceiling);
    const served = Math.min(held, rate);
    backlog.take(served, (since, count) => {
      waits.set(second - since, (waits.get(second - since) ?? 0) + count);
    });
    done += served;
    oldest = Math.max(oldest, second - (backlog.oldest ?? second));
    idle = running === 0 && held > 0 ? idle + 1 : 0;
    asleep = Math.max(asleep, idle);
    mostTasks = Math.max(mostTasks, running);
    series.add(second, arrived, rate, running, 0);
    const before = scaler.desired;
    scaler.tick(second, running, signalsOf(held, running), fleet.isDeploying);
    if (scaler.desired !== before) changes.push({ second, tasks: scaler.desired });
  }
  const billed = Object.fromEntries(
    service.strategy.map(({ provider }, index) => [provider, fleet.billed[index] ?? 0] as const),
  );
  const p95 = percentile(waits, 0.95);
  return { messages, done, left: backlog.size, oldest, p95, asleep, billed, mostTasks, changes, series };
}

/** What is measured of a second; a class for the reason that `simulate` has. */
class Signals {
  constructor(
    readonly backlog: number | undefined,
    readonly asleep: number | undefined,
  ) {}
}

/** Somebody works as soon as a task runs, since it takes what there is. */
function signalsOf(held: number, running: number): Signals {
  const isWorking = running > 0 && held > 0;
  // Neither waiting nor taken: nothing to tell by.
  const asleep = isWorking ? 0 : held > 0 ? 1 : undefined;
  return new Signals(running === 0 ? undefined : held / running, asleep);
}

/** The wait that this share of all messages did not exceed. */
function percentile(waits: ReadonlyMap<number, number>, share: number): number {
  const total = [...waits.values()].reduce((sum, one) => sum + one, 0);
  let counted = 0;
  for (const [wait, count] of [...waits].sort(([a], [b]) => a - b)) {
    counted += count;
    if (counted >= share * total - 1e-9) return wait;
  }
  return 0;
}
