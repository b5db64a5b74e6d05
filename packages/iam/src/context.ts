import { LITERAL } from "./pattern";
import { type Value } from "./policy";

/** What AWS knows of a request: condition key → value, or values of a key that has several. */
export type Context = Readonly<Record<string, Value | readonly Value[]>>;

/** The values of a key, whose name is compared without regard to case; undefined when the request does not have it. */
export function valuesOf(context: Context, key: string): readonly string[] | undefined {
  const exact = context[key] ?? context[sameName(context, key)];
  if (exact === undefined) return undefined;
  return (Array.isArray(exact) ? (exact as readonly Value[]) : [exact as Value]).map(String);
}

/** The key as the request spells it. */
function sameName(context: Context, key: string): string {
  const lower = key.toLowerCase();
  return Object.keys(context).find((name) => name.length === key.length && name.toLowerCase() === lower) ?? key;
}

/**
 * Puts the request's values into a policy variable: `${aws:PrincipalTag/team}`, with a default after a comma, and `${*}`,
 * `${?}` and `${$}` for those characters themselves. Undefined when a variable has no value: then nothing matches.
 *
 * Source: IAM user guide, "IAM policy elements: Variables and tags"
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html).
 */
export function substituted(text: string, context: Context): string | undefined {
  if (!text.includes("${")) return text;
  const parts = text.split(/\$\{([^}]*)\}/).map((part, index) => (index % 2 === 0 ? part : valueFor(part, context)));
  return parts.includes(undefined) ? undefined : parts.join("");
}

function valueFor(variable: string, context: Context): string | undefined {
  if (variable === "$") return "$";
  if (variable === "*" || variable === "?") return LITERAL + variable;
  const [, key = "", , otherwise] = /^([^,]*?)\s*(,\s*'([^']*)')?$/.exec(variable) ?? [];
  const values = valuesOf(context, key.trim());
  // A key with several values cannot stand in a text.
  return values?.length === 1 ? values[0] : otherwise;
}
