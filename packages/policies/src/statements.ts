import type { PolicyResource } from "./graph";
import { actionMatches } from "@toolkit/iam/pattern";
import { T } from "@toolkit/offline/aws-types";
import { JSON_INPUTS } from "./json-inputs";
import { asList, asTexts, isRecord, valueAt } from "./values";

/** One statement of a policy, as written. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect?: string;
  readonly Principal?: unknown;
  readonly Action?: unknown;
  readonly Resource?: unknown;
  readonly Condition?: unknown;
}

/** Types whose policies say what an identity of ours may do. */
export const IDENTITY_POLICIES: readonly string[] = [T.rolePolicy, T.iamPolicy];

/** Types whose policies say who may use a resource. */
export const RESOURCE_POLICIES: readonly string[] = [
  T.bucketPolicy,
  T.key,
  T.keyPolicy,
  T.logPolicy,
  T.queuePolicy,
  T.repositoryPolicy,
  T.secretPolicy,
  T.topicPolicy,
  T.vaultPolicy,
];

/** Input of a type that holds its policy. */
export const policyInputOf = (type: string): string => JSON_INPUTS[type]?.[0] ?? "policy";

/** Statements of a resource's policy; none while its text is not known. */
export function statementsOf(resource: PolicyResource): Statement[] {
  const document = resource.inputs[policyInputOf(resource.type)];
  return isRecord(document) ? asList(document.Statement).filter(isRecord) : [];
}

export const allows = ({ Effect }: Statement): boolean => Effect === "Allow";
export const actionsOf = ({ Action }: Statement): string[] => asTexts(Action);
export const resourcesOf = ({ Resource }: Statement): string[] => asTexts(Resource);

/** Principals of a type, such as `Service`; `"*"` stands for everybody under every type. */
export function principalsOf({ Principal }: Statement, type: "AWS" | "Service" | "Federated"): string[] {
  if (Principal === "*") return ["*"];
  return isRecord(Principal) ? asTexts(Principal[type]) : [];
}

/** Condition keys of a statement, in lower case since IAM takes either. */
export function conditionKeysOf({ Condition }: Statement): string[] {
  if (!isRecord(Condition)) return [];
  return Object.values(Condition)
    .filter(isRecord)
    .flatMap((byKey) => Object.keys(byKey).map((key) => key.toLowerCase()));
}

/** True when an action or pattern of a statement covers a named action. */
export function coversAction(statement: Statement, action: string): boolean {
  return actionsOf(statement).some((pattern) => actionMatches(pattern, action));
}

/** True when a statement lets everybody in, whatever the circumstances. */
export const allowsEverybody = (statement: Statement): boolean =>
  allows(statement) && principalsOf(statement, "AWS").includes("*") && conditionKeysOf(statement).length === 0;

/** True when a statement denies whatever comes without TLS. */
export const deniesPlainHttp = (statement: Statement): boolean =>
  statement.Effect === "Deny" && String(valueAt(statement.Condition, "Bool.aws:SecureTransport")) === "false";
