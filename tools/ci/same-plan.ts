import { Command } from "@commander-js/extra-typings";
import { RunError } from "@pulumi/pulumi/errors";
import { traceOption } from "../cli/options";
import { subcommand } from "../cli/subcommand";
import { differencesOf } from "./guard/plan";
import { readPreview } from "./guard/read-preview";

const MOST_LINES = 20;

const command = new Command("same-plan")
  .description(
    "Fails when a preview plans other steps than the one that the guard judged: other operations, or other inputs. For deployments that a saved plan cannot hold to what was judged.",
  )
  .requiredOption("--judged <file>", "the pulumi preview --json that the guard read")
  .requiredOption("--now <file>", "the one that was made right before the deployment")
  .addOption(traceOption());

export default subcommand(command, {
  run: async ({ judged, now }) => {
    const [before, after] = [await readPreview(judged), await readPreview(now)];
    if (after.errors.length > 0) throw new RunError(["The second preview failed:", ...after.errors].join("\n"));
    const differences = differencesOf(before.steps, after.steps);
    if (differences.length === 0) return;
    const more = differences.length - MOST_LINES;
    throw new RunError(
      [
        "What would be deployed is no longer what was judged:",
        ...differences.slice(0, MOST_LINES),
        ...(more > 0 ? [`and ${more} more`] : []),
        "Somebody changed the stack, its account or its files meanwhile: deploy again.",
      ].join("\n"),
    );
  },
});
