import { T } from "@toolkit/offline/aws-types";
import { type CostComponent } from "../cost-component";
import { CLOUDFRONT_FREE_GB, CLOUDFRONT_FREE_REQUESTS, CLOUDFRONT_TIERS, splitTiers } from "../formulas/tiers";
import { type CostResource } from "../graph-view";
import { dnsRecipes } from "./dns";
import { flag, object, objects, text } from "./inputs";
import { freeAll, type Recipe, type RecipeContext, type ServiceRecipes } from "./recipe";

/** CloudFront publishes eight further metrics of a distribution. Source: CloudFront developer guide, "View additional metrics". */
const ADDITIONAL_METRICS = 8;

/** Pay as you go after the free terabyte and ten million requests; viewers in North America, and the profile's far ones. */
const distribution: Recipe = (resource, context) => {
  const { inputs } = resource;
  sayWhatIsLacking(inputs, context);
  return [
    ...(isEnabled(resource) ? trafficLines(resource, context) : []),
    ...(text(object(inputs, "viewerCertificate"), "sslSupportMethod") === "vip"
      ? [context.fixed("Dedicated IP addresses for the certificate", "cloudfront.dedicated_ip", 1)]
      : []),
  ];
};

const isEnabled = ({ inputs }: CostResource): boolean => inputs.enabled === undefined || flag(inputs, "enabled");

function trafficLines(resource: CostResource, context: RecipeContext): CostComponent[] {
  const sharers = context.graph.ofType(resource.type).filter(isEnabled);
  const part = context.part("traffic", "pageViews", sharers);
  const { edgeRequests, edgeGb } = context.load;
  const far = farShare(resource, context);
  const free = context.takesFreeTier ? 1 : 0;
  const near = splitTiers(edgeGb * (1 - far), CLOUDFRONT_TIERS, CLOUDFRONT_FREE_GB * free);
  const paidRequests = Math.max(0, edgeRequests * (1 - far) - CLOUDFRONT_FREE_REQUESTS * free);
  const perUse = (name: string, key: string, quantity: number) => context.perUse(name, key, quantity * part);
  return [
    ...near.map((tier) => perUse(`Data out to viewers (${tier.name})`, tier.key, tier.quantity)),
    perUse("HTTPS requests", "cloudfront.https10k.us", paidRequests / 10_000),
    ...(far > 0
      ? [
          perUse("Data out to far viewers", "cloudfront.out.far.gb", edgeGb * far),
          perUse("HTTPS requests of far viewers", "cloudfront.https10k.far", (edgeRequests * far) / 10_000),
        ]
      : []),
    context.perUse("Data to the origin", "cloudfront.to_origin.gb", context.share("traffic", "uploadGb", sharers)),
    ...originShieldLines(resource, context, part),
  ];
}

/** The cheapest price class serves everyone from North America and Europe, at their price. */
function farShare({ inputs }: CostResource, { usage, note }: RecipeContext): number {
  const priceClass = text(inputs, "priceClass") ?? "PriceClass_All";
  if (priceClass === "PriceClass_100") return 0;
  const { farViewerPercent } = usage.traffic;
  if (farViewerPercent === 0)
    note(`priced as if ${priceClass} served North America and Europe alone (usage traffic.farViewerPercent)`);
  return farViewerPercent / 100;
}

/** Requests that pass the shield on their way to an origin: dynamic ones all do. */
function originShieldLines({ inputs }: CostResource, context: RecipeContext, part: number): CostComponent[] {
  const shielded = objects(inputs, "origins").some((origin) => flag(object(origin, "originShield"), "enabled"));
  if (!shielded) return [];
  const requests = (context.load.dynamicRequests * part) / 10_000;
  return [context.perUse("Requests to Origin Shield", "cloudfront.shield10k", requests)];
}

/** What behaviours may ask for and nobody prices here. */
function sayWhatIsLacking(inputs: CostResource["inputs"], context: RecipeContext): void {
  const behaviours = [object(inputs, "defaultCacheBehavior"), ...objects(inputs, "orderedCacheBehaviors")];
  const uses = (key: string) =>
    behaviours.some((one) => one[key] !== undefined && one[key] !== "" && one[key] !== null);
  if (uses("realtimeLogConfigArn")) context.lacks("real-time logs, by the line");
  if (uses("fieldLevelEncryptionId")) context.lacks("field-level encryption, by the request");
  if (behaviours.some((one) => objects(one, "lambdaFunctionAssociations").length > 0))
    context.lacks("Lambda@Edge, by the request and its duration");
}

/** How often a function runs: the default behaviour is asked about once a page view, the others for all the rest. */
function invocations({ inputs }: CostResource, { graph, load, usage }: RecipeContext): number {
  const runs = (behaviour: Record<string, unknown>): boolean =>
    objects(behaviour, "functionAssociations").some((one) =>
      String(one.functionArn).endsWith(`:function/${String(inputs.name)}`),
    );
  const distributions = graph.ofType(T.distribution);
  const onOthers = distributions.some((one) => objects(one.inputs, "orderedCacheBehaviors").some(runs));
  if (!onOthers) return usage.traffic.pageViews;
  const onDefault = distributions.some((one) => runs(object(one.inputs, "defaultCacheBehavior")));
  return onDefault ? load.edgeRequests : Math.max(0, load.edgeRequests - usage.traffic.pageViews);
}

/** Keys that a function looks up are read as often as it runs. */
const edgeFunction: Recipe = (resource, context) => {
  const views = invocations(resource, context) / 1_000_000;
  const stores = resource.inputs.keyValueStoreAssociations;
  return [
    context.perUse("Invocations", "cloudfront.function1m", views),
    ...(Array.isArray(stores) && stores.length > 0
      ? [context.perUse("Reads of the key value store", "cloudfront.kvs1m", views)]
      : []),
  ];
};

const monitoringSubscription: Recipe = ({ inputs }, context) => {
  const config = object(object(inputs, "monitoringSubscription"), "realtimeMetricsSubscriptionConfig");
  if (text(config, "realtimeMetricsSubscriptionStatus") !== "Enabled") return { free: "further metrics are off" };
  return [context.fixed("Further metrics of the distribution", "cloudfront.metric", ADDITIONAL_METRICS)];
};

export const edge: ServiceRecipes = {
  service: "Edge",
  recipes: {
    [T.distribution]: distribution,
    [T.edgeFunction]: edgeFunction,
    "aws:cloudfront/monitoringSubscription:MonitoringSubscription": monitoringSubscription,
    ...freeAll(
      "aws:cloudfront",
      [
        "originAccessControl:OriginAccessControl",
        "originAccessIdentity:OriginAccessIdentity",
        "responseHeadersPolicy:ResponseHeadersPolicy",
        "cachePolicy:CachePolicy",
        "originRequestPolicy:OriginRequestPolicy",
        "vpcOrigin:VpcOrigin",
        "keyValueStore:KeyValueStore",
        "keyvaluestoreKey:KeyvaluestoreKey",
        "publicKey:PublicKey",
        "keyGroup:KeyGroup",
      ],
      "part of the distribution",
    ),
    ...dnsRecipes,
  },
};
