import { T } from "@toolkit/offline/aws-types";
import { tiersUsed } from "../formulas/tiers";
import { type CostResource } from "../graph-view";
import { list, object, text } from "./inputs";
import { free, type Recipe, type RecipeContext } from "./recipe";

const BILLION_IN_MILLIONS = 1000;

const zone: Recipe = (resource, context) => [
  context.fixed(resource.inputs.vpcs === undefined ? "Hosted zone" : "Private hosted zone", "route53.zone", 1),
];

/** Aliases to AWS resources are answered for free; other records share the zone's queries. */
const record: Recipe = (resource, context) => {
  const { inputs } = resource;
  if (inputs.aliases !== undefined) return { free: "queries for an alias to AWS are free" };
  if (!hasQueries(resource)) return { free: "validation and service records have no queries to speak of" };
  const routing = routingOf(resource, context);
  const sharers = context.graph.ofType(resource.type).filter(hasQueries);
  return queryLines(routing, context.share("operations", "dnsQueries", sharers) / 1_000_000, context);
};

const hasQueries = ({ inputs }: CostResource): boolean =>
  inputs.aliases === undefined && ["A", "AAAA", "CNAME"].includes(String(inputs.type)) && !isValidation(inputs);

/** Records that certificates and mail are proven with begin with an underscore. */
const isValidation = ({ name }: CostResource["inputs"]): boolean => typeof name === "string" && name.startsWith("_");

/** How a record chooses its answer decides the price of a query. */
function routingOf(
  { inputs }: CostResource,
  { lacks }: RecipeContext,
): { readonly name: string; readonly key: string } {
  const isSet = (key: string) => inputs[key] !== undefined;
  if (isSet("cidrRoutingPolicy")) lacks("the higher price of routing by address range");
  if (isSet("latencyRoutingPolicies")) return { name: "Latency queries", key: "route53.latency1m" };
  if (isSet("geolocationRoutingPolicies") || isSet("geoproximityRoutingPolicy"))
    return { name: "Geo queries", key: "route53.geo1m" };
  return { name: "Queries", key: "route53.queries1m" };
}

/** The first billion of a month and what is over it. Source: https://aws.amazon.com/route53/pricing/. */
function queryLines({ name, key }: { name: string; key: string }, millions: number, context: RecipeContext) {
  const tiers = [
    { key, name, size: BILLION_IN_MILLIONS },
    { key: `${key}.over1b`, name: `${name} (over 1B)`, size: Infinity },
  ];
  return tiersUsed(millions, tiers).map((share) => context.perUse(share.name, share.key, share.quantity));
}

const certificate: Recipe = ({ inputs }, context) => {
  if (inputs.certificateAuthorityArn !== undefined) return [context.fixed("Private certificate", "acm.private", 1)];
  if (text(object(inputs, "options"), "export") === "ENABLED") {
    const names = 1 + list(inputs, "subjectAlternativeNames").length;
    context.lacks(`the fee of an exportable certificate, once for each of its ${names} names`);
    return [];
  }
  return { free: "public certificates are free" };
};

export const dnsRecipes: Readonly<Record<string, Recipe>> = {
  [T.zone]: zone,
  [T.record]: record,
  [T.certificate]: certificate,
  [T.certificateValidation]: free("public certificates are free"),
};
