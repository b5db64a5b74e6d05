import type { Rule } from "./table";

/** What a text must be when it names something, by the schemas' own word for it. */
const FORMATS: Readonly<Record<string, readonly [RegExp, string]>> = {
  "AWS::ACM::Certificate.Arn": [/^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/.+$/, "the ARN of a certificate"],
  "AWS::EC2::Image.Id": [/^(ami-[0-9a-f]+|resolve:ssm:.+|\{\{.*)$/, "the id of an image, ami-…"],
  "AWS::EC2::SecurityGroup.Id": [/^sg-[0-9a-zA-Z]+$/, "the id of a security group, sg-…"],
  "AWS::EC2::Subnet.Id": [/^subnet-[0-9a-zA-Z]+$/, "the id of a subnet, subnet-…"],
  "AWS::EC2::VPC.Id": [/^vpc-[0-9a-zA-Z]+$/, "the id of a VPC, vpc-…"],
  "AWS::IAM::Role.Arn": [/^arn:aws[a-z-]*:iam::(\d{12}|aws):role\/.+$/, "the ARN of a role"],
  "AWS::SNS::Topic.Arn": [/^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:.+$/, "the ARN of a topic"],
  "AWS::SQS::Queue.Arn": [/^arn:aws[a-z-]*:sqs:[a-z0-9-]+:\d{12}:.+$/, "the ARN of a queue"],
};

const patterns = new Map<string, RegExp>();

/** What AWS allows when it does not allow this text, number or list, to be read after "must"; nothing when it does. */
export function violation(rule: Rule, value: string | number | readonly unknown[]): string | undefined {
  if (Array.isArray(value)) return outside("have", value.length, [rule.minItems, rule.maxItems], " entries");
  const text = String(value);
  return (
    wrongWord(rule, text) ??
    wrongFormat(rule, text) ??
    outside("have", Array.from(text).length, [rule.minLength, rule.maxLength], " characters") ??
    (NUMBER.test(text) ? outside("be", Number(text), [rule.minimum, rule.maximum], "") : undefined) ??
    wrongPattern(rule, text)
  );
}

const NUMBER = /^-?\d+(\.\d+)?$/;

/** The provider writes some words in other letters than AWS's schemas: `public-read` for `PublicRead`. */
function wrongWord({ words }: Rule, text: string): string | undefined {
  if (words === undefined) return undefined;
  const all = words.split("|");
  if (all.some((word) => plainWord(word) === plainWord(text))) return undefined;
  const shown = all.length > MOST_WORDS ? [...all.slice(0, MOST_WORDS), `… (${all.length})`] : all;
  return `be one of ${shown.join(", ")}`;
}

const MOST_WORDS = 12;

const plainWord = (word: string): string => word.toLowerCase().replaceAll(/[^a-z0-9]/g, "");

function wrongFormat({ format }: Rule, text: string): string | undefined {
  const [pattern, words] = FORMATS[format ?? ""] ?? [];
  return pattern === undefined || words === undefined || pattern.test(text) ? undefined : `be ${words}`;
}

function wrongPattern({ pattern }: Rule, text: string): string | undefined {
  if (pattern === undefined) return undefined;
  const known = patterns.get(pattern) ?? compiled(pattern);
  patterns.set(pattern, known);
  return known.test(text) ? undefined : `match ${pattern}`;
}

function compiled(pattern: string): RegExp {
  try {
    return new RegExp(pattern, "u");
  } catch {
    return new RegExp(pattern);
  }
}

type Bounds = readonly [least: number | undefined, most: number | undefined];

function outside(verb: string, size: number, [least, most]: Bounds, unit: string): string | undefined {
  if (size >= (least ?? -Infinity) && size <= (most ?? Infinity)) return undefined;
  if (least === undefined) return `${verb} at most ${most ?? 0}${unit}`;
  return most === undefined ? `${verb} at least ${least}${unit}` : `${verb} ${least} to ${most}${unit}`;
}
