import { customRule } from "../makers";
import type { Rule } from "../rule";
import {
  actionsOf,
  allows,
  conditionKeysOf,
  coversAction,
  IDENTITY_POLICIES,
  resourcesOf,
  type Statement,
} from "../statements";
import { T } from "@toolkit/offline/aws-types";
import {
  CREDENTIAL_ACTIONS,
  ESCALATION_ACTIONS,
  EXFILTRATION_ACTIONS,
  isRestrictable,
  isWrite,
  PERMISSION_ACTIONS,
} from "./iam-actions";
import { statementRule } from "./statement-rule";

const ANY = "*";

const isUnbounded = (statement: Statement): boolean =>
  allows(statement) && resourcesOf(statement).includes(ANY) && conditionKeysOf(statement).length === 0;

/** A rule that refuses some actions on every resource without a condition. */
function unboundedRule(
  head: { id: string; answers: string; title: string },
  actions: readonly string[],
  bad: string,
  also: readonly string[] = [],
): Rule {
  return statementRule({
    ...head,
    severity: "high",
    fix: "Name the resources, or add a condition.",
    types: IDENTITY_POLICIES,
    problem: (statement) => {
      const found = isUnbounded(statement) ? actions.filter((action) => coversAction(statement, action)) : [];
      return found.length === 0 ? undefined : `${found.slice(0, 3).join(", ")} on every resource`;
    },
    bad: [
      {
        statement: { Sid: "Bad", Effect: "Allow", Action: bad, Resource: ANY },
        also: ["iam-no-unbounded-resource", "iam-no-wildcards", ...also],
      },
    ],
  });
}

