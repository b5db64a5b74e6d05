import { T } from "@toolkit/offline/aws-types";
import { type CostResource } from "../graph-view";
import { asObject, list, object, text } from "./inputs";
import { free, freeAll, type Recipe, type ServiceRecipes } from "./recipe";

const PROTECTION = T.shieldProtection;

/** A list, each rule or managed group in it, and requests: all at the edge, the dynamic ones at a load balancer. */
const webAcl: Recipe = (acl, context) => {
  const atEdge = text(acl.inputs, "scope") === "CLOUDFRONT";
  const requests = atEdge ? context.load.edgeRequests : context.load.dynamicRequests;
  return [
    context.fixed("Web ACL", "waf.acl", 1),
    context.fixed("Rules and managed rule groups", "waf.rule", list(acl.inputs, "rules").length),
    context.perUse("Requests", "waf.req1m", requests / 1_000_000),
  ];
};

const ruleGroup: Recipe = (group, context) => [
  context.fixed("Rules of the group", "waf.rule", list(group.inputs, "rules").length),
];

/** Vended logs: to CloudWatch they are priced at the log group, to S3 at delivery. */
const logging: Recipe = (configuration, context) => {
  const destinations = list(configuration.inputs, "logDestinationConfigs").map(String);
  return destinations.some((arn) => arn.startsWith("arn:aws:s3"))
    ? [context.perUse("Firewall log delivery to S3", "cw.logs.vended.s3.gb", context.usage.logs.firewallGb)]
    : { free: "its data is priced at the log group" };
};

/** The subscription is an organization's: it stands once, at the first protection. */
const shield: Recipe = (protection, context) => {
  if (firstOf(context.graph.ofType(PROTECTION)) !== protection.urn) {
    return { free: "covered by the subscription priced at the first protection" };
  }
  return [
    context.fixed("Shield Advanced subscription (one-year commitment, one per organization)", "shield.advanced", 1),
    context.perUse("Data out through CloudFront", "shield.advanced.dto.cf.gb", context.load.edgeGb),
  ];
};

function firstOf(protections: readonly CostResource[]): string | undefined {
  return protections.map(({ urn }) => urn).sort()[0];
}

/** One management trail per region is free; further copies and data events are billed. */
const trail: Recipe = (resource, context) => {
  const { extraManagementEvents, auditDataEvents } = context.usage.operations;
  const selectors = [...list(resource.inputs, "eventSelectors"), ...list(resource.inputs, "advancedEventSelectors")];
  const recordsData = selectors.map(asObject).some((selector) => JSON.stringify(selector).includes("Data"));
  return [
    context.fixed("Management events, first copy", "cloudtrail.mgmt.first", 1),
    context.perUse("Management events, further copies", "cloudtrail.mgmt.extra100k", extraManagementEvents / 100_000),
    ...(recordsData ? [context.perUse("Data events", "cloudtrail.data100k", auditDataEvents / 100_000)] : []),
  ];
};

/** Snapshots of the database: one full copy and a daily change for each day they are kept. */
const backupPlan: Recipe = (plan, context) => {
  const rules = list(plan.inputs, "rules").map(asObject);
  const days = rules.reduce(
    (longest, rule) => Math.max(longest, Number(object(rule, "lifecycle").deleteAfter ?? 35)),
    0,
  );
  const { usedGb, dailyChangePercent } = context.usage.database;
  return [
    context.perUse("Database snapshots (warm)", "backup.rds.gb", usedGb * (1 + (dailyChangePercent / 100) * days)),
  ];
};

export const protection: ServiceRecipes = {
  service: "Protection and audit",
  recipes: {
    [T.webAcl]: webAcl,
    [T.webAclRuleGroup]: ruleGroup,
    [T.webAclLogging]: logging,
    ...freeAll(
      "aws:wafv2",
      ["ipSet:IpSet", "regexPatternSet:RegexPatternSet", "webAclAssociation:WebAclAssociation"],
      "part of the web ACL",
    ),
    [PROTECTION]: shield,
    [T.shieldProtectionGroup]: free("part of the subscription"),
    [T.shieldSubscription]: free("priced at the first protection"),
    [T.trail]: trail,
    [T.backupPlan]: backupPlan,
    ...freeAll(
      "aws:backup",
      [
        "vault:Vault",
        "vaultPolicy:VaultPolicy",
        "vaultLockConfiguration:VaultLockConfiguration",
        "vaultNotifications:VaultNotifications",
        "selection:Selection",
      ],
      "storage is priced at the backup plan",
    ),
  },
};
