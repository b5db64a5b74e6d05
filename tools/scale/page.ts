import { aligned } from "@toolkit/offline/render/aligned";
import { frontier, type Row } from "@toolkit/scaling/compare";
import { amount, usd } from "../cost/pages/numbers";
import { connectionsLine, connectionsText } from "./connections";
import { deploymentLine } from "./deployment";
import { type Cheapest } from "./find";
import { type ScaleOptions } from "./options";
import { SERVICE_NAMES } from "../../stacks/uses/users";
import { type Simulation } from "./simulation";

const HEAD = ["", "USD/month", "unserved", "seconds", "worst", "slow s", "p95 ms", "tasks", "short s", "actions"];

/** The ways to scale a service as a table; what to take from it last. */
export function page(
  simulation: Simulation,
  rows: readonly Row[],
  options: ScaleOptions,
  pictures: readonly string[],
): string {
  const { service, minutes, region, notFollowed, image, connections } = simulation;
  const best = frontier(rows);
  const [configured] = rows;
  const deployment = configured === undefined ? undefined : deploymentLine(simulation, configured);
  const lines = aligned([HEAD, ...rows.map((row) => cells(row, best.includes(row)))]);
  const most = Math.max(...minutes) / 60;
  const mean = minutes.reduce((sum, one) => sum + one, 0) / minutes.length / 60;
  return [
    `${service.name} of ${options.stack} in ${region}, ${options.load}${options.times === 1 ? "" : ` × ${options.times}`}: ${amount(mean)} requests/s on average, ${amount(most)} at most`,
    `a task serves ${amount(service.capacity)} requests/s and is ready after ${amount(service.provision)} s (${image}); ${service.min} to ${service.max} tasks`,
    "",
    ...lines,
    "",
    "unserved: requests a day without an answer within 5 s; seconds: with more than 0.1 % of them; worst: in the worst run;",
    "short: longest time in which less could be served than came. Means of 12 runs: three ways to spread a minute, four phases.",
    ...rows.flatMap(({ name, simulatedOnly }) => (simulatedOnly === undefined ? [] : [`${name}: ${simulatedOnly}.`])),
    ...(notFollowed.length === 0 ? [] : [`Not simulated: ${notFollowed.join(", ")}.`]),
    ...connectionsLine(connections, rows),
    ...(deployment === undefined ? [] : [deployment]),
    `Pictures: ${pictures[0]?.replace(/[^/]+$/, "") ?? "none"}`,
    "",
    `* no other is cheaper and serves as much: ${best.map(({ name, monthly, unserved }) => `${name} (${usd(monthly)}, ${count(unserved)} unserved)`).join(", ")}`,
    "",
  ].join("\n");
}

function cells(row: Row, isBest: boolean): string[] {
  return [
    `${isBest ? "*" : " "} ${row.name}`,
    usd(row.monthly),
    count(row.unserved),
    count(row.unservedSeconds),
    count(row.worstUnservedSeconds),
    count(row.slowSeconds),
    Number.isFinite(row.p95) ? count(row.p95 * 1000) : "-",
    String(row.mostTasks),
    count(row.reaction),
    count(row.actions),
  ];
}

const count = (value: number): string => Math.round(value).toLocaleString("en-US");

/** The lines that set the cheapest settings, or that there are none. */
export function found(
  { tried, limit, best }: Cheapest,
  { stack }: ScaleOptions,
  { service: { name }, connections }: Pick<Simulation, "service" | "connections">,
): string {
  if (best === undefined) {
    const ceiling = connections === undefined ? "" : ` ${connectionsText(connections)}.`;
    return `None of ${tried} settings keeps ${limit}: raise what a task serves, or the bounds.${ceiling}\n`;
  }
  const { row, settings } = best;
  const [group = `services.${name}`] = Object.entries(SERVICE_NAMES).find(([, service]) => service === name) ?? [];
  const set = (path: string, value: number): string =>
    `pulumi config set --stack ${stack} --path '${group}.${path}' ${value}`;
  return [
    set("minTasks", settings.minTasks),
    set("maxTasks", settings.maxTasks),
    set("scaling.cpuPercent", settings.cpuPercent),
    "",
    `The cheapest of ${tried} settings that keep ${limit}: ${usd(row.monthly)} USD a month, ${count(row.unservedSeconds)} s a day with unserved requests`,
    "",
  ].join("\n");
}
