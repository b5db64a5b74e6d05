import { Command } from "@commander-js/extra-typings";
import { RunError } from "@pulumi/pulumi/errors";
import { traceOption } from "../cli/options";
import { subcommand } from "../cli/subcommand";
import { differences } from "./same-graphs/differences";
import { documentsOf } from "./same-graphs/documents";

const command = new Command("same-graphs")
  .description(
    "Compares the resource graphs of two revisions: both stacks in both variants, and the bootstrap. Tags of images may differ. Each revision is previewed by its own preview, on its own stack files. Exit code 1 when something else differs.",
  )
  .argument("<before>", "revision of git")
  .argument("[after]", "revision of git (default: the files as they are now)")
  .addOption(traceOption());

export default subcommand(command, {
  run: async (_options, before, after) => {
    const old = await documentsOf(before, process.cwd());
    const now = await documentsOf(after, process.cwd());
    const lines = [...old].flatMap(([name, text]) =>
      differences(text, now.get(name) ?? "").map((line) => `${name}: ${line}`),
    );
    if (lines.length > 0) throw new RunError(lines.join("\n"));
    process.stdout.write(`The ${old.size} graphs are the same: ${[...old.keys()].join(", ")}.\n`);
  },
});
