import { Command } from "@commander-js/extra-typings";
import {
  answerOption,
  configOption,
  type OptionsOf,
  programOption,
  setOption,
  stackOption,
  stacksOption,
  strictOption,
  traceOption,
} from "../cli/options";
import { otherProblems } from "../program/other-problems";

export const policyCommand = () =>
  new Command("policy")
    .description(
      "Checks what stacks deploy against the security rules: offline, every stack in both variants. Findings that are right as they are stand in accepted-findings.yaml (docs/policies.md). Exit code 1 when a finding is not accepted, or the last day of an accepted one has passed.",
    )
    .addOption(stackOption("this stack only (default: every Pulumi.NAME.yaml)"))
    .addOption(stacksOption())
    .addOption(setOption("change the configuration of --stack, as for npm run preview; repeatable"))
    .addOption(programOption())
    .addOption(configOption())
    .addOption(answerOption())
    .addOption(strictOption("something is unknown"))
    .option("--accepted", "also list what the ledger accepts, with the reasons")
    .option("--all", "every rule, accepted finding and control, as a page of Markdown")
    .option("--out <file>", "write that page to a file, and print the answer as usual")
    .option("--json", "findings and scorecard as JSON; run npm with --silent")
    .option(
      "--sarif <file>",
      "write the findings to a file for code scanning, each at the line that registers its resource",
    )
    .addOption(traceOption());

/** What `npm run policy` was asked for. */
export type PolicyOptions = OptionsOf<ReturnType<typeof policyCommand>>;

export const policyProblems = (options: Omit<PolicyOptions, "folder">): string[] => [
  ...otherProblems(options),
  ...ownProblems(options),
];

const ownProblems = ({
  program,
  accepted,
  stack,
  set,
  out,
  all,
  json,
  sarif,
}: Omit<PolicyOptions, "folder">): string[] => [
  ...(program !== undefined && (all === true || accepted === true)
    ? ["--accepted and --all are about this program's own findings: leave them out with --program."]
    : []),
  ...(program !== undefined && sarif !== undefined
    ? ["--sarif is about this program's own files: leave it out with --program."]
    : []),
  ...(set.length > 0 && stack === undefined ? ["--set needs --stack: which stack is it for?"] : []),
  ...(out !== undefined && all !== true ? ["--out needs --all: it is where the page of --all goes"] : []),
  ...(all === true && json === true ? ["--all and --json: choose one"] : []),
];
