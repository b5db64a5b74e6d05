import { Argument, Command } from "@commander-js/extra-typings";
import { traceOption } from "../cli/options";
import { subcommand } from "../cli/subcommand";
import type * as app from "./app/bench-app";
import type * as cost from "./cost";
import type * as engine from "./engine";
import type * as preview from "./preview";
import type * as programs from "./programs";
import type * as report from "./report";

const BENCHMARKS = {
  app: () => (require("./app/bench-app") as typeof app).benchApp(),
  cost: () => (require("./cost") as typeof cost).benchCost(),
  engine: () => (require("./engine") as typeof engine).benchEngine(),
  preview: (withTests: boolean) => {
    (require("./preview") as typeof preview).benchPreview(withTests);
  },
  programs: () => {
    (require("./programs") as typeof programs).benchPrograms();
  },
  report: () => {
    (require("./report") as typeof report).benchReport();
  },
};

const command = new Command("bench")
  .description(
    "Measures time and memory on this machine: of the sample application under load, of commands, of commands on the programs of others in ../shared/data/programs, or of pulumi preview.",
  )
  .addArgument(
    new Argument("<what>", "what to measure").choices(["app", "cost", "engine", "preview", "programs", "report"]),
  )
  .option("--tests", "with preview: also the tests on mocks")
  .addOption(traceOption());

export default subcommand(command, { run: ({ tests }, what) => BENCHMARKS[what](tests === true) });
