import { Command } from "@commander-js/extra-typings";
import { traceOption } from "../cli/options";
import { subcommand } from "../cli/subcommand";
import { unplannedIn } from "./guard/plan";
import { readPreview } from "./guard/read-preview";

const command = new Command("unplanned")
  .description(
    "Prints the components of a preview whose parts show only during the deployment, such as an image for a repository that is not there yet: a saved plan would refuse those parts.",
  )
  .option("--file <path>", "read the preview from a file (default: standard input)")
  .addOption(traceOption());

export default subcommand(command, {
  run: async ({ file }) => {
    const { steps } = await readPreview(file);
    process.stdout.write(
      unplannedIn(steps)
        .map((name) => `${name}\n`)
        .join(""),
    );
  },
});
