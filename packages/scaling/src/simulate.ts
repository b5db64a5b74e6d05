import { Answers } from "./answers";
import { Fleet } from "./fleet";
import { randomFrom } from "./random";
import { type Deployed, Rollouts } from "./rollouts";
import { Scaler } from "./scaler";
import { type Conditions, metricDelay, PATIENCE, type Service, SLOW } from "./service";
import { Series } from "./series";

/** What a load did to a service. */
export interface Outcome {
  readonly requests: number;
  readonly served: number;
  /** Requests that nobody answered in time. */
  readonly unserved: number;
  /** Seconds in which at least one request in a thousand was not answered in time. */
  readonly unservedSeconds: number;
  /** Seconds in which more than one answer in twenty took longer than a second. */
  readonly slowSeconds: number;
  /** Seconds that 95 % of the answers took at most. */
  readonly p95: number;
  /** Seconds that tasks were paid, by capacity provider. */
  readonly billed: Readonly<Record<string, number>>;
  readonly mostTasks: number;
  /** Seconds of the longest time in which the tasks could serve less than what came. */
  readonly reaction: number;
  /** When another number of tasks was asked for, and which. */
  readonly changes: readonly { readonly second: number; readonly tasks: number }[];
  readonly deployments: readonly Deployed[];
  readonly interrupted: number;
  readonly series: Series;
}

/**
 * What was counted. A class as all that is written second by second: V8 keeps the shapes of plain objects in one tree, which is
 * full in a process that has made 1,536 objects with different first keys; from then on each gets a shape of its own, and
 * functions are compiled again and again (docs/decisions/speed.md).
 */
class Total {
  requests = 0;
  served = 0;
  unserved = 0;
  unservedSeconds = 0;
  slowSeconds = 0;
}

/** What is measured of a second; nothing where no task runs. */
class Signals {
  constructor(
    readonly cpu?: number,
    readonly requests?: number,
    readonly pressure?: number,
    readonly tasks?: number,
  ) {}
}

const NOTHING = new Signals();

/** Share of a second's requests that makes it an unserved one. */
const UNSERVED = 0.001;

/**
 * Runs a service under a load, second by second. Requests that cannot be served at once wait in one queue, and are lost
 * when they would wait longer than `PATIENCE`; within a second the tasks are an M/M/c queue.
 *
 * @param load requests in each second.
 */
export function simulate(service: Service, load: Float64Array, conditions: Conditions = {}): Outcome {
  const { capacity, ceiling = Infinity, min } = service;
  const { delay = metricDelay, phase = 0, seed = 1 } = conditions;
  const random = randomFrom(seed);
  const scaler = new Scaler({ ...service, delay, phase });
  const fleet = new Fleet({ ...service, ...conditions }, random, min);
  const answers = new Answers(capacity, SLOW);
  const series = new Series(load.length);
  const total = new Total();
  const rollouts = new Rollouts();
  const changes: { second: number; tasks: number }[] = [];
  let [queue, mostTasks, reaction, short] = [0, min, 0, 0];
  for (let second = 0; second < load.length; second += 1) {
    fleet.tick(second, scaler.desired);
    const arrivals = load[second] ?? 0;
    const { running } = fleet;
    const rate = Math.min(fleet.reached * capacity, ceiling);
    const served = Math.min(queue + arrivals, rate);
    const left = queue + arrivals - served;
    const refused = left === 0 ? 0 : Math.max(0, left - rate * PATIENCE);
    queue = left - refused;
    total.requests += arrivals;
    total.served += served;
    total.unserved += refused;
    if (refused > arrivals * UNSERVED && refused > 0) total.unservedSeconds += 1;
    const utilisation = rate === 0 ? 0 : served / rate;
    const { isSlow, waiting } = answers.add(served, running, utilisation, rate === 0 ? 0 : queue / rate);
    if (isSlow && served > 0) total.slowSeconds += 1;
    short = arrivals > rate ? short + 1 : 0;
    reaction = Math.max(reaction, short);
    mostTasks = Math.max(mostTasks, running);
    series.add(second, arrivals, rate, running, refused);
    const measured =
      running === 0
        ? NOTHING
        : new Signals(
            (100 * served) / (running * capacity),
            60 * arrivals * fleet.shareOfOne,
            (served / capacity + waiting + queue + refused) / running,
            running,
          );
    const before = scaler.desired;
    if (fleet.isDeploying) rollouts.add(second, fleet.reached, running);
    scaler.tick(second, running, measured, fleet.isDeploying);
    if (scaler.desired !== before) changes.push({ second, tasks: scaler.desired });
  }
  total.unserved += queue;
  const billed = Object.fromEntries(
    service.strategy.map(({ provider }, index) => [provider, fleet.billed[index] ?? 0] as const),
  );
  return {
    requests: total.requests,
    served: total.served,
    unserved: total.unserved,
    unservedSeconds: total.unservedSeconds,
    slowSeconds: total.slowSeconds,
    p95: answers.percentile(0.95),
    billed,
    mostTasks,
    reaction,
    changes,
    deployments: rollouts.all,
    interrupted: fleet.interrupted,
    series,
  };
}
