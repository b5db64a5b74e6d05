import { readArguments, refuseProblems } from "@toolkit/offline/arguments";

/** What `npm run preview` was asked for. */
export interface Options {
  readonly stack: string;
  readonly set: readonly string[];
  /** Where the stack files are. @default the working directory */
  readonly folder?: string;
  readonly diff?: string;
  readonly json: boolean;
  readonly unknown: boolean;
  readonly trace: boolean;
  readonly help: boolean;
}

export const HELP = `Shows what a stack deploys: offline, without AWS, credentials or the Pulumi CLI.

Usage: npm run preview -- [options]

  --stack NAME        stack file to use, Pulumi.NAME.yaml (default: dev)
  --stacks FOLDER     where the stack files are (default: this folder)
  --set PATH=VALUE    change the configuration, as pulumi config set --path does; repeatable
                      --set frontend=spa  --set database.multiAz=false  --set 'network.azs=[a, b, c]'
  --diff TARGET       only what changes: with a setting (frontend=spa), since a revision (git:HEAD~1),
                      or from another stack (prod)
  --json              one JSON document (docs/graph.md); run npm with --silent
  --unknown           as in a first preview: values that AWS computes show as [unknown]
  --trace             show where an unexpected error comes from (slower)
  --help              this text
`;

const DEFINITIONS = {
  stack: { type: "string" },
  stacks: { type: "string" },
  set: { type: "string", multiple: true },
  diff: { type: "string" },
  json: { type: "boolean" },
  unknown: { type: "boolean" },
  trace: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

/** @throws RunError that names every option it does not understand, with the nearest one there is. */
export function parseOptions(args: readonly string[]): Options {
  const given = readArguments(args, DEFINITIONS);
  const [diff, folder] = [given.text("diff"), given.text("stacks")];
  const both = given.flag("unknown") && diff !== undefined;
  refuseProblems(
    both
      ? [...given.problems, "--unknown and --diff exclude each other: unknown values cannot be compared."]
      : given.problems,
    "npm run preview",
  );
  return {
    stack: given.text("stack") ?? "dev",
    set: given.texts("set"),
    ...(folder === undefined ? {} : { folder }),
    ...(diff === undefined ? {} : { diff }),
    json: given.flag("json"),
    unknown: given.flag("unknown"),
    trace: given.flag("trace"),
    help: given.flag("help"),
  };
}
