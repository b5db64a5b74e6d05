import { setTimeout } from "node:timers/promises";

import { Command, Option } from "@commander-js/extra-typings";
import { z } from "zod";

import { Aws } from "../aws/aws";
import { seconds, traceOption } from "../cli/options";
import { subcommand } from "../cli/subcommand";
import { withNewestRevision } from "./migration/revision";
import { runMigration } from "./migration/run";
import { output, stackOutputs } from "./output";

const command = new Command("migrate")
  .description(
    "Runs the backend's command that changes the schema (webapp:backend.migrate) as one task, waits for its end, and fails with its last lines when it does.",
  )
  .requiredOption("--stack <name>", "stack whose outputs name the task")
  .addOption(new Option("--timeout <seconds>", "how long to wait for its end").argParser(seconds).default(3600))
  .addOption(traceOption());

export default subcommand(command, {
  run: async ({ stack, timeout }) => {
    const hands = {
      aws: new Aws(),
      say: (line: string) => {
        console.log(line);
      },
      sleep: async (wait: number) => {
        await setTimeout(wait * 1000);
      },
    };
    const state: unknown = JSON.parse(output("pulumi", ["stack", "export", "--stack", stack]));
    await runMigration(hands, withNewestRevision(stackOutputs(z.unknown(), stack), state), timeout);
  },
});
