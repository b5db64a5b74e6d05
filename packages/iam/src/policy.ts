/** One statement of a policy in JSON, as IAM reads it. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: Principal;
  readonly NotPrincipal?: Principal;
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: ConditionBlock;
}

/** `"*"`, or kind of principal → identifiers. */
export type Principal = "*" | Readonly<Record<string, string | readonly string[]>>;

/** Operator → condition key → values, all of which must hold. */
export type ConditionBlock = Readonly<Record<string, Readonly<Record<string, Value | readonly Value[]>>>>;
export type Value = string | number | boolean;

/** A policy document. */
export interface Policy {
  readonly Version?: string;
  readonly Statement: Statement | readonly Statement[];
}

/** @throws Error when the text is no policy. */
export function parsePolicy(text: string): Policy {
  const policy: unknown = JSON.parse(text);
  if (typeof policy !== "object" || policy === null || !("Statement" in policy)) {
    throw new Error(`Not a policy: ${text.slice(0, 80)}`);
  }
  return policy as Policy;
}

/** A single value stands for a list of one, everywhere in a policy. */
export function listOf<T extends Value | Statement>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}
