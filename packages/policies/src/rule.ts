import type { PolicyGraph, PolicyResource } from "./graph";

export type Severity = "low" | "medium" | "high" | "critical";

/** Ids in other suites whose intent a rule implements. */
export interface Answers {
  readonly checkov: readonly string[];
  readonly securityHub: readonly string[];
  /** CIS AWS Foundations Benchmark v7.0, without the version. */
  readonly cis: readonly string[];
  /** AwsSolutions, without the pack's name. */
  readonly cdkNag: readonly string[];
}

/** What is wrong with one resource. */
export interface Violation {
  readonly message: string;
  /** Part of the resource: a statement's `Sid`, a container's name. The ledger can accept it alone. */
  readonly about?: string;
}

/** A resource of an example; `links` name other resources of the example by the input that refers to them. */
export interface ExampleResource {
  readonly type: string;
  /** @default the type */
  readonly name?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly links?: Readonly<Record<string, readonly string[]>>;
}

/** A value of a break that removes the reference at its path. */
export const UNLINK = Symbol("unlink");

/** One input set to what the rule must refuse. */
export interface Break {
  readonly type: string;
  /** Dotted path; `*` is the first element of a list, `+` a new one; `@` starts a resource option. */
  readonly path: string;
  /** The bad value; `undefined` removes the input, `UNLINK` its reference. */
  readonly to: unknown;
  /** Other rules that refuse the same value on a real stack. @default none */
  readonly also?: readonly string[];
  /** Which resource of the example to break. @default the first of the type */
  readonly name?: string;
}

/** A compliant piece of a graph, and every way to break it. */
export interface Examples {
  readonly compliant: readonly ExampleResource[];
  readonly breaks: readonly Break[];
}

/** A check with what it answers to and what to do about it. */
export interface Rule {
  /** Short kebab-case name, ours. */
  readonly id: string;
  readonly answers: Answers;
  readonly severity: Severity;
  /** What must hold. */
  readonly title: string;
  /** What to change, in terms of AWS and Pulumi: a program says with `Hints` what that means in its own. */
  readonly fix: string;
  /** Types that it judges; none for a general rule. */
  readonly types: readonly string[];
  /** A general rule: it judges every type of AWS but these, whose own rules say more. */
  readonly everyTypeBut?: readonly string[];
  /** Looks at other resources too, so that it runs over the whole stack. */
  readonly needsGraph: boolean;
  readonly check: (resource: PolicyResource, graph: PolicyGraph) => readonly Violation[];
  readonly examples: Examples;
}

/** Whether a rule judges resources of a type. */
export const judges = ({ types, everyTypeBut }: Pick<Rule, "types" | "everyTypeBut">, type: string): boolean =>
  everyTypeBut === undefined ? types.includes(type) : type.startsWith("aws:") && !everyTypeBut.includes(type);

/** Whether a rule reads resources of any type, by the names and the shape of their inputs. */
export const isGeneral = ({ everyTypeBut }: Pick<Rule, "everyTypeBut">): boolean => everyTypeBut !== undefined;

/** What the makers of rules are given: ids as one text, separated by spaces. */
export interface RuleHead {
  readonly id: string;
  /** e.g. `"CKV_AWS_17 RDS.2 CIS-3.2.3 nag:RDS2"`. @default "" */
  readonly answers?: string;
  readonly severity: Severity;
  readonly title: string;
  readonly fix: string;
}

/** Sorts ids by the suite they come from. */
export function answersOf(text = ""): Answers {
  const ids = text.split(" ").filter((id) => id !== "");
  const startingWith = (prefix: string) =>
    ids.filter((id) => id.startsWith(prefix)).map((id) => id.slice(prefix.length));
  return {
    checkov: ids.filter((id) => id.startsWith("CKV")),
    securityHub: ids.filter((id) => /^[A-Za-z0-9]+\.\d+$/.test(id)),
    cis: startingWith("CIS-"),
    cdkNag: startingWith("nag:"),
  };
}
