import { RunError } from "@pulumi/pulumi/errors";
import type { GivenAnswer } from "./answers";
import { parsedValue } from "./set-path";

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
