import { T } from "@toolkit/offline/aws-types";
import { type CostComponent } from "../cost-component";
import { LCU, lcuPerHour, NETWORK_LCU } from "../formulas/lcu";
import { HOURS_PER_MONTH } from "../formulas/time";
import { type CostResource } from "../graph-view";
import { flag, list, number, object, objects, text } from "./inputs";
import { freeAll, type Recipe, type RecipeContext, type ServiceRecipes } from "./recipe";

const KINDS: Readonly<Record<string, { readonly name: string; readonly key: string }>> = {
  application: { name: "Application load balancer", key: "alb" },
  network: { name: "Network load balancer", key: "nlb" },
  gateway: { name: "Gateway load balancer", key: "gwlb" },
};

/**
 * Hours, capacity units (the largest of their dimensions in an average hour, at least those reserved) and one public
 * address per zone. Every load balancer of the stack sees every dynamic request.
 */
const loadBalancer: Recipe = (balancer, context) => {
  const kind = text(balancer.inputs, "loadBalancerType") ?? "application";
  const { name, key } = KINDS[kind] ?? { name: `Load balancer (${kind})`, key: kind };
  const used = capacityUnits(balancer, kind, context);
  const reserved = number(object(balancer.inputs, "minimumLoadBalancerCapacity"), "capacityUnits") ?? 0;
  return [
    context.fixed(name, `${key}.hour`, HOURS_PER_MONTH),
    ...publicAddresses(balancer, kind, context),
    ...(reserved > 0
      ? [context.fixed("Load balancer capacity units, reserved", `${key}.lcu`, reserved * HOURS_PER_MONTH)]
      : []),
    context.perUse("Load balancer capacity units", `${key}.lcu`, Math.max(0, used - reserved) * HOURS_PER_MONTH),
  ];
};

function capacityUnits(balancer: CostResource, kind: string, context: RecipeContext): number {
  const { traffic } = context.usage;
  const newPerSecond = context.load.dynamicRequestsPerSecond * traffic.newConnectionsPerRequest;
  const load = {
    newConnectionsPerSecond: newPerSecond,
    activeConnectionsPerMinute: newPerSecond * 60,
    gbPerHour: context.load.dynamicGb / HOURS_PER_MONTH,
    requestsPerSecond: context.load.dynamicRequestsPerSecond,
    rules: kind === "application" ? rulesOf(balancer, context).length : 0,
  };
  return lcuPerHour(load, kind === "application" ? LCU : NETWORK_LCU);
}

function rulesOf(balancer: CostResource, { graph }: RecipeContext): readonly CostResource[] {
  return graph
    .ofType(T.listener)
    .filter((listener) => graph.dependencies(listener, balancer.type).some(({ urn }) => urn === balancer.urn))
    .flatMap((listener) => graph.dependents(listener.urn, T.listenerRule));
}

/** AWS brings one for each zone of what faces the internet; Elastic IPs in their place are priced by themselves. */
function publicAddresses({ inputs }: CostResource, kind: string, context: RecipeContext): CostComponent[] {
  const withoutIpv4 = text(inputs, "ipAddressType") === "dualstack-without-public-ipv4";
  if (flag(inputs, "internal") || kind === "gateway" || withoutIpv4) return [];
  const mappings = objects(inputs, "subnetMappings");
  const own = mappings.filter(({ allocationId }) => allocationId !== undefined).length;
  const zones = Math.max(list(inputs, "subnets").length, mappings.length) - own;
  return zones === 0 ? [] : [context.fixed("Public IPv4 addresses", "ipv4.public.hour", zones * HOURS_PER_MONTH)];
}

export const loadBalancing: ServiceRecipes = {
  service: "Load balancing",
  recipes: {
    [T.loadBalancer]: loadBalancer,
    "aws:alb/loadBalancer:LoadBalancer": loadBalancer,
    ...freeAll(
      "aws:lb",
      [
        "listener:Listener",
        "listenerRule:ListenerRule",
        "listenerCertificate:ListenerCertificate",
        "targetGroup:TargetGroup",
        "targetGroupAttachment:TargetGroupAttachment",
      ],
      "part of the load balancer",
    ),
  },
};
