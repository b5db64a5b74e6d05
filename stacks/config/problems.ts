import { RunError } from "@pulumi/pulumi";
import { type core } from "zod";

import { meant } from "./nearest";
import { getPath } from "./paths";

/** One thing that is wrong with the configuration, in the user's words. */
export interface Problem {
  /** Full key, e.g. `webapp:backend.cpu`. */
  readonly key: string;
  readonly value?: unknown;
  /** What is allowed, or how to mend it. */
  readonly fix: string;
}

export function unknownKey(key: string, word: string, known: readonly string[]): Problem {
  return { key, fix: `unknown${meant(word, known, `; known keys: ${known.join(", ")}`)}` };
}

/** Turns zod's issues into problems; `knownKeys` answers which keys stand at a path. */
export function fromZodIssue(
  issue: core.$ZodIssue,
  raw: unknown,
  knownKeys: (path: string) => readonly string[],
): Problem[] {
  const path = issue.path.join(".");
  const key = `webapp:${path}`;
  if (issue.code === "unrecognized_keys") {
    const prefix = path === "" ? "webapp:" : `${key}.`;
    return issue.keys.map((name) => unknownKey(`${prefix}${name}`, name, knownKeys(path)));
  }
  const value = getPath(raw, path);
  const meant = issue.code === "invalid_union" ? meantOption(issue, value) : [];
  if (meant.length > 0) return meant.flatMap((inner) => fromZodIssue(inner, raw, knownKeys));
  if (value === undefined) return [{ key, fix: `is missing: ${allowed(issue)}` }];
  if (issue.code === "invalid_key") return [{ key, fix: `must be ${issue.issues[0]?.message ?? issue.message}` }];
  return [{ key, value, fix: allowed(issue) }];
}

/** Issues of the one form of several that was meant: the only one of which nothing is missing. */
function meantOption({ errors, path }: core.$ZodIssueInvalidUnion, value: unknown): core.$ZodIssue[] {
  const complete = errors.filter((issues) => issues.every((issue) => isThere(issue, value)));
  const [only] = complete;
  if (complete.length !== 1 || only === undefined) return [];
  return only.map((issue) => ({ ...issue, path: [...path, ...issue.path] }));
}

const isThere = (issue: core.$ZodIssue, value: unknown): boolean =>
  issue.path.length > 0 ? getPath(value, issue.path.join(".")) !== undefined : issue.code === "unrecognized_keys";

function allowed(issue: core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_value":
      return issue.message.startsWith("Invalid")
        ? `must be one of ${issue.values.map(String).join(", ")}`
        : `must be ${issue.message}`;
    case "invalid_type":
      return `must be ${article(issue.expected)}`;
    case "too_small":
      return `must ${bound(issue.origin, issue.inclusive === false ? "more than" : "at least", issue.minimum)}`;
    case "too_big":
      return `must ${bound(issue.origin, issue.inclusive === false ? "less than" : "at most", issue.maximum)}`;
    default:
      return `must be ${issue.message}`;
  }
}

function bound(origin: string, relation: string, limit: number | bigint): string {
  if (origin === "array") return `have ${relation} ${limit.toString()} entries`;
  if (origin === "string") return `have ${relation} ${limit.toString()} characters`;
  return `be ${relation} ${limit.toString()}`;
}

const article = (type: string): string => {
  const names: Record<string, string> = {
    int: "a whole number",
    boolean: "true or false",
    object: "a mapping",
    array: "a list",
  };
  return names[type] ?? `a ${type}`;
};

function formatProblem({ key, value, fix }: Problem): string {
  return value === undefined ? `  ${key} ${fix}` : `  ${key} = ${JSON.stringify(value)} ${fix}`;
}

/** The error that ends a run: every problem, a line each, and no stack trace. */
export function configurationError(stack: string, problems: readonly Problem[]): RunError {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  return new RunError([`Configuration of stack ${stack}: ${count}.`, ...problems.map(formatProblem)].join("\n"));
}
