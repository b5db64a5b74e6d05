import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

import { type FirewallRule } from "./firewall-rules";

/** ARNs of the address lists that exist. */
export interface AddressLists {
  readonly allow?: pulumi.Output<string>;
  readonly block?: pulumi.Output<string>;
}

type WebAclRule = aws.types.input.wafv2.WebAclRule;

/** A rule as AWS's resource has it; managed groups carry an override action, all others an action. */
export function webAclRule(rule: FirewallRule, metricPrefix: string, lists: AddressLists): WebAclRule {
  return {
    name: rule.name,
    priority: rule.priority,
    ...behaviour(rule, lists),
    visibilityConfig: visibility(`${metricPrefix}-${rule.name}`),
  };
}

/** Metrics and sampled requests, on the ACL and on each rule. */
export const visibility = (metricName: string) => ({
  metricName,
  cloudwatchMetricsEnabled: true,
  sampledRequestsEnabled: true,
});

function behaviour(
  { name, match }: FirewallRule,
  lists: AddressLists,
): Pick<WebAclRule, "action" | "overrideAction" | "statement"> {
  switch (match.kind) {
    case "addresses": {
      const arn = lists[match.list];
      if (arn === undefined) throw new Error(`The rule ${name} has no address list`);
      return {
        action: match.list === "allow" ? { allow: {} } : { block: {} },
        statement: { ipSetReferenceStatement: { arn } },
      };
    }
    case "rate":
      return {
        action: { block: {} },
        statement: {
          rateBasedStatement: { limit: match.limit, evaluationWindowSec: 300, aggregateKeyType: "IP" },
        },
      };
    case "managed":
      return {
        overrideAction: match.countOnly === true ? { count: {} } : { none: {} },
        statement: {
          managedRuleGroupStatement: {
            vendorName: "AWS",
            name: match.group,
            ruleActionOverrides: match.counted?.map((counted) => ({ name: counted, actionToUse: { count: {} } })),
          },
        },
      };
  }
}
