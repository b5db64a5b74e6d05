import { globMatches } from "./pattern";
import { listOf, type Principal, type Statement } from "./policy";

/** Who makes a request. */
export interface Caller {
  /** The account of the caller, twelve digits; undefined for a service or before a session exists. */
  readonly account?: string;
  /** ARN of the role or user. */
  readonly arn?: string;
  /** ARN of the session, `arn:aws:sts::…:assumed-role/…`. */
  readonly sessionArn?: string;
  /** Service principal, such as `ecs-tasks.amazonaws.com`. */
  readonly service?: string;
  /** ARN of the identity provider that vouches for the caller. */
  readonly federated?: string;
}

/** How a statement of a resource's policy names a caller. */
export type Naming =
  /** It does not. */
  | "none"
  /** As anybody, as a service or as a federated caller. */
  | "anyone"
  /** By the account: then the caller's own policies decide. */
  | "account"
  /** By the ARN of its role or user. */
  | "role"
  /** By the ARN of its session, which no boundary of the role limits. */
  | "session";

/**
 * How a statement of a resource's policy names a caller.
 *
 * Source: IAM user guide, "AWS JSON policy elements: Principal"
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html).
 */
export function namingOf({ Principal: principal, NotPrincipal: not }: Statement, caller: Caller): Naming {
  if (not !== undefined) return namingIn(not, caller) === "none" ? "anyone" : "none";
  return principal === undefined ? "none" : namingIn(principal, caller);
}

function namingIn(principal: Principal, { account, arn, sessionArn, service, federated }: Caller): Naming {
  if (principal === "*") return "anyone";
  const named = (kind: string): readonly string[] => listOf(principal[kind]);
  if (service !== undefined && named("Service").some((pattern) => globMatches(pattern, service))) return "anyone";
  if (federated !== undefined && named("Federated").some((pattern) => globMatches(pattern, federated))) return "anyone";
  const aws = named("AWS");
  if (aws.includes("*")) return "anyone";
  if (sessionArn !== undefined && aws.includes(sessionArn)) return "session";
  if (arn !== undefined && aws.includes(arn)) return "role";
  const root = new RegExp(`^(arn:aws[a-z-]*:iam::)?${account ?? "none"}(:root)?$`);
  return aws.some((one) => root.test(one)) ? "account" : "none";
}
