import { InvalidArgumentError } from "@commander-js/extra-typings";
import { RunError } from "@pulumi/pulumi/errors";
import { compare, type Row } from "@toolkit/scaling/compare";
import { type Rollout } from "@toolkit/scaling/rollout";
import { amount } from "../cost/pages/numbers";
import { type Simulation } from "./simulation";

const MINUTE = 60;

/** Reads `12:00` as the minute of the load. */
export function deployAt(value: string): number {
  const [, hours, minutes] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(value) ?? [];
  if (hours === undefined) throw new InvalidArgumentError("use a time of the load, such as 12:00.");
  return Number(hours) * 60 + Number(minutes);
}

/**
 * Conditions with a deployment in that minute.
 *
 * @throws RunError where the load is over before.
 */
export function deployments(minute: number | undefined, minutes: readonly number[]): { deployments?: number[] } {
  if (minute === undefined) return {};
  if (minute < minutes.length) return { deployments: [minute * MINUTE] };
  throw new RunError(`--deploy-at ${clock(minute)}: the load is over at ${clock(minutes.length)}.`);
}

/** What one deployment does to the service as it is configured: its seconds, its tasks, what is paid and left unserved for it. */
export function deploymentLine(simulation: Simulation, configured: Row): string | undefined {
  const [at] = simulation.conditions.deployments ?? [];
  const [seen] = configured.example.deployments;
  if (at === undefined || seen === undefined) return undefined;
  const { service, minutes, rates } = simulation;
  const conditions = { ...simulation.conditions, deployments: [] };
  const [without] = compare([{ name: configured.name, service }], minutes, rates, { conditions });
  const paid = paidBy(configured) - (without === undefined ? 0 : paidBy(without));
  const unserved = Math.round(configured.unserved - (without?.unserved ?? 0));
  const isOver = seen.to + 1 < minutes.length * MINUTE;
  const lasts = isOver ? `${amount(seen.to + 1 - seen.from)} s` : "not over at the end of the load";
  return `deployment at ${clock(at / MINUTE)}, ${wordsOf(service.rollout ?? {})}: ${lasts}, requests reach ${amount(seen.least)} tasks at least, ${seen.most} serve at most; ${paid.toLocaleString("en-US")} paid task-seconds and ${unserved.toLocaleString("en-US")} unserved more`;
}

/** Task-seconds of one run. */
const paidBy = ({ example }: Row): number => Object.values(example.billed).reduce((sum, seconds) => sum + seconds, 0);

function wordsOf({ shifts = [], bake = 0, minimumHealthyPercent = 100, maximumPercent = 200 }: Rollout): string {
  if (shifts.length === 0) return `rolling (${minimumHealthyPercent} to ${maximumPercent} %)`;
  const shares = shifts.map(({ share }) => `${amount(100 * share)} %`).join(", ");
  return `two versions beside each other (${shares} of the requests, then ${amount(bake / MINUTE)} min)`;
}

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
