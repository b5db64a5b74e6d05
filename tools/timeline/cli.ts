import { Command } from "@commander-js/extra-typings";
import { setOption, stackOption, stacksOption, traceOption } from "../cli/options";
import { subcommand } from "../cli/subcommand";
import type * as program from "../program/program";
import { renderTimeline } from "./render";
import { scheduleOf } from "./schedule";

const command = new Command("timeline")
  .description(
    "Shows a first deployment as a schedule, from the dependencies alone: when each component is done, its slack, and the critical path.",
  )
  .addOption(stackOption().default("dev"))
  .addOption(stacksOption())
  .addOption(setOption())
  .addOption(traceOption());

export default subcommand(command, {
  run: async ({ stack, set, stacks: folder }) => {
    // Standard output holds the answer alone; Pulumi logs with console.log.
    console.log = console.error;
    const { previewStack } = require("../program/program") as typeof program;
    const { graph } = await previewStack({ stack, set, folder });
    process.stdout.write(`${renderTimeline(graph, scheduleOf(graph))}\n`);
  },
});
