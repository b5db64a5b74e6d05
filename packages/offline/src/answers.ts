import { RunError } from "@pulumi/pulumi/errors";
import { parsedValue } from "./set-path";

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

/**
 * Reads what the user answers for the account, in the form in which a program asks:
 * `aws.ssm.getParameter[/shop/url].value=https://shop.example.com`, or `stack[acme/network/prod].vpcId=vpc-1` for the
 * output of another stack. Without brackets an answer holds for every call.
 *
 * @throws RunError for one that cannot be read.
 */
export function readAnswer(written: string): GivenAnswer {
  const form = /^(?:aws\.)?([\w.]+?)(?:\[([^\]]*)\])?\.(\w+)=([\s\S]*)$/.exec(written);
  if (form === null) {
    throw new RunError(
      `--answer ${written}: write it as the program asks, such as aws.ssm.getParameter[/name].value=text or stack[organization/project/stack].output=text.`,
    );
  }
  const [, subject = "", input, property = "", text = ""] = form;
  const value = parsedValue(text, `--answer ${written}`);
  return { written, subject, property, value, ...(input === undefined ? {} : { input }) };
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
