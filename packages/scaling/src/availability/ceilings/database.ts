import { type GraphResource, type ResourceGraph } from "@toolkit/offline/graph";
import { type Parts } from "../parts";
import { number } from "../read";
import { type Ceiling, type Demand } from "./ceiling";
import { type Connections, connectionsOf } from "./pools";
import { atMost } from "./tasks";

const RDS = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide";

/** Connections and storage of each database. */
export function databaseCeilings(graph: ResourceGraph, parts: Parts, demand: Demand): Ceiling[] {
  const connections = connectionsOf(graph, parts, demand);
  return parts.databases.flatMap(({ resource }) => [
    ...connections.filter(({ database }) => database === resource).flatMap(ofConnections),
    ...storage(resource),
  ]);
}

function ofConnections({ database, limit, pools: opened }: Connections): Ceiling[] {
  const pools = opened.map(({ service, each }) => ({ tasks: atMost(service), each, name: service.resource.name }));
  return [
    {
      what: `connections of ${database.name}`,
      limit,
      unit: "connections",
      asked: pools.length === 0 ? undefined : pools.reduce((sum, { tasks, each }) => sum + tasks * each, 0),
      how:
        pools.length === 0
          ? "no service says how many it opens"
          : `${pools.map(({ tasks, each, name }) => `${each} for each of ${tasks} tasks of ${name}`).join(", ")} while they are deployed`,
      fix: "a larger class, fewer tasks, or a proxy",
      adjustable: false,
      title:
        "max_connections of its parameter group; Amazon RDS user guide, Quotas and constraints: by memory, 16,000 at most",
      address: `${RDS}/CHAP_Limits.html`,
    },
  ];
}

function storage({ name, inputs }: GraphResource): Ceiling[] {
  const [limit, asked] = [number(inputs.maxAllocatedStorage), number(inputs.allocatedStorage)];
  if (limit === undefined || limit === 0) return [];
  return [
    {
      what: `storage of ${name}`,
      limit,
      unit: "GiB",
      asked,
      how: "as it begins; it grows by itself up to the limit",
      fix: "raise the limit: 64 TiB at most",
      adjustable: false,
      title: "maxAllocatedStorage; Amazon RDS user guide, Managing capacity automatically with storage autoscaling",
      address: `${RDS}/USER_PIOPS.Autoscaling.html`,
    },
  ];
}
