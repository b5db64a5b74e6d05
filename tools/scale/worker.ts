import { RunError } from "@pulumi/pulumi/errors";
import { aligned } from "@toolkit/offline/render/aligned";
import { perSecond } from "@toolkit/scaling/load";
import { randomFrom } from "@toolkit/scaling/random";
import { compareWorkers, workerCandidates, type WorkerRow } from "@toolkit/scaling/worker/compare-workers";
import { amount, usd } from "../cost/pages/numbers";
import { connectionsLine } from "./connections";
import { type ScaleOptions } from "./options";
import { draw, waysOf } from "./pictures";
import { type Simulation } from "./simulation";

/**
 * Simulates a queue worker: messages instead of requests.
 *
 * @returns the text to print.
 * @throws RunError for `--find`, whose limit is of requests.
 */
export function runWorker(simulation: Simulation, options: ScaleOptions): string {
  const { service, minutes, rates, conditions, region, notFollowed, connections } = simulation;
  if (options.find !== undefined)
    throw new RunError(`${service.name} works a queue off: --find is for services that answer requests.`);
  const load = perSecond(minutes, "even", randomFrom(1));
  const rows = compareWorkers(workerCandidates(service, load), minutes, rates, { conditions });
  if (options.json !== true) return page(simulation, rows, options, draw(options.out, waysOf(rows)));
  const plain = rows.map(({ example: _, ...row }) => row);
  const { load: name, times } = options;
  return `${JSON.stringify({ version: 1, service, region, load: name, times, notFollowed, connections, rows: plain }, null, 2)}\n`;
}

const HEAD = ["", "USD/month", "left", "oldest s", "worst", "p95 s", "asleep s", "tasks", "actions"];

function page(
  { service, minutes, region, notFollowed, visibility, image, connections }: Simulation,
  rows: readonly WorkerRow[],
  { stack, load, times }: ScaleOptions,
  pictures: readonly string[],
): string {
  const total = minutes.reduce((sum, one) => sum + one, 0);
  const [configured] = rows;
  return [
    `${service.name} of ${stack} in ${region}, ${load}${times === 1 ? "" : ` × ${times}`}: ${count(total)} messages, ${amount(Math.max(...minutes) / 60)} a second at most`,
    `a task does ${amount(service.capacity)} messages/s and takes the first after ${amount(service.provision)} s (${image}); ${service.min} to ${service.max} tasks`,
    ...visibilityLine(service.capacity, visibility),
    "",
    ...aligned([HEAD, ...rows.map(cells)]),
    "",
    "left: messages not done at the end; oldest: age of the oldest message; p95: wait until a task takes it, for 95 of 100;",
    "asleep: longest time in which messages waited and no task ran. Means of 12 runs: three ways to spread a minute, four phases.",
    ...(notFollowed.length === 0 ? [] : [`Not simulated: ${notFollowed.join(", ")}.`]),
    ...connectionsLine(connections, rows),
    `Pictures: ${pictures[0]?.replace(/[^/]+$/, "") ?? "none"}`,
    "",
    ...(configured === undefined
      ? []
      : [
          `as configured: ${usd(configured.monthly)} USD a month; the oldest message waits ${count(configured.oldest)} s, the first after a quiet time ${count(configured.asleep)} s`,
        ]),
    "",
  ].join("\n");
}

/** A task works on one message at a time, unless somebody says that it does more. */
function visibilityLine(capacity: number, visibility: number | undefined): string[] {
  if (visibility === undefined) return [];
  const takes = 1 / capacity;
  const told = `one at a time takes ${amount(takes)} s, and a message comes back after ${visibility} s`;
  return [takes < visibility ? told : `${told}: each is done again and again. Raise visibilitySeconds.`];
}

const cells = (row: WorkerRow): string[] => [
  row.name,
  usd(row.monthly),
  ...[row.left, row.oldest, row.worstOldest, row.p95, row.asleep].map(count),
  String(row.mostTasks),
  count(row.actions),
];

const count = (value: number): string => Math.round(value).toLocaleString("en-US");
