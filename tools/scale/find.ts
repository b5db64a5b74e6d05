import { compare, type Row } from "@toolkit/scaling/compare";
import { type Policy } from "@toolkit/scaling/policy";
import { type Service } from "@toolkit/scaling/service";
import { type Limit } from "./options";
import { type Simulation } from "./simulation";

/** Settings of one service, in the words of the stack's configuration. */
export interface Settings {
  readonly minTasks: number;
  readonly maxTasks: number;
  readonly cpuPercent: number;
}

/** The cheapest settings within a limit. */
export interface Cheapest {
  readonly tried: number;
  readonly limit: string;
  readonly best?: { readonly row: Row; readonly settings: Settings };
}

const CPU_TARGETS = [40, 50, 60, 70];
/** Multiples of the configured bounds. */
const MINIMA = [1, 1.5, 2, 3, 4];
const MAXIMA = [1, 2];

/** Tries settings and keeps the cheapest that stay within the limit. */
export function findCheapest({ service, minutes, rates, conditions }: Simulation, limit: Limit): Cheapest {
  const tried = settingsOf(service).map((settings) => ({ settings, service: applied(service, settings) }));
  const rows = tried.map(({ settings, service: changed }) => {
    const [row] = compare([{ name: "tried", service: changed }], minutes, rates, { phases: 2, conditions });
    return row === undefined ? undefined : { row, settings };
  });
  const best = rows
    .filter((one) => one !== undefined)
    .filter(({ row }) => isWithin(row, limit))
    .sort((a, b) => a.row.monthly - b.row.monthly)[0];
  return { tried: tried.length, limit: limit.text, ...(best === undefined ? {} : { best }) };
}

const isWithin = ({ unserved, unservedSeconds }: Row, { of, perDay }: Limit): boolean =>
  (of === "seconds" ? unservedSeconds : unserved) < perDay;

function settingsOf({ min, max }: Service): Settings[] {
  const minima = [...new Set(MINIMA.map((factor) => Math.ceil(min * factor)))];
  return minima.flatMap((minTasks) =>
    MAXIMA.map((factor) => Math.max(minTasks, max * factor)).flatMap((maxTasks) =>
      CPU_TARGETS.map((cpuPercent) => ({ minTasks, maxTasks, cpuPercent })),
    ),
  );
}

function applied(service: Service, { minTasks, maxTasks, cpuPercent }: Settings): Service {
  const policies = service.policies.map((policy) => aimedAt(policy, cpuPercent));
  return { ...service, min: minTasks, max: maxTasks, policies };
}

/** A policy that holds CPU, or steps by its share of what is held, with another target. */
function aimedAt(policy: Policy, cpuPercent: number): Policy {
  if (policy.kind === "tracking") return policy.signal === "cpu" ? { ...policy, target: cpuPercent } : policy;
  if (typeof policy.signal === "string" || policy.signal.highestOf.cpu === undefined) return policy;
  const { signal } = policy;
  return { ...policy, signal: { ...signal, highestOf: { ...signal.highestOf, cpu: cpuPercent } } };
}
