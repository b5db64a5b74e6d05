/** One value that only the account knows, given by the user. */
export interface GivenAnswer {
  /** As it was written, for messages. */
  readonly written: string;
  /** A function such as `ssm.getParameter`, or the name of another stack. */
  readonly subject: string;
  /** An input that the call must have, e.g. the name of a parameter; undefined for any call. */
  readonly input?: string;
  /** The result or output. */
  readonly property: string;
  readonly value: unknown;
}

/** Values of `answers` for one call, by property, and the answers that they came from. */
export function answersTo(
  answers: readonly GivenAnswer[],
  subject: string,
  inputs: Readonly<Record<string, unknown>>,
): { readonly values: Record<string, unknown>; readonly used: readonly GivenAnswer[] } {
  const given = Object.values(inputs);
  const used = answers.filter(
    (answer) => answer.subject === subject && (answer.input === undefined || given.includes(answer.input)),
  );
  return { values: Object.fromEntries(used.map(({ property, value }) => [property, value])), used };
}

/** `aws:ssm/getParameter:getParameter` as a program writes it, `ssm.getParameter`. */
export function writtenToken(token: string): string {
  const [provider = "", module = "", name = ""] = token.split(":");
  if (name === "") return token;
  const service = module.split("/")[0] ?? "";
  const path = service === "index" || service === "" ? name : `${service}.${name}`;
  return provider === "aws" ? path : `${provider}.${path}`;
}
