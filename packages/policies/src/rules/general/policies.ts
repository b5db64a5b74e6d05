import { T } from "@toolkit/offline/aws-types";
import { generalRule } from "../../makers";
import type { Rule } from "../../rule";
import { actionsOf, allows, conditionKeysOf, IDENTITY_POLICIES, resourcesOf, type Statement } from "../../statements";
import { asList, asTexts, isOpaque, isRecord } from "../../values";
import { leavesOf, recordsOf, saying } from "./values";

/** Keys of conditions that everybody can meet. */
const EVERYBODY_MEETS = [
  "aws:currenttime",
  "aws:epochtime",
  "aws:referer",
  "aws:securetransport",
  "aws:useragent",
  "s3:tlsversion",
  "s3:x-amz-acl",
];

/** Types whose own rules read who may use them; an endpoint's policy is for everybody in the network. */
const READ_BY_OWN_RULES: readonly string[] = [
  T.bucketPolicy,
  T.endpoint,
  T.endpointPolicy,
  T.key,
  T.keyPolicy,
  T.queuePolicy,
  T.repositoryPolicy,
  T.topicPolicy,
];

interface PlacedStatement {
  readonly place: string;
  readonly statement: Statement;
}

/** Statements of whatever looks like a policy: records under the name `Statement`. */
function statementsIn(inputs: Readonly<Record<string, unknown>>): PlacedStatement[] {
  return recordsOf(inputs).flatMap(({ path, record }) =>
    asList(record.Statement)
      .filter(isRecord)
      .map((statement: Statement) => ({
        place: [...path, statement.Sid ?? "statement"].join("."),
        statement,
      })),
  );
}

function isForEverybody(statement: Statement & { readonly NotPrincipal?: unknown }): boolean {
  const { Principal, NotPrincipal, Condition } = statement;
  if (!allows(statement) || isOpaque(Condition)) return false;
  const named = isRecord(Principal) ? Object.values(Principal).flatMap(asTexts) : asTexts(Principal);
  const isOpen = NotPrincipal !== undefined || named.some((one) => one === "*" || /^arn:aws[\w-]*:iam::\*:/.test(one));
  return isOpen && conditionKeysOf(statement).every((key) => EVERYBODY_MEETS.includes(key));
}

/** An identity's policy names no principal. */
function isForEverything(statement: Statement): boolean {
  const { Principal } = statement;
  if (!allows(statement) || Principal !== undefined || conditionKeysOf(statement).length > 0) return false;
  const isWide = actionsOf(statement).some((action) => action === "*" || /^(iam|iot|sts|kms|s3):\*$/i.test(action));
  return isWide && resourcesOf(statement).includes("*");
}

/** Policies of AWS that let an identity do everything, or give itself every right. */
const ALL_POWERFUL = /:policy\/(AdministratorAccess|PowerUserAccess|IAMFullAccess)$/;

/** What any type's policies allow. */
export const policyRules: readonly Rule[] = [
  generalRule({
    id: "policy-not-public",
    severity: "critical",
    title: "No policy of any type is open to everybody",
    fix: "Name the accounts, roles or services, or add a condition on the source.",
    everyTypeBut: READ_BY_OWN_RULES,
    problems: ({ inputs }) =>
      statementsIn(inputs)
        .filter(({ statement }) => isForEverybody(statement))
        .map(({ place, statement }) => `${place} allows everybody ${actionsOf(statement).slice(0, 3).join(", ")}`),
    examples: [
      {
        type: "aws:opensearch/domain:Domain",
        path: "accessPolicies",
        good: policy({ Principal: { AWS: "arn:aws:iam::123456789012:role/app" }, Action: "es:ESHttpGet" }),
        bad: policy({ Principal: { AWS: "*" }, Action: "es:*" }),
      },
      {
        type: T.queue,
        path: "policy",
        good: policy({
          Principal: "*",
          Action: "sqs:SendMessage",
          Condition: { ArnEquals: { "aws:SourceArn": "arn:aws:sns:us-east-1:123456789012:topic" } },
        }),
        bad: policy({
          Principal: "*",
          Action: "sqs:SendMessage",
          Condition: { Bool: { "aws:SecureTransport": "true" } },
        }),
      },
      {
        type: "aws:efs/fileSystemPolicy:FileSystemPolicy",
        path: "policy",
        good: policy({ Effect: "Deny", Principal: "*", Action: "*" }),
        bad: policy({ NotPrincipal: { AWS: "arn:aws:iam::123456789012:root" }, Action: "*" }),
      },
    ],
  }),
  generalRule({
    id: "policy-not-everything",
    severity: "critical",
    title: "No identity of any type may do everything",
    fix: "Name actions and resources.",
    everyTypeBut: [...IDENTITY_POLICIES, T.endpoint, T.endpointPolicy, T.rolePolicyAttachment],
    problems: ({ inputs }) => [
      ...statementsIn(inputs)
        .filter(({ statement }) => isForEverything(statement))
        .map(({ place, statement }) => `${place} allows ${actionsOf(statement).join(", ")} on every resource`),
      ...leavesOf(inputs)
        .filter(({ value }) => typeof value === "string" && ALL_POWERFUL.test(value))
        .map(saying),
    ],
    examples: [
      {
        type: "aws:iam/userPolicy:UserPolicy",
        path: "policy",
        good: policy({ Action: "s3:GetObject", Resource: "*" }),
        bad: policy({ Action: "*", Resource: "*" }),
      },
      {
        type: "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
        path: "policyArn",
        good: "arn:aws:iam::aws:policy/ReadOnlyAccess",
        bad: "arn:aws:iam::aws:policy/AdministratorAccess",
      },
      {
        type: "aws:iot/policy:Policy",
        path: "policy",
        good: policy({ Action: "iot:Connect", Resource: "arn:aws:iot:us-east-1:123456789012:client/one" }),
        bad: policy({ Action: "iot:*", Resource: "*" }),
      },
    ],
  }),
];

function policy(statement: Statement & { readonly NotPrincipal?: unknown }): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] });
}
