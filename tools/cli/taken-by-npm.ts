import { type CommandUnknownOpts } from "@commander-js/extra-typings";

import { invocationOf } from "./invocation";

type Options = CommandUnknownOpts["options"];

/** An option that npm took. */
interface Taken {
  readonly option: Options[number];
  /** The value that npm took with it; undefined for a flag, and where npm left the value among the arguments. */
  readonly value: string | undefined;
}

/**
 * npm keeps options that stand before `--` for itself: `npm run preview --json` shows the tree, and
 * `npm run preview --stack=prod` the stack dev.
 *
 * @param name of the subcommand.
 * @param options that the subcommand has.
 * @param args what npm did hand on.
 * @param environment where npm leaves what it took. @default process.env
 * @returns what to type instead, in one line; undefined when npm took none of the options.
 */
export function takenByNpm(
  name: string,
  options: Options,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
): string | undefined {
  // Scripts that other scripts start inherit what npm took from those.
  if (environment.npm_lifecycle_event !== name && environment.npm_lifecycle_event !== "toolkit") return undefined;
  const taken = options.flatMap((option) =>
    valuesOf(option, environment).map((value): Taken => ({ option, value: value === "true" ? undefined : value })),
  );
  if (taken.length === 0) return undefined;
  const names = [...new Set(taken.map(({ option }) => option.long))].join(", ");
  return `npm kept ${names} for itself; put -- before the options: ${invocationOf(name)} ${retyped(taken, args)}`;
}

/** npm joins the values of an option that is given more than once by an empty line. */
function valuesOf({ long = "" }: Options[number], environment: NodeJS.ProcessEnv): string[] {
  const value = environment[`npm_config_${long.slice(2).replaceAll("-", "_")}`];
  return value === undefined || value === "false" ? [] : value.split("\n\n");
}

function retyped(taken: readonly Taken[], args: readonly string[]): string {
  const lacking = taken.filter(({ option, value }) => option.required && value === undefined);
  const words = taken.flatMap(({ option, value }) => {
    if (!option.required) return [option.long];
    if (value !== undefined) return [option.long, quoted(value)];
    // Which of several options a word belongs to is lost.
    return lacking.length === 1 && args.length === 1 ? [option.long, ...args.map(quoted)] : [option.flags];
  });
  return words.join(" ");
}

const quoted = (word: string): string => (/^[\w.,:=/@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);
