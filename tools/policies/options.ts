import { readArguments, refuseProblems } from "@toolkit/offline/arguments";

/** What `npm run policy` was asked for. */
export interface PolicyOptions {
  /** One stack only; undefined for all of them. */
  readonly stack?: string;
  readonly set: readonly string[];
  /** Where the stack files are. @default the working directory */
  readonly folder?: string;
  readonly accepted: boolean;
  /** Every rule, accepted finding and control, as Markdown. */
  readonly all: boolean;
  /** File for what `all` asks for. @default standard output */
  readonly out?: string;
  readonly json: boolean;
  readonly trace: boolean;
  readonly help: boolean;
}

export const HELP = `Checks what stacks deploy against the security rules: offline, every stack in both variants.

Usage: npm run policy -- [options]

  --stack NAME        this stack only (default: every Pulumi.NAME.yaml)
  --stacks FOLDER     where the stack files are (default: this folder)
  --set PATH=VALUE    change the configuration of --stack, as for npm run preview; repeatable
  --accepted          also list what the ledger accepts, with the reasons
  --all               every rule, accepted finding and control, as a page of Markdown
  --out FILE          write that page to a file, and print the answer as usual
  --json              findings and scorecard as JSON; run npm with --silent
  --trace             show where an unexpected error comes from (slower)
  --help              this text

Findings that are right as they are stand in accepted-findings.yaml (docs/policies.md).
Exit code 1 when a finding is not accepted, or the last day of an accepted one has passed.
`;

/** @throws RunError that names every option it does not understand. */
export function parsePolicyOptions(args: readonly string[]): PolicyOptions {
  const given = readArguments(args, {
    stack: { type: "string" },
    stacks: { type: "string" },
    set: { type: "string", multiple: true },
    accepted: { type: "boolean" },
    all: { type: "boolean" },
    out: { type: "string" },
    json: { type: "boolean" },
    trace: { type: "boolean" },
    help: { type: "boolean", short: "h" },
  });
  const [stack, folder] = [given.text("stack"), given.text("stacks")];
  const set = given.texts("set");
  const [all, json, out] = [given.flag("all"), given.flag("json"), given.text("out")];
  refuseProblems(
    [
      ...given.problems,
      ...(set.length > 0 && stack === undefined ? ["--set needs --stack: which stack is it for?"] : []),
      ...(out !== undefined && !all ? ["--out needs --all: it is where the page of --all goes"] : []),
      ...(all && json ? ["--all and --json: choose one"] : []),
    ],
    "npm run policy",
  );
  return {
    ...(stack === undefined ? {} : { stack }),
    ...(folder === undefined ? {} : { folder }),
    set,
    accepted: given.flag("accepted"),
    all,
    ...(out === undefined ? {} : { out }),
    json,
    trace: given.flag("trace"),
    help: given.flag("help"),
  };
}
