import { parseArgs } from "node:util";
import { RunError } from "@pulumi/pulumi/errors";
import { closest, distance } from "fastest-levenshtein";

/** What `npm run preview` was asked for. */
export interface Options {
  readonly stack: string;
  readonly set: readonly string[];
  readonly diff?: string;
  readonly json: boolean;
  readonly unknown: boolean;
  readonly trace: boolean;
  readonly help: boolean;
}

export const HELP = `Shows what a stack deploys: offline, without AWS, credentials or the Pulumi CLI.

Usage: npm run preview -- [options]

  --stack NAME        stack file to use, Pulumi.NAME.yaml (default: dev)
  --set PATH=VALUE    change the configuration, as pulumi config set --path does; repeatable
                      --set frontend=spa  --set database.multiAz=false  --set 'network.azs=[a, b, c]'
  --diff TARGET       only what changes against another stack (prod), another variant (frontend=spa)
                      or a revision (git:HEAD~1)
  --json              one JSON document (docs/graph.md); run npm with --silent
  --unknown           as in a first preview: values that AWS computes show as [unknown]
  --trace             show where an unexpected error comes from (slower)
  --help              this text
`;

const DEFINITIONS = {
  stack: { type: "string", default: "dev" },
  set: { type: "string", multiple: true, default: [] as string[] },
  diff: { type: "string" },
  json: { type: "boolean", default: false },
  unknown: { type: "boolean", default: false },
  trace: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

/** Options that need a value. */
const VALUED = new Set(["stack", "set", "diff"]);

/** @throws RunError that names every option it does not understand, with the nearest one there is. */
export function parseOptions(args: readonly string[]): Options {
  const { values, tokens } = parseArgs({
    args: [...args],
    options: DEFINITIONS,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const problems = tokens.flatMap((token, index) => {
    // What follows a misspelt option is most likely its value.
    if (token.kind === "positional" && isUnknown(tokens[index - 1])) return [];
    if (token.kind === "positional") return [`${token.value} is not an option; npm needs -- before the options.`];
    if (token.kind !== "option") return [];
    if (isUnknown(token)) return [unknownOption(token.name, token.rawName)];
    if (VALUED.has(token.name) && missing(token.value, token.inlineValue)) return [`${token.rawName} needs a value.`];
    if (!VALUED.has(token.name) && token.value !== undefined) return [`${token.rawName} takes no value.`];
    return [];
  });
  if (values.unknown === true && values.diff !== undefined) {
    problems.push("--unknown and --diff exclude each other: unknown values cannot be compared.");
  }
  if (problems.length > 0) throw new RunError([...problems, "npm run preview -- --help lists the options."].join("\n"));
  const { diff } = values;
  return {
    stack: String(values.stack),
    set: values.set.map(String),
    ...(typeof diff === "string" ? { diff } : {}),
    json: values.json === true,
    unknown: values.unknown === true,
    trace: values.trace === true,
    help: values.help === true,
  };
}

function isUnknown(token: { kind: string; name?: string } | undefined): boolean {
  return token?.kind === "option" && !Object.hasOwn(DEFINITIONS, token.name ?? "");
}

/** Nothing, or the next option taken for a value. */
function missing(value: string | undefined, isInline: boolean | undefined): boolean {
  return value === undefined || value === "" || (isInline === false && value.startsWith("--"));
}

function unknownOption(name: string, written: string): string {
  const best = closest(name, Object.keys(DEFINITIONS));
  const isNear = distance(name, best) <= 2;
  return `Unknown option ${written}${isNear ? `; did you mean --${best}?` : "."}`;
}
