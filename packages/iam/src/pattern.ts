type Matcher = (text: string) => boolean;

/** Before a character that stands for itself in a pattern, as `${*}` does in a policy. */
export const LITERAL = "\0";

/** Whether a pattern, with `*` for any characters and `?` for one, covers a text. */
export const globMatches = (pattern: string, text: string): boolean => globMatcher(pattern)(text);

/** Actions are compared without regard to case. */
export const actionMatches = (pattern: string, action: string): boolean =>
  globMatches(pattern.toLowerCase(), action.toLowerCase());

/**
 * Whether a pattern covers an ARN: each of the six segments by itself, so that a wildcard does not reach across a colon,
 * except in the last, which holds the rest.
 *
 * Source: IAM user guide, "IAM JSON policy elements: Resource", wildcards
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html).
 */
export const arnMatches = (pattern: string, arn: string): boolean => arnMatcher(pattern)(arn);

/** Few patterns meet many texts, so each is compiled once. */
function remembered(compile: (pattern: string) => Matcher): (pattern: string) => Matcher {
  const compiled = new Map<string, Matcher>();
  return (pattern) => {
    const known = compiled.get(pattern);
    if (known !== undefined) return known;
    const matcher = compile(pattern);
    compiled.set(pattern, matcher);
    return matcher;
  };
}

/** A pattern as a function, for what asks one pattern often. */
export const globMatcher = remembered((pattern) => {
  if (!/[*?\0]/.test(pattern)) return (text) => text === pattern;
  const expression = new RegExp(`^${sourceOf(pattern, ".")}$`, "s");
  return (text) => expression.test(text);
});

const SEGMENTS = 6;

const arnMatcher = remembered((pattern) => {
  if (pattern === "*") return () => true;
  const parts = pattern.split(":");
  if (parts.length < SEGMENTS || !/[*?\0]/.test(pattern)) return (arn) => arn === pattern;
  const inside = parts.slice(0, SEGMENTS - 1).map((part) => sourceOf(part, "[^:]"));
  const rest = sourceOf(parts.slice(SEGMENTS - 1).join(":"), ".");
  const expression = new RegExp(`^${[...inside, rest].join(":")}$`, "s");
  return (arn) => expression.test(arn);
});

/** A pattern as a regular expression, in which a wildcard stands for characters of one kind. */
const sourceOf = (pattern: string, character: string): string =>
  pattern.replace(/\0(.)|[*?]|[.+^${}()|[\]\\]/g, (one, literal: string | undefined) => {
    if (one === "*") return `${character}*`;
    return one === "?" ? character : `\\${literal ?? one}`;
  });
