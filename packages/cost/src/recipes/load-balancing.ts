import { T } from "@toolkit/offline/aws-types";
import { CostError } from "../errors";
import { lcuPerHour } from "../formulas/lcu";
import { HOURS_PER_MONTH } from "../formulas/time";
import { flag, list, text } from "./inputs";
import { freeAll, type Recipe, type ServiceRecipes } from "./recipe";

/**
 * Hours, capacity units (the largest of four dimensions in an average hour) and one public address per zone.
 * Every load balancer of the stack sees every dynamic request.
 */
const loadBalancer: Recipe = (balancer, context) => {
  const kind = text(balancer.inputs, "loadBalancerType") ?? "application";
  if (kind !== "application") {
    throw new CostError(`${balancer.type} "${balancer.name}" cannot be priced: the table has no price for "${kind}".`);
  }
  const { traffic } = context.usage;
  const newPerSecond = context.load.dynamicRequestsPerSecond * traffic.newConnectionsPerRequest;
  const rules = context.graph
    .ofType(T.listener)
    .filter((listener) => context.graph.dependencies(listener, balancer.type).some(({ urn }) => urn === balancer.urn))
    .flatMap((listener) => context.graph.dependents(listener.urn, T.listenerRule));
  const lcu = lcuPerHour({
    newConnectionsPerSecond: newPerSecond,
    activeConnectionsPerMinute: newPerSecond * 60,
    gbPerHour: context.load.dynamicGb / HOURS_PER_MONTH,
    requestsPerSecond: context.load.dynamicRequestsPerSecond,
    rules: rules.length,
  });
  const zones = Math.max(list(balancer.inputs, "subnets").length, list(balancer.inputs, "subnetMappings").length);
  const hasPublicIpv4 =
    !flag(balancer.inputs, "internal") && text(balancer.inputs, "ipAddressType") !== "dualstack-without-public-ipv4";
  return [
    context.fixed("Application load balancer", "alb.hour", HOURS_PER_MONTH),
    ...(hasPublicIpv4 ? [context.fixed("Public IPv4 addresses", "ipv4.public.hour", zones * HOURS_PER_MONTH)] : []),
    context.perUse("Load balancer capacity units", "alb.lcu", lcu * HOURS_PER_MONTH),
  ];
};

export const loadBalancing: ServiceRecipes = {
  service: "Load balancing",
  recipes: {
    [T.loadBalancer]: loadBalancer,
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
