import { Command } from "@commander-js/extra-typings";

import { traceOption } from "../cli/options";
import { subcommand } from "../cli/subcommand";
import { readPreview } from "./guard/read-preview";
import { migrationTargets } from "./migration/targets";

const command = new Command("migration-targets")
  .description(
    "Prints the URNs of what a deployment must change before its migration can run: the task with its image and rights. Prints first where the backend is new and makes its schema itself, nothing where nothing of it changes, and none where there is no migration.",
  )
  .option("--file <path>", "read the preview from a file (default: standard input)")
  .addOption(traceOption());

export default subcommand(command, {
  run: async ({ file }) => {
    const targets = migrationTargets(await readPreview(file));
    const lines = targets.is === "before" ? targets.urns : [targets.is];
    process.stdout.write(lines.map((line) => `${line}\n`).join(""));
  },
});
