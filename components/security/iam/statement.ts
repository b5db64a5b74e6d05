import * as pulumi from "@pulumi/pulumi";
import { withoutUndefined } from "../../without-undefined";

/** Operator → condition key → value or values, as in IAM: `{ StringEquals: { "aws:SourceAccount": id } }`. */
export type Conditions = Readonly<
  Record<string, Readonly<Record<string, pulumi.Input<string> | pulumi.Input<pulumi.Input<string>[]>>>>
>;

/** What one statement says, before it is checked. */
export interface StatementArgs {
  /** Letters and digits; says what the statement is for. */
  readonly sid: string;
  /** @default "Allow" */
  readonly effect?: "Allow" | "Deny" | undefined;
  /** Actions by name. An Allow may end in `*` only after a verb, as in `s3:Get*`. */
  readonly actions: readonly string[];
  /** ARNs. `*` alone needs `reason`. */
  readonly resources: readonly pulumi.Input<string>[];
  /** Why `*` cannot be narrower; kept out of the document and required for it. */
  readonly reason?: string | undefined;
  /** Who the statement is about, in resource policies only: `{ Service: "logs.amazonaws.com" }` or `"*"`. */
  readonly principal?: Principal | undefined;
  /** Conditions that must all hold. */
  readonly conditions?: Conditions | undefined;
}

/** `"*"`, or principal type → identifiers. */
export type Principal = "*" | Readonly<Record<string, pulumi.Input<string> | pulumi.Input<string>[]>>;

/** A checked statement with the keys that IAM reads. */
export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: Principal | undefined;
  readonly Action: string | readonly string[];
  readonly Resource: pulumi.Input<string> | readonly pulumi.Input<string>[];
  readonly Condition?: Conditions | undefined;
}

/**
 * A policy statement for `policyDocument`.
 *
 * Throws for an Allow of `*` or of a whole service, for a `*` resource without a reason, and for empty lists.
 * A Deny, and a resource policy that names its principals, may cover a whole service.
 */
export function statement(args: StatementArgs): PolicyStatement {
  const { sid, effect = "Allow", actions, resources, reason, principal, conditions } = args;
  const problems = [
    ...(/^[A-Za-z0-9]+$/.test(sid) ? [] : ["its sid may hold letters and digits only"]),
    ...(actions.length > 0 ? [] : ["it names no action"]),
    ...(resources.length > 0 ? [] : ["it names no resource"]),
    ...actions.flatMap((action) => actionProblem(action, { effect, resourcePolicy: principal !== undefined })),
    ...(effect === "Allow" && principal === undefined && resources.includes("*") && !reason
      ? ['resource "*" needs a reason: name the ARNs, or say why AWS offers none']
      : []),
  ];
  if (problems.length > 0) {
    throw new Error(`IAM statement "${sid}": ${problems.join("; ")}.`);
  }
  return withoutUndefined<PolicyStatement>({
    Sid: sid,
    Effect: effect,
    Principal: principal,
    Action: single(actions),
    Resource: single(resources),
    Condition: conditions,
  });
}

/** The JSON of a policy made of these statements. */
export function policyDocument(statements: readonly PolicyStatement[]): pulumi.Output<string> {
  return pulumi.jsonStringify({ Version: "2012-10-17", Statement: statements });
}

function actionProblem(action: string, context: { effect: string; resourcePolicy: boolean }): string[] {
  const [service, name] = action.split(":");
  if (!service || !name || service.includes("*")) {
    return context.effect === "Deny" && action === "*" ? [] : [`action "${action}" is not <service>:<action>`];
  }
  if (name === "*" && context.effect === "Allow" && !context.resourcePolicy) {
    return [`action "${action}" allows the whole service: name the actions`];
  }
  return [];
}

/** IAM stores one-element lists as the element itself, so writing it this way never shows a difference. */
function single<T>(values: readonly T[]): T | readonly T[] {
  const [only] = values;
  return values.length === 1 && only !== undefined ? only : values;
}
