import { T } from "@toolkit/offline/aws-types";
import { type GraphResource, type ResourceGraph } from "@toolkit/offline/graph";
import { dependents, refs, text } from "./read";
import { distinct, zoneOf, zonesOf } from "./zones";

/** The way from a zone's subnets to the internet. */
export interface WayOut {
  /** Zone of the subnets. */
  readonly zone: string;
  /** What the default route leads to. */
  readonly target: GraphResource;
  readonly kind: "gateway" | "instance";
  /** Zone in which that stands. */
  readonly through: string;
}

/** What a Fargate task must reach to start: its image's manifest and layers, log group and secrets. */
const NEEDED_TO_START = ["ecr.api", "ecr.dkr", "logs", "secretsmanager"];

/** Ways out of the subnets of these zones in which `resources` stand, by their default routes through a NAT. */
export function waysOut(graph: ResourceGraph, subnets: readonly GraphResource[]): WayOut[] {
  return subnets.flatMap((subnet) => {
    const zone = zoneOf(subnet);
    const tables = dependents(graph, subnet, T.routeTableAssociation).flatMap((association) =>
      refs(graph, association, T.routeTable, "routeTableId"),
    );
    const routes = tables.flatMap((table) => dependents(graph, table, T.route)).filter(isDefault);
    return routes.flatMap((route) => {
      const found = targetOf(graph, route);
      return found === undefined || zone === undefined ? [] : [{ zone, ...found }];
    });
  });
}

const isDefault = ({ inputs }: GraphResource): boolean => inputs.destinationCidrBlock === "0.0.0.0/0";

function targetOf(graph: ResourceGraph, route: GraphResource): Omit<WayOut, "zone"> | undefined {
  const [gateway] = refs(graph, route, T.natGateway, "natGatewayId");
  if (gateway !== undefined) {
    const [through] = zonesOf(graph, gateway, "subnetId");
    return through === undefined ? undefined : { target: gateway, kind: "gateway", through };
  }
  const [networkInterface] = refs(graph, route, T.networkInterface, "networkInterfaceId");
  if (networkInterface === undefined) return undefined;
  const [instance] = dependents(graph, networkInterface, T.instance);
  const [through] = zonesOf(graph, networkInterface, "subnetId");
  return instance === undefined || through === undefined ? undefined : { target: instance, kind: "instance", through };
}

/** Whether tasks in a zone start without a NAT: interface endpoints for all they need, and Amazon S3 for image layers. */
export function startsWithoutNat(graph: ResourceGraph, zone: string): boolean {
  const endpoints = graph.ofType(T.endpoint);
  const has = (service: string): boolean =>
    endpoints.some(
      (endpoint) =>
        text(endpoint.inputs.serviceName)?.endsWith(`.${service}`) === true &&
        zonesOf(graph, endpoint, "subnetIds").includes(zone),
    );
  const layers = endpoints.some(({ inputs }) => text(inputs.serviceName)?.endsWith(".s3") === true);
  return layers && NEEDED_TO_START.every(has);
}

/** Interface endpoints by the service they are for, with their zones. */
export const interfaceEndpoints = (
  graph: ResourceGraph,
): { readonly resource: GraphResource; readonly zones: string[] }[] =>
  graph
    .ofType(T.endpoint)
    .filter(({ inputs }) => inputs.vpcEndpointType === "Interface")
    .map((resource) => ({ resource, zones: distinct(zonesOf(graph, resource, "subnetIds")) }));
