import { Argument, Command } from "@commander-js/extra-typings";

import { decimal, type OptionsOf, traceOption } from "../cli/options";
import { deployedStackOption } from "../daily/options";

/** Requests a second at most: a drill measures, it does not test how much a stack can serve. */
export const MOST_RATE = 200;

export const drillCommand = () =>
  new Command("drill")
    .description(
      "Runs one experiment of webapp:experiments on a live stack under a steady load, after asking: it takes a part of the stack away for minutes. Measures lost requests and the time to recover from outside, and what AWS counted and which alarms fired. Ctrl-C stops the experiment.",
    )
    .addArgument(new Argument("<experiment>", "such as tasks, zone, nat, database, latency or spot"))
    .addOption(deployedStackOption())
    .option(
      "--rate <requests/s>",
      "steady load on the first page",
      decimal(`use a number above 0, ${MOST_RATE} at most.`, (number) => number > 0 && number <= MOST_RATE),
      5,
    )
    .option("--path <path>", "what is asked for", "/")
    .option("--out <file>", "the result (default: build/drill/<stack>-<experiment>.json)")
    .addOption(traceOption());

export type DrillOptions = OptionsOf<ReturnType<typeof drillCommand>>;
