import { T } from "@toolkit/offline/aws-types";
import { type GraphResource, type ResourceGraph } from "@toolkit/offline/graph";
import { type Parts, type ServicePart } from "../parts";
import { list, number, object, refs } from "../read";
import { type Demand } from "./ceiling";

/** A database's connections, and the services whose tasks open some. */
export interface Connections {
  readonly database: GraphResource;
  /** `max_connections` of its parameter group. */
  readonly limit: number;
  /** What each task of a service may open. */
  readonly pools: readonly { readonly service: ServicePart; readonly each: number }[];
}

/** Connections of each database whose parameter group says how many there are. */
export function connectionsOf(graph: ResourceGraph, parts: Parts, { connections }: Demand): Connections[] {
  const pools = parts.services.flatMap((service) => {
    const each = service.definition === undefined ? undefined : connections?.(service.definition);
    return each === undefined ? [] : [{ service, each }];
  });
  return parts.databases.flatMap(({ resource: database }) => {
    const limit = maxConnections(graph, database);
    return limit === undefined ? [] : [{ database, limit, pools }];
  });
}

const maxConnections = (graph: ResourceGraph, database: GraphResource): number | undefined =>
  refs(graph, database, T.databaseParameters)
    .flatMap(({ inputs }) => list(inputs.parameters).map(object))
    .filter(({ name }) => name === "max_connections")
    .map(({ value }) => number(value))
    .find((value) => value !== undefined);
