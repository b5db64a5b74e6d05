import { InvalidArgumentError, Option } from "@commander-js/extra-typings";

/**
 * The options of a command as functions take them: flags are booleans, and `--stacks` is the folder of the stack files.
 */
export type OptionsOf<Made extends { opts(): object }> = {
  readonly [Key in keyof ReturnType<Made["opts"]> as Key extends "stacks" ? "folder" : Key]: Plain<
    ReturnType<Made["opts"]>[Key]
  >;
};

type Plain<Value> = [Value] extends [true | undefined] ? boolean | undefined : Value;

/** Gives `--stacks` the name that functions have for it. */
export const inFolder = <Read extends { readonly stacks?: string | undefined }>({ stacks: folder, ...rest }: Read) => ({
  ...rest,
  ...(folder === undefined ? {} : { folder }),
});

export const stackOption = (description = "stack file to use, Pulumi.NAME.yaml") =>
  new Option("--stack <name>", description);

export const stacksOption = (description = "where the stack files are (default: this folder)") =>
  new Option("--stacks <folder>", description);

export const setOption = (description = "change the configuration, as pulumi config set --path does; repeatable") =>
  repeatable(new Option("--set <path=value>", description));

export const usageOption = () =>
  new Option(
    "--usage <name|file>",
    "traffic of the month: idle, small, large, or a YAML or JSON file that overrides one of them (default: small for profile prod, idle for the others)",
  );

/** Read by `process.ts` too, for errors that nobody expected. */
export const traceOption = () => new Option("--trace", "show where an unexpected error comes from");

/**
 * An option that may be given more than once; its values are a list, empty when it is not given.
 *
 * @param absent tells in the help text what holds then. @default "none"
 */
export const repeatable = <Usage extends string>(option: Option<Usage>, absent = "none") =>
  option.argParser((value: string, previous: readonly string[]) => [...previous, value]).default([], absent);

/** Takes any Pulumi program for AWS instead of this one. */
export const programOption = () =>
  new Option(
    "--program <folder>",
    "any Pulumi program in TypeScript or JavaScript for AWS instead of this one; it runs here, with your rights, in a process without AWS credentials",
  );

export const strictOption = (what: string) => new Option("--strict", `exit with 1 when ${what}, for CI`);

export const configOption = () =>
  gathered(new Option("--config <key=value>", "configuration of that program; repeatable"));

export const answerOption = () =>
  gathered(
    new Option(
      "--answer <what=value>",
      "what only the account knows, as that program asks it; repeatable: --answer 'aws.ssm.getParameter[/shop/url].value=https://shop.example.com' --answer 'stack[organization/network/prod].vpcId=vpc-1' (all outputs that are used)",
    ),
  );

/** A repeatable option that is absent when it is not given. */
const gathered = <Usage extends string>(option: Option<Usage>) =>
  option.argParser((value: string, previous?: readonly string[]): readonly string[] => [...(previous ?? []), value]);

/** Reads a whole number of a range. */
export const wholeNumber = (from: number, to: number) => (text: string) => {
  const number = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= from && number <= to) return number;
  throw new InvalidArgumentError(`use a whole number from ${from} to ${to}.`);
};

/**
 * Reads a number as people write it: Infinity and hexadecimal notation are numbers too, but none that anybody means.
 *
 * @param hint what to give instead.
 */
export const decimal =
  (hint: string, isRight: (number: number) => boolean = () => true) =>
  (text: string): number => {
    const number = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
    if (!Number.isNaN(number) && isRight(number)) return number;
    throw new InvalidArgumentError(hint);
  };

/** Reads a time. */
export const seconds = decimal("use a number of seconds.");
