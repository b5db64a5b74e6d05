import { type ResourceGraph } from "@toolkit/offline/graph";
import { connectionsOf } from "./availability/ceilings/pools";
import { type Demand } from "./availability/ceilings/ceiling";
import { partsOf } from "./availability/parts";

/** Connections of a database that all tasks share: beyond it more tasks of a service do not help. */
export interface ConnectionCeiling {
  readonly database: string;
  /** Connections that the database allows. */
  readonly limit: number;
  /** Connections that the other services open when they run all their tasks. */
  readonly others: number;
  /** Connections that one task opens. */
  readonly each: number;
  /** Tasks whose pools there are connections for; a fraction is a task with a part of its pool. */
  readonly tasks: number;
}

/**
 * The ceiling of a service by the connections of the database, the lowest of several; undefined for a service that opens none,
 * and where no parameter group says how many there are.
 */
export function connectionCeiling(
  graph: ResourceGraph,
  service: string,
  connections: Demand["connections"],
): ConnectionCeiling | undefined {
  return connectionsOf(graph, partsOf(graph), { connections })
    .map(({ database, limit, pools }) => ({
      database: database.name,
      limit,
      pools: pools.map(({ service: { resource, min, max }, each }) => ({ name: resource.name, min, max, each })),
    }))
    .flatMap((shared) => ceilingOf(shared, service) ?? [])
    .sort((a, b) => a.tasks - b.tasks)[0];
}

/** Connections of a database, and what the tasks of each service open of them. */
export interface SharedConnections {
  readonly database: string;
  readonly limit: number;
  readonly pools: readonly {
    readonly name: string;
    readonly min: number;
    readonly max: number;
    readonly each: number;
  }[];
}

/**
 * What is left for a service: the others may run at their maximum at the same time, but its minimum of tasks, which always run,
 * has its connections before they do.
 */
export function ceilingOf({ database, limit, pools }: SharedConnections, name: string): ConnectionCeiling | undefined {
  const own = pools.find((pool) => pool.name === name);
  if (own === undefined || own.each === 0) return undefined;
  const others = pools.filter((pool) => pool !== own).reduce((sum, { max, each }) => sum + max * each, 0);
  const left = Math.min(limit, Math.max(limit - others, own.min * own.each));
  return { database, limit, others, each: own.each, tasks: left / own.each };
}
