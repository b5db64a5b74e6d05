import { T } from "@toolkit/offline/aws-types";
import { type ResourceGraph } from "@toolkit/offline/graph";
import { subnetCeilings } from "./ceilings/addresses";
import { type Ceiling, type Demand, quotaCeiling } from "./ceilings/ceiling";
import { databaseCeilings } from "./ceilings/database";
import { taskCeilings } from "./ceilings/tasks";
import { type Parts } from "./parts";
import { refs } from "./read";
import { kmsQuota, QUOTAS } from "./quotas";

export { type Ceiling, type Demand, isOver } from "./ceilings/ceiling";

/**
 * Everything that stops growth, with what the stack asks of it when every service runs as many tasks as it may, and a
 * deployment starts as many again.
 */
export function ceilingsOf(graph: ResourceGraph, parts: Parts, region: string, demand: Demand): Ceiling[] {
  return [
    ...taskCeilings(parts),
    ...subnetCeilings(graph, parts),
    ...natCeilings(parts),
    ...databaseCeilings(graph, parts, demand),
    ...edgeCeilings(graph, demand),
    ...callCeilings(graph, parts, region),
  ];
}

function natCeilings({ services }: Parts): Ceiling[] {
  const ways = services.flatMap((service) => service.waysOut.map((way) => ({ service, way })));
  const gateways = [...new Map(ways.map(({ way: { target } }) => [target.urn, target])).values()];
  return gateways.map((target) => {
    const tasks = ways
      .filter(({ way }) => way.target === target)
      .reduce((sum, { service: { max, zones } }) => sum + Math.ceil(max / Math.max(1, zones.length)), 0);
    const isGateway = target.type === T.natGateway;
    const each = Math.floor(QUOTAS.natConnections.limit / Math.max(1, tasks));
    return {
      ...quotaCeiling("natConnections", `NAT ${target.name}, to one destination`, undefined),
      how: isGateway
        ? `${each.toLocaleString("en-US")} for each of ${tasks} tasks`
        : "one address, as a gateway has; what its memory tracks is not known",
      fix: "further addresses on the gateway, connections that are kept, endpoints for AWS",
    };
  });
}

function edgeCeilings(graph: ResourceGraph, { edgeRequestsPerSecond }: Demand): Ceiling[] {
  const regional = graph.ofType(T.webAcl).filter(({ inputs }) => inputs.scope === "REGIONAL");
  const how = edgeRequestsPerSecond === undefined ? "not known" : "what all tasks serve, with the files around it";
  return [
    ...graph.ofType(T.distribution).map(({ name }) => ({
      ...quotaCeiling("edgeRequests", `distribution ${name}`, edgeRequestsPerSecond),
      how: `${how}; the firewall at the edge has the same limit`,
      fix: "ask AWS, or a flat-rate plan, which has none",
    })),
    ...regional.map(({ name }) => ({
      ...quotaCeiling("firewallRequests", `web ACL ${name}`, edgeRequestsPerSecond),
      how,
      fix: "ask AWS",
    })),
  ];
}

/** Fargate starts so many tasks at once. Source: AWS Fargate throttling quotas, https://docs.aws.amazon.com/AmazonECS/latest/developerguide/throttling.html */
const LAUNCHED_AT_ONCE = 100;

function callCeilings(graph: ResourceGraph, { services }: Parts, region: string): Ceiling[] {
  const tasks = services.reduce((sum, { max, deploymentPercent }) => sum + (max * deploymentPercent) / 100, 0);
  const hasKeys = graph.ofType(T.key).length > 0;
  const secrets = services.reduce((most, { definition }) => {
    const found = definition === undefined ? [] : refs(graph, definition, T.secret);
    return Math.max(most, found.length);
  }, 1);
  const started = Math.min(tasks, LAUNCHED_AT_ONCE);
  return services.length === 0
    ? []
    : [
        {
          ...quotaCeiling("logCalls", "log calls of the account", tasks),
          how: "a call a second of each task, which is assumed",
          fix: "fewer lines, or ask AWS",
        },
        ...(hasKeys
          ? [
              {
                ...kmsQuota(region),
                what: "KMS calls of the account",
                asked: started * (secrets + 1),
                how: `${started} tasks that start at once, each with its image and secrets`,
                fix: "ask AWS",
              },
            ]
          : []),
      ];
}