/** Roles, what they may do and who may take them. */
export const iamRules: readonly Rule[] = [
  statementRule({
    id: "iam-no-full-access",
    answers: "CKV_AWS_62 CKV_AWS_63 CKV2_AWS_40 IAM.1 CIS-2.14",
    severity: "critical",
    title: "No policy allows every action, or all of IAM",
    fix: "Name the actions.",
    types: IDENTITY_POLICIES,
    problem: (statement) =>
      allows(statement) && actionsOf(statement).some((action) => action === ANY || action.toLowerCase() === "iam:*")
        ? `allows ${actionsOf(statement).join(", ")}`
        : undefined,
    bad: [
      {
        statement: { Sid: "Bad", Effect: "Allow", Action: "iam:*", Resource: "arn:aws:iam::123456789012:role/x" },
        also: ["iam-no-service-wildcard", "iam-no-wildcards", "iam-pass-role-bounded"],
      },
    ],
  }),
  statementRule({
    id: "iam-no-service-wildcard",
    answers: "IAM.21",
    severity: "low",
    title: "No policy allows every action of a service",
    fix: "Name the actions.",
    types: IDENTITY_POLICIES,
    problem: (statement) => {
      const whole = actionsOf(statement).filter((action) => action === ANY || action.endsWith(":*"));
      return allows(statement) && whole.length > 0 ? `allows ${whole.join(", ")}` : undefined;
    },
    bad: [
      {
        statement: { Sid: "Bad", Effect: "Allow", Action: "s3:*", Resource: "arn:aws:s3:::bucket" },
        also: ["iam-no-wildcards"],
      },
    ],
  }),
  unboundedRule(
    { id: "iam-no-escalation", answers: "CKV_AWS_286", title: "No role can give itself more rights" },
    ESCALATION_ACTIONS,
    "iam:PassRole",
    ["iam-no-permission-management", "iam-no-unbounded-write", "iam-pass-role-bounded"],
  ),
  unboundedRule(
    { id: "iam-no-credential-exposure", answers: "CKV_AWS_287", title: "No role can fetch credentials of others" },
    CREDENTIAL_ACTIONS,
    "sts:AssumeRole",
    ["iam-no-unbounded-write"],
  ),
  unboundedRule(
    { id: "iam-no-exfiltration", answers: "CKV_AWS_288", title: "No role can read every bucket, secret or parameter" },
    EXFILTRATION_ACTIONS,
    "s3:GetObject",
  ),
  unboundedRule(
    { id: "iam-no-permission-management", answers: "CKV_AWS_289", title: "No role can rule over rights everywhere" },
    PERMISSION_ACTIONS,
    "s3:PutBucketPolicy",
    ["iam-no-unbounded-write"],
  ),
  statementRule({
    id: "iam-no-unbounded-write",
    answers: "CKV_AWS_290",
    severity: "high",
    title: "No role can write to every resource",
    fix: "Name the resources, or add a condition.",
    types: IDENTITY_POLICIES,
    problem: (statement) => {
      const writes = isUnbounded(statement)
        ? actionsOf(statement).filter((action) => isRestrictable(action) && isWrite(action))
        : [];
      return writes.length === 0 ? undefined : `${writes.join(", ")} on every resource`;
    },
    bad: [
      {
        statement: { Sid: "Bad", Effect: "Allow", Action: "sqs:SendMessage", Resource: ANY },
        also: ["iam-no-unbounded-resource", "iam-no-wildcards"],
      },
    ],
  }),
  statementRule({
    id: "iam-no-unbounded-resource",
    answers: "CKV_AWS_355",
    severity: "medium",
    title: "Actions that can be narrowed are",
    fix: "Name the resources.",
    types: IDENTITY_POLICIES,
    problem: (statement) => {
      const broad = isUnbounded(statement) ? actionsOf(statement).filter(isRestrictable) : [];
      return broad.length === 0 ? undefined : `${broad.join(", ")} on every resource`;
    },
    bad: [
      {
        statement: { Sid: "Bad", Effect: "Allow", Action: "sqs:GetQueueAttributes", Resource: ANY },
        also: ["iam-no-wildcards"],
      },
    ],
  }),
  statementRule({
    id: "iam-no-decrypt-everywhere",
    answers: "KMS.1 KMS.2",
    severity: "medium",
    title: "No role can decrypt with every key",
    fix: "Name the key.",
    types: IDENTITY_POLICIES,
    problem: (statement) => {
      const isEvery = resourcesOf(statement).some((arn) => arn === ANY || arn.endsWith(":key/*"));
      const decrypts = ["kms:Decrypt", "kms:ReEncryptFrom"].some((action) => coversAction(statement, action));
      return allows(statement) && isEvery && decrypts ? "decrypts with every key" : undefined;
    },
    bad: [
      {
        statement: {
          Sid: "Bad",
          Effect: "Allow",
          Action: "kms:Decrypt",
          Resource: "arn:aws:kms:eu-west-1:123456789012:key/*",
        },
        also: ["iam-no-wildcards"],
      },
    ],
  }),
  statementRule({
    id: "iam-no-wildcards",
    answers: "nag:IAM5",
    severity: "low",
    title: "Every wildcard in a policy is accounted for",
    fix: "Name the action or resource, or accept the finding with the reason why AWS offers no narrower one.",
    types: IDENTITY_POLICIES,
    problem: (statement) => {
      const found = [...actionsOf(statement), ...resourcesOf(statement)].filter((text) => text.includes(ANY));
      return allows(statement) && found.length > 0 ? found.join(", ") : undefined;
    },
    bad: [{ statement: { Sid: "Bad", Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::bucket/*" } }],
  }),
  statementRule({
    id: "iam-pass-role-bounded",
    severity: "high",
    title: "A role is passed to one named service only",
    fix: "Add a condition on iam:PassedToService.",
    types: IDENTITY_POLICIES,
    problem: (statement) =>
      allows(statement) &&
      coversAction(statement, "iam:PassRole") &&
      !conditionKeysOf(statement).includes("iam:passedtoservice")
        ? "passes roles to any service"
        : undefined,
    bad: [
      {
        statement: {
          Sid: "Bad",
          Effect: "Allow",
          Action: "iam:PassRole",
          Resource: "arn:aws:iam::123456789012:role/x",
        },
      },
    ],
  }),
  customRule({
    id: "iam-no-administrators",
    answers: "CKV_AWS_274 CKV2_AWS_56",
    severity: "critical",
    title: "No role has AdministratorAccess or IAMFullAccess",
    fix: "Write the statements the role needs.",
    types: [T.rolePolicyAttachment],
    check: ({ inputs }) =>
      /policy\/(AdministratorAccess|IAMFullAccess)$/.test(String(inputs.policyArn))
        ? [{ message: `has ${String(inputs.policyArn)}` }]
        : [],
    compliant: [{ type: T.rolePolicyAttachment, inputs: { policyArn: "arn:aws:iam::123456789012:policy/own" } }],
    breaks: [
      {
        type: T.rolePolicyAttachment,
        path: "policyArn",
        to: "arn:aws:iam::aws:policy/AdministratorAccess",
        also: ["iam-no-managed-policies"],
      },
    ],
  }),
  customRule({
    id: "iam-no-managed-policies",
    answers: "nag:IAM4",
    severity: "low",
    title: "Roles have customer managed policies, which do not change overnight",
    fix: "Write the statements the role needs.",
    types: [T.rolePolicyAttachment],
    check: ({ inputs }) => {
      const arn = String(inputs.policyArn);
      return /^arn:[\w-]+:iam::aws:policy\//.test(arn)
        ? [{ message: `has ${arn}`, about: arn.split("/").at(-1) ?? arn }]
        : [];
    },
    compliant: [{ type: T.rolePolicyAttachment, inputs: { policyArn: "arn:aws:iam::123456789012:policy/own" } }],
    breaks: [{ type: T.rolePolicyAttachment, path: "policyArn", to: "arn:aws:iam::aws:policy/ReadOnlyAccess" }],
  }),
];
