import { T } from "@toolkit/offline/aws-types";
import { CostError } from "../errors";
import { CLOUDFRONT_FREE_GB, CLOUDFRONT_FREE_REQUESTS, CLOUDFRONT_TIERS, splitTiers } from "../formulas/tiers";
import { text } from "./inputs";
import { free, freeAll, type Recipe, type ServiceRecipes } from "./recipe";

/** Pay as you go, viewers in the US and Europe, after the free terabyte and ten million requests. */
const distribution: Recipe = (_, context) => {
  const { edgeRequests, edgeGb } = context.load;
  const paidRequests = Math.max(0, edgeRequests - CLOUDFRONT_FREE_REQUESTS);
  return [
    ...splitTiers(edgeGb, CLOUDFRONT_TIERS, CLOUDFRONT_FREE_GB).map((tier) =>
      context.perUse(`Data out to viewers (${tier.name})`, tier.key, tier.quantity),
    ),
    context.perUse("HTTPS requests", "cloudfront.https10k.us", paidRequests / 10_000),
    context.perUse("Data to the origin", "cloudfront.to_origin.gb", context.usage.traffic.uploadGb),
  ];
};

/** Runs on the default behaviour, so about once a page view. */
const edgeFunction: Recipe = (_, context) => [
  context.perUse("Invocations", "cloudfront.function1m", context.usage.traffic.pageViews / 1_000_000),
];

const zone: Recipe = (resource, context) => [
  context.fixed(resource.inputs.vpcs === undefined ? "Hosted zone" : "Private hosted zone", "route53.zone", 1),
];

/** Aliases to AWS resources are answered for free. */
const record: Recipe = (resource, context) => {
  if (resource.inputs.aliases !== undefined) return { free: "queries for an alias to AWS are free" };
  if (text(resource.inputs, "type") !== "A" && text(resource.inputs, "type") !== "AAAA") {
    return { free: "validation and service records have no queries to speak of" };
  }
  return [context.perUse("Queries", "route53.queries1m", context.usage.operations.dnsQueries / 1_000_000)];
};

const certificate: Recipe = ({ type, name, inputs }) => {
  if (inputs.certificateAuthorityArn === undefined) return { free: "public certificates are free" };
  throw new CostError(`${type} "${name}" cannot be priced: the table has no price for private certificates.`);
};

export const edge: ServiceRecipes = {
  service: "Edge",
  recipes: {
    [T.distribution]: distribution,
    [T.edgeFunction]: edgeFunction,
    ...freeAll(
      "aws:cloudfront",
      [
        "originAccessControl:OriginAccessControl",
        "originAccessIdentity:OriginAccessIdentity",
        "responseHeadersPolicy:ResponseHeadersPolicy",
        "cachePolicy:CachePolicy",
        "originRequestPolicy:OriginRequestPolicy",
        "monitoringSubscription:MonitoringSubscription",
        "vpcOrigin:VpcOrigin",
        "keyValueStore:KeyValueStore",
        "publicKey:PublicKey",
        "keyGroup:KeyGroup",
      ],
      "part of the distribution",
    ),
    [T.zone]: zone,
    [T.record]: record,
    [T.certificate]: certificate,
    [T.certificateValidation]: free("public certificates are free"),
  },
};
