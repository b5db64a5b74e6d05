import { readArguments, refuseProblems } from "@toolkit/offline/arguments";

/** What `npm run report` was asked for. */
export interface ReportOptions {
  readonly stack: string;
  readonly set: readonly string[];
  /** Where the stack files are. @default the working directory */
  readonly folder?: string;
  /** Preset or path of a usage file; absent for the preset that fits the stack's profile. */
  readonly usage?: string;
  /** File to write. */
  readonly out: string;
  readonly help: boolean;
}

export const HELP = `Writes a stack as one HTML page: cost, pictures, traffic, policies, resources, first deployment, differences.
The page needs no network and no other file.

Usage: npm run report -- [options]

  --stack NAME        stack file to use, Pulumi.NAME.yaml (default: dev)
  --stacks FOLDER     where the stack files are (default: this folder)
  --set PATH=VALUE    change the configuration, as pulumi config set --path does; repeatable
  --usage NAME|FILE   traffic of the month: idle, small, large, or a YAML or JSON file that overrides one of them
                      (default: idle for profile dev, small for prod)
  --out FILE          where to write (default: build/report-NAME.html)
  --help              this text
`;

const DEFINITIONS = {
  stack: { type: "string" },
  stacks: { type: "string" },
  set: { type: "string", multiple: true },
  usage: { type: "string" },
  out: { type: "string" },
  trace: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

/** @throws RunError that names every option it does not understand. */
export function parseReportOptions(args: readonly string[]): ReportOptions {
  const given = readArguments(args, DEFINITIONS);
  refuseProblems(given.problems, "npm run report");
  const stack = given.text("stack") ?? "dev";
  const [usage, folder] = [given.text("usage"), given.text("stacks")];
  return {
    stack,
    set: given.texts("set"),
    ...(folder === undefined ? {} : { folder }),
    ...(usage === undefined ? {} : { usage }),
    out: given.text("out") ?? `build/report-${stack}.html`,
    help: given.flag("help"),
  };
}
