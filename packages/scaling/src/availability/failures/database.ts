import { T } from "@toolkit/offline/aws-types";
import { type ResourceGraph } from "@toolkit/offline/graph";
import { figure, NO_TIME, seconds, type Span, then } from "../figures";
import { type DatabasePart, type Parts } from "../parts";
import { object, list, text } from "../read";
import { type ApplicationFacts, type Failure, names } from "./failure";

/** Until a standby has taken over. */
export const failover = ({ kind }: DatabasePart): Span =>
  figure(kind === "cluster" ? "clusterFailover" : "databaseFailover");

/** Until a new database has the data of a backup: somebody has to ask for it, and point the tasks to it. */
export const restore = (): Span => then(figure("person"), figure("databaseRestore"), figure("update"));

/** What is gone when a database has to come from a backup. */
export function lostWithoutDatabase(
  graph: ResourceGraph,
  { retentionDays, resource }: DatabasePart,
  { dumps }: ApplicationFacts,
): Span | "everything" {
  if (retentionDays > 0) return figure("transactionLogs");
  const isSnapshotted = graph.ofType(T.backupSelection).some(({ dependsOn }) => dependsOn.includes(resource.urn));
  const daily = isSnapshotted ? 24 * 3600 : Infinity;
  const latest = Math.min(daily, dumps?.everySeconds ?? Infinity);
  return Number.isFinite(latest) ? seconds(0, latest) : "everything";
}

/** The primary's host fails; its storage and its zone do not. */
export function databaseFailures(_graph: ResourceGraph, { databases }: Parts): Failure[] {
  return databases.map((database) => {
    const { resource, copies } = database;
    const hasStandby = copies > 1;
    return {
      kind: "database",
      what: `the primary of ${resource.name}`,
      effect: hasStandby
        ? "the standby takes over under the same name; open transactions fail"
        : "RDS starts it on another host; whatever needs it fails until then",
      outage: hasStandby ? failover(database) : figure("databaseRestart"),
      stuck: NO_TIME,
      // The standby is written at the same time; without one the disk stays.
      lost: NO_TIME,
      byHand: false,
      because: [resource.name],
    };
  });
}

/** Somebody drops a table. A standby drops it too. */
export function tableFailures(graph: ResourceGraph, { databases }: Parts, facts: ApplicationFacts): Failure[] {
  return databases.map((database) => {
    const { resource, retentionDays } = database;
    const { dumps } = facts;
    const reach = [
      ...(retentionDays > 0 ? [`any second of the last ${retentionDays} days`] : []),
      ...snapshotReach(graph, database),
      ...(dumps === undefined ? [] : [`dumps of the last ${dumps.keptDays} days`]),
    ];
    const lost = lostWithoutDatabase(graph, database, facts);
    return {
      kind: "table",
      what: `a table of ${resource.name} is deleted`,
      effect:
        reach.length === 0
          ? "there is no backup"
          : `a second instance from a backup beside it: ${reach.join("; ")}; a standby drops the table too`,
      outage: lost === "everything" ? "never" : restore(),
      stuck: NO_TIME,
      lost,
      byHand: true,
      because: names([resource, ...graph.ofType(T.backupPlan)]),
    };
  });
}

function snapshotReach(graph: ResourceGraph, { resource }: DatabasePart): string[] {
  const isSelected = graph.ofType(T.backupSelection).some(({ dependsOn }) => dependsOn.includes(resource.urn));
  if (!isSelected) return [];
  const days = graph
    .ofType(T.backupPlan)
    .flatMap(({ inputs }) => list(inputs.rules))
    .map((rule) => object(object(rule).lifecycle).deleteAfter)
    .filter((value) => typeof value === "number" || text(value) !== undefined);
  return days.length === 0 ? [] : [`snapshots of the last ${Math.max(...days.map(Number))} days`];
}
