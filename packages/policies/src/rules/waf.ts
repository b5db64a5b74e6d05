import type { PolicyResource } from "../graph";
import { companionRule, customRule, inputRule, isTrue } from "../makers";
import type { Rule } from "../rule";
import { T } from "@toolkit/offline/aws-types";
import { asList, isRecord, valueAt } from "../values";

/** Both are asked for by CKV2_AWS_47 and CKV2_AWS_76; the second holds the Log4j rule. */
const LOG4J_GROUPS = ["AWSManagedRulesAnonymousIpList", "AWSManagedRulesKnownBadInputsRuleSet"];
const LOG4J_RULE_SET = "AWSManagedRulesKnownBadInputsRuleSet";

const rulesOf = ({ inputs }: PolicyResource): Record<string, unknown>[] => asList(inputs.rules).filter(isRecord);
const groupOf = (rule: unknown): string => String(valueAt(rule, "statement.managedRuleGroupStatement.name"));

const group = (name: string) => ({
  name,
  overrideAction: { none: {} },
  statement: { managedRuleGroupStatement: { name, vendorName: "AWS" } },
  visibilityConfig: { cloudwatchMetricsEnabled: true },
});
const COMPLIANT = [{ type: T.webAcl, inputs: { rules: [...LOG4J_GROUPS].reverse().map(group) } }];

/** Web ACLs. */
export const wafRules: readonly Rule[] = [
  customRule({
    id: "waf-has-rules",
    answers: "CKV_AWS_175 WAF.10",
    severity: "medium",
    title: "A web ACL has rules, written into it",
    fix: "Add the managed rule groups.",
    types: [T.webAcl],
    check: (acl) => (rulesOf(acl).length > 0 ? [] : [{ message: "has no rules" }]),
    compliant: COMPLIANT,
    breaks: [{ type: T.webAcl, path: "rules", to: [], also: ["waf-log4j"] }],
  }),
  customRule({
    id: "waf-rules-act",
    answers: "CKV_AWS_342",
    severity: "medium",
    title: "Every rule says what to do",
    fix: "Set action, or overrideAction for a group.",
    types: [T.webAcl],
    check: (acl) =>
      rulesOf(acl)
        .filter(({ action, overrideAction }) => action === undefined && overrideAction === undefined)
        .map(({ name }) => ({ message: `rule ${String(name)} has no action`, about: String(name) })),
    compliant: COMPLIANT,
    breaks: [
      { type: T.webAcl, path: "rules.+", to: { name: "bad", visibilityConfig: { cloudwatchMetricsEnabled: true } } },
    ],
  }),
  customRule({
    id: "waf-log4j",
    answers: "CKV_AWS_192 CKV2_AWS_47 CKV2_AWS_76",
    severity: "high",
    title: "Web ACLs stop the Log4j exploit and know anonymous addresses",
    fix: "Add KnownBadInputs (blocking) and AnonymousIpList.",
    types: [T.webAcl],
    check: (acl) => {
      const groups = rulesOf(acl);
      const missing = LOG4J_GROUPS.filter((name) => !groups.some((rule) => groupOf(rule) === name));
      const isOnlyCounting = groups.some(
        (rule) => groupOf(rule) === LOG4J_RULE_SET && valueAt(rule, "overrideAction.count") !== undefined,
      );
      return [
        ...missing.map((name) => ({ message: `has no ${name}` })),
        ...(isOnlyCounting ? [{ message: `${LOG4J_RULE_SET} only counts` }] : []),
      ];
    },
    compliant: COMPLIANT,
    breaks: [
      { type: T.webAcl, path: "rules", to: [group(LOG4J_RULE_SET)] },
      { type: T.webAcl, path: "rules", to: [group("AWSManagedRulesAnonymousIpList")] },
      {
        type: T.webAcl,
        path: "rules.+",
        to: { ...group(LOG4J_RULE_SET), overrideAction: { count: {} } },
      },
    ],
  }),
  inputRule({
    id: "waf-metrics",
    answers: "WAF.12",
    severity: "medium",
    title: "A web ACL counts what it sees",
    fix: "Set cloudwatchMetricsEnabled to true.",
    type: T.webAcl,
    path: "visibilityConfig.cloudwatchMetricsEnabled",
    accepts: isTrue,
    good: true,
    bad: false,
  }),
  inputRule({
    id: "waf-rule-metrics",
    answers: "WAF.12",
    severity: "medium",
    title: "Every rule counts what it matches",
    fix: "Set cloudwatchMetricsEnabled to true.",
    type: T.webAcl,
    path: "rules.*.visibilityConfig.cloudwatchMetricsEnabled",
    accepts: isTrue,
    good: true,
    bad: false,
  }),
  companionRule({
    id: "waf-logs",
    answers: "CKV2_AWS_31",
    severity: "low",
    title: "What a web ACL blocks is logged",
    fix: "Add a WebAclLoggingConfiguration.",
    type: T.webAcl,
    companion: T.webAclLogging,
    link: "resourceArn",
  }),
];
