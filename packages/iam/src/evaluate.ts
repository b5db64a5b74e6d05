import { conditionsHold } from "./conditions";
import { type Context, substituted } from "./context";
import { arnMatches } from "./pattern";
import { listOf, type Policy, type Statement } from "./policy";
import { type Caller, type Naming, namingOf } from "./principal";
import { statementsOn } from "./statements";

/** One call, on one resource. */
export interface Request {
  /** `kms:Decrypt` */
  readonly action: string;
  /** ARN, or `*` for an action without resources. */
  readonly resource: string;
  readonly caller: Caller;
  /** What AWS knows besides. @default nothing */
  readonly context?: Context;
}

/** Everything that has a say in it. */
export interface Policies {
  /** Of the role or user, inline and attached. */
  readonly identity: readonly Policy[];
  /** Its permissions boundary. @default none */
  readonly boundary?: Policy | undefined;
  /** Given for the session alone. @default none */
  readonly session?: Policy | undefined;
  /** Service and resource control policies of the organization, each of which must allow. @default none */
  readonly controls?: readonly Policy[] | undefined;
  /** Of the resource. @default none */
  readonly resource?: ResourcePolicy | undefined;
}

export interface ResourcePolicy {
  readonly policy: Policy;
  /** Account that owns the resource. */
  readonly account: string;
  /** Whether nothing is allowed that it does not allow: a role's trust, a key's policy. @default false */
  readonly mustAllow?: boolean | undefined;
}

/** Whose policy decides. */
export type Layer = "identity" | "boundary" | "session" | "control" | "resource";

/** What IAM answers, and the statement or layer that decides. */
export interface Decision {
  readonly layer: Layer;
  readonly isAllowed: boolean;
  /** Whether a statement says no, rather than none saying yes. */
  readonly isExplicit: boolean;
  /** `Sid`, or which layer allows nothing. */
  readonly by: string;
}

/**
 * Judges a request as IAM does: a denial anywhere wins; then control policies, the resource's policy, the caller's own, its
 * boundary and its session policy must together allow it. In the same account the resource's policy alone may do, and a
 * boundary limits that only when the policy names the role; across accounts both sides must allow.
 *
 * Source: IAM user guide, "Policy evaluation logic" and "Cross-account policy evaluation logic"
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html).
 */
export function evaluate(request: Request, policies: Policies): Decision {
  const { identity, boundary, session, controls = [], resource } = policies;
  const layers: readonly (readonly [Layer, readonly Policy[]])[] = [
    ["control", controls],
    ["identity", identity],
    ["boundary", boundary === undefined ? [] : [boundary]],
    ["session", session === undefined ? [] : [session]],
  ];
  for (const [layer, some] of layers) {
    const denial = matching(some, request, "Deny");
    if (denial !== undefined) return denied(layer, denial);
  }
  const denial = resource && named(resource, request, "Deny")[0];
  if (denial !== undefined) return denied("resource", denial.statement);

  const allows = (some: readonly Policy[]): Statement | undefined => matching(some, request, "Allow");
  if (!controls.every((policy) => allows([policy]) !== undefined)) return silent("control");

  const own = allows(identity);
  const limits: readonly (readonly ["boundary" | "session", Policy | undefined])[] = [
    ["boundary", boundary],
    ["session", session],
  ];
  const limit = limits.find(([, policy]) => policy !== undefined && allows([policy]) === undefined)?.[0];
  const caller = own === undefined ? silent("identity") : limit === undefined ? yes("identity", own) : silent(limit);
  return resource === undefined ? caller : withResource(request, resource, caller, limit);
}

function withResource(
  request: Request,
  resource: ResourcePolicy,
  caller: Decision,
  limit: "boundary" | "session" | undefined,
): Decision {
  const grants = named(resource, request, "Allow");
  const direct = grants.find(({ naming }) => naming !== "account");
  const isOwn = request.caller.account === undefined || request.caller.account === resource.account;
  if (!isOwn) return grants.length === 0 ? silent("resource") : caller;
  if (direct !== undefined) {
    const isLimited = limit !== undefined && direct.naming === "role";
    return isLimited ? silent(limit) : yes("resource", direct.statement);
  }
  return resource.mustAllow === true && grants.length === 0 ? silent("resource") : caller;
}

const yes = (layer: Layer, { Sid: by = "a statement" }: Statement): Decision => ({
  layer,
  isAllowed: true,
  isExplicit: true,
  by,
});

const denied = (layer: Layer, { Sid: by = "a denial" }: Statement): Decision => ({
  layer,
  isAllowed: false,
  isExplicit: true,
  by,
});

const NAMES: Readonly<Record<Layer, string>> = {
  control: "a control policy",
  identity: "the role's policies",
  boundary: "the boundary",
  session: "the session policy",
  resource: "the resource's policy",
};

/** No statement of the layer says anything. */
const silent = (layer: Layer): Decision => ({ layer, isAllowed: false, isExplicit: false, by: NAMES[layer] });

/** The first statement of some policies that is about a request. */
function matching(policies: readonly Policy[], request: Request, effect: Statement["Effect"]): Statement | undefined {
  for (const policy of policies) {
    const found = statementsOn(request.action, policy)[effect].find((statement) => concerns(statement, request));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The statements of a resource's policy that name the caller, and how. A trust names no resource: it is the role. */
function named({ policy }: ResourcePolicy, request: Request, effect: Statement["Effect"]) {
  const statements = statementsOn(request.action, policy)[effect];
  return statements
    .map((statement): { statement: Statement; naming: Naming } => ({
      statement,
      naming: namingOf(statement, request.caller),
    }))
    .filter(({ statement, naming }) => naming !== "none" && concerns({ Resource: "*", ...statement }, request));
}

/** Whether a statement about the request's action is about its resource and circumstances too. */
function concerns({ Resource, NotResource, Condition }: Statement, { resource, context = {} }: Request): boolean {
  const isResource = (patterns: Statement["Resource"]): boolean =>
    listOf(patterns).some((pattern) => {
      const known = substituted(pattern, context);
      return known !== undefined && arnMatches(known, resource);
    });
  return (
    (Resource === undefined ? NotResource !== undefined && !isResource(NotResource) : isResource(Resource)) &&
    conditionsHold(Condition, context)
  );
}
