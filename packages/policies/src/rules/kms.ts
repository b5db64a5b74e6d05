import { atLeast, customRule, inputRule, isNotTrue, isTrue } from "../makers";
import type { Rule } from "../rule";
import { allowsEverybody } from "../statements";
import { T } from "@toolkit/offline/aws-types";
import { statementRule } from "./statement-rule";

const KEY = { type: T.key, severity: "medium" } as const;

/** KMS keys. */
export const keyRules: readonly Rule[] = [
  inputRule({
    ...KEY,
    id: "key-rotates",
    answers: "CKV_AWS_7 CIS-4.6 nag:KMS5",
    title: "Keys are rotated every year",
    fix: "Set enableKeyRotation to true.",
    path: "enableKeyRotation",
    accepts: isTrue,
    good: true,
    bad: false,
  }),
  inputRule({
    ...KEY,
    id: "key-enabled",
    answers: "CKV_AWS_227",
    title: "Keys are enabled",
    fix: "Leave isEnabled out.",
    path: "isEnabled",
    accepts: (value) => value !== false,
    good: true,
    bad: false,
  }),
  inputRule({
    ...KEY,
    id: "key-deletion-window",
    answers: "KMS.3",
    severity: "critical",
    title: "A key that is deleted by mistake can be had back for 30 days",
    fix: "Set deletionWindowInDays to 30.",
    path: "deletionWindowInDays",
    accepts: (value) => value === undefined || atLeast(30)(value),
    good: 30,
    bad: 7,
  }),
  inputRule({
    ...KEY,
    id: "key-lockout-check",
    severity: "critical",
    title: "AWS checks that a key's policy leaves someone in charge",
    fix: "Leave bypassPolicyLockoutSafetyCheck out.",
    path: "bypassPolicyLockoutSafetyCheck",
    accepts: isNotTrue,
    good: false,
    bad: true,
  }),
  customRule({
    id: "key-policy-set",
    answers: "CKV2_AWS_64",
    severity: "medium",
    title: "Every key has a policy of its own",
    fix: "Set policy.",
    types: [T.key],
    needsGraph: true,
    check: (key, graph) =>
      key.inputs.policy !== undefined || graph.referrers(key, T.keyPolicy, "keyId").length > 0
        ? []
        : [{ message: "has AWS's default policy" }],
    compliant: [{ type: T.key, inputs: { policy: { Statement: [] } } }],
    breaks: [{ type: T.key, path: "policy", to: undefined }],
  }),
  statementRule({
    id: "key-policy-not-public",
    answers: "CKV_AWS_33 KMS.5",
    severity: "critical",
    title: "No key is open to everybody",
    fix: "Name the account or the service.",
    types: [T.key, T.keyPolicy],
    problem: (statement) => (allowsEverybody(statement) ? "allows everybody" : undefined),
    bad: [{ statement: { Effect: "Allow", Principal: "*", Action: "kms:Decrypt", Resource: "*" } }],
  }),
];
