import { T } from "@toolkit/offline/aws-types";
import { type GraphResource, type ResourceGraph } from "@toolkit/offline/graph";
import { figure, NO_TIME, seconds, type Span, then } from "../figures";
import { type Parts } from "../parts";
import { list, object, refs, text } from "../read";
import { type ApplicationFacts, type Failure, listed, names } from "./failure";

const BACKUP_DAY = 24 * 3600;

/** The region is gone, with everything in it but copies that stand in another. */
export function regionFailures(
  graph: ResourceGraph,
  { databases }: Parts,
  region: string,
  { deployment, dumps }: ApplicationFacts,
): Failure[] {
  const copies = [...copiesOutside(graph, region), ...copiedDumps(graph, region, dumps)];
  const hasData = databases.length > 0;
  const lost = hasData ? lostOf(copies) : seconds(0);
  const data = hasData ? [figure("databaseRestore")] : [];
  return [
    {
      kind: "region",
      what: `region ${region}`,
      effect:
        copies.length === 0
          ? hasData
            ? "no backup stands elsewhere: the data is gone, as is everything until it is deployed anew"
            : "everything is deployed anew in another"
          : `a stack in another region from ${listed(copies.map(({ what }) => what))}`,
      outage: lost === "everything" ? "never" : then(figure("person"), deployment, ...data),
      stuck: NO_TIME,
      lost,
      byHand: true,
      because: names(copies.map(({ resource }) => resource)),
    },
  ];
}

interface Copy {
  readonly what: string;
  readonly resource: GraphResource;
  readonly behind: Span;
}

function copiesOutside(graph: ResourceGraph, region: string): Copy[] {
  const isElsewhere = ({ inputs }: GraphResource): boolean =>
    text(inputs.region) !== undefined && inputs.region !== region;
  const replicated = graph
    .ofType(T.replicatedBackups)
    .filter(isElsewhere)
    .map((resource) => ({ what: "replicated backups", resource, behind: figure("transactionLogs") }));
  const snapshots = graph
    .ofType(T.backupPlan)
    .filter(({ inputs }) => list(inputs.rules).some((rule) => list(object(rule).copyActions).length > 0))
    .map((resource) => ({ what: "copied snapshots", resource, behind: seconds(0, BACKUP_DAY) }));
  return [...replicated, ...snapshots];
}

/** Copies of dumps are as old as the last dump, and the quarter of an hour that S3 takes for most objects. */
function copiedDumps(graph: ResourceGraph, region: string, dumps: ApplicationFacts["dumps"]): Copy[] {
  if (dumps === undefined) return [];
  const isElsewhere = (copying: GraphResource): boolean =>
    refs(graph, copying, T.bucket, "rules").some(({ inputs }) => {
      const where = text(inputs.region);
      return where !== undefined && where !== region;
    });
  return graph
    .ofType(T.bucketReplication)
    .filter(isElsewhere)
    .map((resource) => ({
      what: "copied dumps",
      resource,
      behind: then(seconds(0, dumps.everySeconds), figure("objectReplication")),
    }));
}

function lostOf(copies: readonly Copy[]): Span | "everything" {
  const [best] = [...copies].sort((a, b) => a.behind.to - b.behind.to);
  return best?.behind ?? "everything";
}
