const compiled = new Map<string, RegExp>();

/** Whether a pattern, with `*` for any characters and `?` for one, covers a text. */
export function globMatches(pattern: string, text: string): boolean {
  const known = compiled.get(pattern) ?? compile(pattern);
  compiled.set(pattern, known);
  return known.test(text);
}

/** Before a character that stands for itself in a pattern, as `${*}` does in a policy. */
export const LITERAL = "\0";

function compile(pattern: string): RegExp {
  const source = pattern.replace(/\0(.)|[*?]|[.+^${}()|[\]\\]/g, (one, literal: string | undefined) => {
    if (one === "*") return ".*";
    return one === "?" ? "." : `\\${literal ?? one}`;
  });
  return new RegExp(`^${source}$`, "s");
}

/** Actions are compared without regard to case. */
export const actionMatches = (pattern: string, action: string): boolean =>
  globMatches(pattern.toLowerCase(), action.toLowerCase());

const SEGMENTS = 6;

/**
 * Whether a pattern covers an ARN: each of the six segments by itself, so that a wildcard does not reach across a colon,
 * except in the last, which holds the rest.
 *
 * Source: IAM user guide, "IAM JSON policy elements: Resource", wildcards
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html).
 */
export function arnMatches(pattern: string, arn: string): boolean {
  if (pattern === "*") return true;
  const [wanted, given] = [segmentsOf(pattern), segmentsOf(arn)];
  if (wanted.length < SEGMENTS || given.length < SEGMENTS) return pattern === arn;
  return wanted.every((segment, index) => globMatches(segment, given[index] ?? ""));
}

function segmentsOf(arn: string): string[] {
  const parts = arn.split(":");
  return parts.length <= SEGMENTS ? parts : [...parts.slice(0, SEGMENTS - 1), parts.slice(SEGMENTS - 1).join(":")];
}
