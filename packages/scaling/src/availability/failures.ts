import { type ResourceGraph } from "@toolkit/offline/graph";
import { cacheFailures } from "./failures/cache";
import { databaseFailures, tableFailures } from "./failures/database";
import { type ApplicationFacts, type Failure, type FailureKind } from "./failures/failure";
import { natFailures } from "./failures/nat";
import { regionFailures } from "./failures/region";
import { instanceFailures, spotFailures, taskFailures } from "./failures/tasks";
import { zoneFailures } from "./failures/zone";
import { middle } from "./figures";
import { type Parts } from "./parts";
import { allZones } from "./zones";

export { type ApplicationFacts, type Failure, type FailureKind };

/** What each failure does to a stack: one of everything, by itself. */
export function failuresOf(graph: ResourceGraph, parts: Parts, region: string, facts: ApplicationFacts): Failure[] {
  return [
    ...taskFailures(parts),
    ...spotFailures(parts),
    ...instanceFailures(graph, parts),
    ...natFailures(graph, parts),
    ...databaseFailures(graph, parts),
    ...cacheFailures(parts),
    ...zoneFailures(graph, parts, allZones(graph), facts),
    ...tableFailures(graph, parts, facts),
    ...regionFailures(graph, parts, region, facts),
  ];
}

/** Failures a year of each kind. Nobody publishes how often: one of each is a way to add them up. */
export type Rates = Readonly<Record<Exclude<FailureKind, "region" | "table">, number>>;
export const ONE_OF_EACH: Rates = { task: 1, spot: 1, instance: 1, nat: 1, database: 1, cache: 1, zone: 1 };

/**
 * Minutes of a year without an answer, or without new tasks, when each kind of failure comes so often and meets the resource that it hurts most.
 * A region and a deleted table are left out: they are told by themselves.
 */
export function minutesOfYear(
  failures: readonly Failure[],
  of: "outage" | "stuck" = "outage",
  rates: Rates = ONE_OF_EACH,
): number {
  return (Object.keys(rates) as (keyof Rates)[]).reduce((sum, kind) => {
    const spans = failures.filter((one) => one.kind === kind).map((one) => one[of]);
    const worst = Math.max(0, ...spans.map((span) => (span === "never" ? Infinity : middle(span))));
    return sum + (worst * rates[kind]) / 60;
  }, 0);
}
