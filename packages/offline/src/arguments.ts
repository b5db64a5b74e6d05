import { parseArgs } from "node:util";
import { RunError } from "@pulumi/pulumi/errors";
import { closest, distance } from "fastest-levenshtein";

/** Options of a command, as `parseArgs` takes them. */
export type Definitions = Readonly<
  Record<string, { readonly type: "string" | "boolean"; readonly multiple?: boolean; readonly short?: string }>
>;

/** What was given: the values by option, and every problem in a sentence. */
export interface Arguments {
  readonly problems: readonly string[];
  text(name: string): string | undefined;
  texts(name: string): readonly string[];
  flag(name: string): boolean;
}

/** Reads the arguments of a command. Nothing is thrown, so that the command can add problems of its own. */
export function readArguments(args: readonly string[], definitions: Definitions): Arguments {
  const { values, tokens } = parseArgs({
    args: [...args],
    options: definitions,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const isUnknown = (token: { kind: string; name?: string } | undefined): boolean =>
    token?.kind === "option" && !Object.hasOwn(definitions, token.name ?? "");
  const problems = tokens.flatMap((token, index) => {
    // What follows a misspelt option is most likely its value.
    if (token.kind === "positional" && isUnknown(tokens[index - 1])) return [];
    if (token.kind === "positional") return [`${token.value} is not an option; npm needs -- before the options.`];
    if (token.kind !== "option") return [];
    if (isUnknown(token)) return [unknownOption(token.name, token.rawName, definitions)];
    const isValued = definitions[token.name]?.type === "string";
    if (isValued && missing(token.value, token.inlineValue)) return [`${token.rawName} needs a value.`];
    if (!isValued && token.value !== undefined) return [`${token.rawName} takes no value.`];
    return [];
  });
  const all = (name: string): readonly unknown[] => [values[name] ?? []].flat();
  return {
    problems,
    text: (name) => all(name).find((value) => typeof value === "string"),
    texts: (name) => all(name).map(String),
    flag: (name) => values[name] === true,
  };
}

/** @throws RunError with every problem and where the options are listed. */
export function refuseProblems(problems: readonly string[], command: string): void {
  if (problems.length > 0) throw new RunError([...problems, `${command} -- --help lists the options.`].join("\n"));
}

/** Nothing, or the next option taken for a value. */
function missing(value: string | undefined, isInline: boolean | undefined): boolean {
  return value === undefined || value === "" || (isInline === false && value.startsWith("--"));
}

function unknownOption(name: string, written: string, definitions: Definitions): string {
  const best = closest(name, Object.keys(definitions));
  const isNear = distance(name, best) <= 2;
  return `Unknown option ${written}${isNear ? `; did you mean --${best}?` : "."}`;
}
