import { T } from "@toolkit/offline/aws-types";
import { type CostComponent } from "../cost-component";
import { type CostResource } from "../graph-view";
import { asObject, list, object, text } from "./inputs";
import { freeAll, type Recipe, type RecipeContext } from "./recipe";

type Inputs = Readonly<Record<string, unknown>>;

/**
 * A list, each rule or managed group in it, and requests: all at the edge, the dynamic ones at a load balancer. What
 * Shield Advanced protects has these included. Source: https://aws.amazon.com/shield/pricing/.
 */
const webAcl: Recipe = (acl, context) => {
  const rules = rulesOf(acl.inputs);
  const atEdge = text(acl.inputs, "scope") === "CLOUDFRONT";
  const millions = (atEdge ? context.load.edgeRequests : context.load.dynamicRequests) / 1_000_000;
  const included = isShielded(acl, context);
  if (included) context.note("the firewall of what Shield Advanced protects is included in its subscription");
  for (const what of notModelled(rules)) context.lacks(what);
  return [
    ...(included
      ? []
      : [
          context.fixed("Web ACL", "waf.acl", 1),
          context.fixed("Rules and managed rule groups", "waf.rule", rules.length),
          context.perUse("Requests", "waf.req1m", millions),
        ]),
    ...largeBodies(acl.inputs, millions, context),
    ...managedCharges(rules, millions, context),
  ];
};

const INCLUDED_BODY_KB = 16;

/** Each further 16 KB of a body that the list may inspect. Source: https://aws.amazon.com/waf/pricing/. */
function largeBodies(inputs: Inputs, millions: number, context: RecipeContext): CostComponent[] {
  const limits = [...JSON.stringify(inputs.associationConfig ?? {}).matchAll(/"KB_(\d+)"/g)].map(([, kb]) =>
    Number(kb),
  );
  const steps = (Math.max(INCLUDED_BODY_KB, ...limits) - INCLUDED_BODY_KB) / INCLUDED_BODY_KB;
  const large = context.usage.traffic.largeBodyPercent / 100;
  return steps > 0
    ? [context.perUse("Bodies over 16 KB that are inspected", "waf.body.req1m", millions * large * steps)]
    : [];
}

/** Rules of the input, also when they are given as one text. */
function rulesOf(inputs: Inputs): Inputs[] {
  const json = text(inputs, "ruleJson");
  const rules = json === undefined ? list(inputs, "rules") : (JSON.parse(json) as unknown[]);
  return rules.map(asObject);
}

/** Groups of rules that AWS bills beside the rule itself. Source: https://aws.amazon.com/waf/pricing/. */
function managedCharges(rules: readonly Inputs[], millions: number, context: RecipeContext): CostComponent[] {
  const named = (name: string) => rules.filter((rule) => JSON.stringify(rule).includes(name));
  const bots = named("AWSManagedRulesBotControlRuleSet");
  const fraud = [...named("AWSManagedRulesATPRuleSet"), ...named("AWSManagedRulesACFPRuleSet")];
  const level = bots.some((rule) => JSON.stringify(rule).includes("TARGETED")) ? "targeted" : "common";
  const logins = context.usage.operations.protectedLogins / 1000;
  return [
    ...(bots.length > 0
      ? [
          context.fixed("Bot Control", "waf.bot.month", 1),
          context.perUse(`Requests that Bot Control inspects (${level})`, `waf.bot.${level}.req1m`, millions),
        ]
      : []),
    ...(fraud.length > 0
      ? [
          context.fixed("Fraud control", "waf.fraud.month", fraud.length),
          context.perUse("Attempts that fraud control inspects", "waf.fraud.attempt1k", logins * fraud.length),
        ]
      : []),
  ];
}

function notModelled(rules: readonly Inputs[]): string[] {
  const all = JSON.stringify(rules);
  const others = rules.filter((rule) => {
    const group = object(object(rule, "statement"), "managedRuleGroupStatement");
    return group.vendorName !== undefined && group.vendorName !== "AWS";
  });
  return [
    ...(/"captcha":/i.test(all) ? ["CAPTCHA attempts, by the thousand"] : []),
    ...(/"challenge":/i.test(all) ? ["silent challenges, by the million"] : []),
    ...(all.includes("AWSManagedRulesAntiDDoSRuleSet") ? ["the anti-DDoS rule group, by the month and request"] : []),
    ...(others.length > 0 ? ["rule groups of the AWS Marketplace, whose sellers set the price"] : []),
  ];
}

/** Whether Shield Advanced protects what the list guards: a distribution that names it, or what it is associated with. */
function isShielded(acl: CostResource, { graph }: RecipeContext): boolean {
  const guarded = [
    ...graph.dependents(acl.urn, T.distribution),
    ...graph
      .dependents(acl.urn, T.webAclAssociation)
      .flatMap((association) => graph.dependencies(association, T.loadBalancer)),
  ];
  return guarded.some(({ urn }) => graph.dependents(urn, T.shieldProtection).length > 0);
}

const ruleGroup: Recipe = (group, context) => {
  const rules = rulesOf({ rules: group.inputs.rules });
  for (const what of notModelled(rules)) context.lacks(what);
  return [context.fixed("Rules of the group", "waf.rule", rules.length)];
};

/** Vended logs: to CloudWatch they are priced at the log group, to S3 at delivery. */
const logging: Recipe = (configuration, context) => {
  const destinations = list(configuration.inputs, "logDestinationConfigs").map(String);
  if (destinations.some((arn) => arn.includes(":firehose:"))) context.lacks("the delivery of logs by Firehose");
  return destinations.some((arn) => arn.startsWith("arn:aws:s3"))
    ? [context.perUse("Firewall log delivery to S3", "cw.logs.vended.s3.gb", context.usage.logs.firewallGb)]
    : { free: "its data is priced at the log group" };
};

export const firewallRecipes: Readonly<Record<string, Recipe>> = {
  [T.webAcl]: webAcl,
  [T.webAclRuleGroup]: ruleGroup,
  [T.webAclLogging]: logging,
  ...freeAll(
    "aws:wafv2",
    ["ipSet:IpSet", "regexPatternSet:RegexPatternSet", "webAclAssociation:WebAclAssociation"],
    "part of the web ACL",
  ),
};
