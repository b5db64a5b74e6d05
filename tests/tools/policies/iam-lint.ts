import {
  actionsOf,
  allows,
  conditionKeysOf,
  IDENTITY_POLICIES,
  principalsOf,
  resourcesOf,
  type Statement,
} from "@toolkit/policies/statements";
import { T } from "@toolkit/offline/aws-types";
import { asList, isRecord } from "@toolkit/policies/values";
import { isKnownAction } from "./known-actions";

/** A policy text, where it was found. */
export interface PolicyText {
  readonly type: string;
  readonly name: string;
  readonly text: string;
}

/** Longest text that AWS takes, in characters (quotas of IAM, S3, KMS and SNS). */
const LENGTHS: Readonly<Record<string, number>> = {
  [T.role]: 2048,
  [T.rolePolicy]: 10_240,
  [T.bucketPolicy]: 20_480,
  [T.key]: 32_768,
  [T.topicPolicy]: 30_720,
};
/** A whole service may be named by a Deny, by the owner's statement of a key, and by an endpoint that bounds callers. */
const WHOLE_SERVICE: readonly string[] = [T.key, T.endpoint, T.endpointPolicy];
const OPERATORS =
  /^(ForAllValues:|ForAnyValue:)?(String(Not)?(Equals|Like)(IgnoreCase)?|Arn(Not)?(Equals|Like)|Bool|Null|IpAddress|NotIpAddress|Numeric(Not)?(Equals|LessThan|LessThanEquals|GreaterThan|GreaterThanEquals)|Date\w+)(IfExists)?$/;
const CONDITION_KEY =
  /^(aws|s3|kms|ecs|iam|sns|sqs|ec2|rds|ssm|secretsmanager|token\.actions\.githubusercontent\.com):[\w:/-]+$/i;
const ARN = /^arn:aws[\w-]*:[a-z0-9-]+:[a-z0-9-]*:(\d{12}|aws)?:.+$/;
const UNRESOLVED = /\[unknown\]|\[secret\]|\[object|undefined|null|Calling \[/;

/** What is wrong with a policy, in sentences. */
export function lint({ type, text }: PolicyText): string[] {
  if (UNRESOLVED.test(text)) return [`is not resolved: ${UNRESOLVED.exec(text)?.[0] ?? ""}`];
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return ["is no JSON"];
  }
  if (!isRecord(document)) return ["is no object"];
  const statements = asList(document.Statement).filter(isRecord);
  const sids = statements.flatMap(({ Sid }) => (typeof Sid === "string" ? [Sid] : []));
  return [
    ...(document.Version === "2012-10-17" ? [] : ["has not the version 2012-10-17"]),
    ...(statements.length > 0 ? [] : ["has no statement"]),
    ...(new Set(sids).size === sids.length ? [] : ["has one Sid twice"]),
    ...(text.length <= (LENGTHS[type] ?? Infinity) ? [] : [`is longer than ${LENGTHS[type] ?? 0} characters`]),
    ...statements.flatMap((statement) => lintStatement(type, statement)),
  ];
}

function lintStatement(type: string, statement: Statement): string[] {
  const isIdentity = IDENTITY_POLICIES.includes(type);
  const hasPrincipal = statement.Principal !== undefined;
  const hasResource = resourcesOf(statement).length > 0;
  return [
    ...(["Allow", "Deny"].includes(String(statement.Effect)) ? [] : ["neither allows nor denies"]),
    ...(hasPrincipal === isIdentity ? [isIdentity ? "names a principal" : "names no principal"] : []),
    ...(hasResource === (type === T.role) ? [hasResource ? "names a resource in a trust" : "names no resource"] : []),
    ...(actionsOf(statement).length > 0 ? [] : ["names no action"]),
    ...actionsOf(statement).flatMap((action) => lintAction(type, statement, action)),
    ...resourcesOf(statement)
      .filter((resource) => resource !== "*" && !ARN.test(resource))
      .map((resource) => `${resource} is no ARN`),
    ...lintConditions(statement),
    ...lintService(statement),
  ];
}

function lintAction(type: string, statement: Statement, action: string): string[] {
  if (action === "*") return ["allows every action"];
  if (!action.endsWith(":*")) return isKnownAction(action) ? [] : [`${action} is no action`];
  return statement.Effect === "Deny" || WHOLE_SERVICE.includes(type) ? [] : [`${action} covers a whole service`];
}

function lintConditions({ Condition }: Statement): string[] {
  if (Condition === undefined) return [];
  if (!isRecord(Condition)) return ["has a condition that is no object"];
  return Object.entries(Condition).flatMap(([operator, keys]) => [
    ...(OPERATORS.test(operator) ? [] : [`${operator} is no operator`]),
    ...(isRecord(keys) ? Object.entries(keys) : []).flatMap(([key, values]) => [
      ...(CONDITION_KEY.test(key) ? [] : [`${key} is no condition key`]),
      ...(asList(values).length > 0 && asList(values).every((value) => value !== "") ? [] : [`${key} has no value`]),
    ]),
  ]);
}

/** A service acts for somebody: the statement says for whom. */
function lintService(statement: Statement): string[] {
  const services = principalsOf(statement, "Service").filter((service) => service !== "*");
  if (!allows(statement) || services.length === 0 || conditionKeysOf(statement).length > 0) return [];
  return services.map((service) => `lets ${service} act for anybody`);
}
