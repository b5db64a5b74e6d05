import { writeFileSync } from "node:fs";
import { Command } from "@commander-js/extra-typings";
import type { GraphDocument } from "@toolkit/offline/graph";
import { RunError } from "@pulumi/pulumi/errors";
import { setOption, stackOption, stacksOption, traceOption } from "../cli/options";
import { subcommand } from "../cli/subcommand";
import { ledgerOf } from "../policies/ledger/current";
import { documentAt, type Subject } from "../preview/baseline";
import { previewStack } from "../program/program";
import { readPreview } from "./guard/read-preview";
import { reviewOf } from "./review/make";

const command = new Command("review")
  .description(
    "Tells what a change does to one stack, as JSON for the comment in the pull request: resources, what is lost, cost, new findings, time. Offline, by the programs of both revisions; with --preview the engine says what changes.",
  )
  .addOption(stackOption().default("dev"))
  .addOption(stacksOption())
  .addOption(setOption("change the configuration that comes after, as for npm run preview; repeatable"))
  .requiredOption("--base <revision>", "what it is compared with, e.g. the base of the pull request")
  .option("--preview <file>", "the output of pulumi preview --json of this stack")
  .option("--out <file>", "where the review goes (default: standard output)")
  .addOption(traceOption());

export default subcommand(command, {
  run: async ({ stack, stacks: folder, set, base, preview, out }) => {
    // Standard output holds the answer alone; Pulumi logs with console.log.
    console.log = console.error;
    const { document: after } = await previewStack({ stack, set, folder });
    const { before, unknown } = await earlier(base, { stack, set: [], ...(folder === undefined ? {} : { folder }) });
    const review = reviewOf({
      stack,
      base,
      before,
      after,
      unknown,
      ledger: ledgerOf(folder),
      preview: preview === undefined ? undefined : await readPreview(preview),
    });
    const text = `${JSON.stringify(review, null, 2)}\n`;
    if (out === undefined) process.stdout.write(text);
    else writeFileSync(out, text);
  },
});

/** The stack of the base; a base that has none, or cannot be previewed, is told and not refused. */
async function earlier(
  base: string,
  subject: Subject,
): Promise<{ readonly before: GraphDocument | undefined; readonly unknown: string[] }> {
  try {
    return { before: await documentAt(base, subject, process.cwd()), unknown: [] };
  } catch (error) {
    if (!RunError.isInstance(error)) throw error;
    return { before: undefined, unknown: [`Nothing to compare with: ${error.message}`] };
  }
}
