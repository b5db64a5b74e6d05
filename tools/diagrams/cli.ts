import { Command } from "@commander-js/extra-typings";
import { RunError } from "@pulumi/pulumi/errors";
import { stacksIn } from "@toolkit/offline/stack-file";
import { setOption, stackOption, stacksOption, traceOption } from "../cli/options";
import { subcommand } from "../cli/subcommand";
import { FIXTURE_STACKS } from "../program/fixtures";
import type * as placeholders from "../program/placeholders";
import type * as diagrams from "./files";

const command = new Command("diagrams")
  .description(
    "Draws the pictures of each stack from its resource graph: the path of a request in both variants, load balancing and scaling, who may talk to whom, and the first deployment.",
  )
  .addOption(stackOption("only this stack, Pulumi.NAME.yaml (default: every stack)"))
  .addOption(stacksOption())
  .addOption(setOption())
  .option("--out <folder>", "where the pictures go (default: build/diagrams)")
  .option(
    "--check",
    "write nothing; exit 1 and name the pictures that are stale (without --out: those of docs/diagrams, which show tests/fixtures/stacks)",
  )
  .addOption(traceOption());

export default subcommand(command, {
  run: async ({ stack, set, check, ...given }) => {
    // Standard output holds the answer alone; Pulumi logs with console.log.
    console.log = console.error;
    const { diagramsOf, staleDiagrams, writeDiagrams } = require("./files") as typeof diagrams;
    const { sayPlaceholders } = require("../program/placeholders") as typeof placeholders;
    const isOfDocuments = check === true && given.out === undefined;
    const folder = given.out ?? (isOfDocuments ? "docs/diagrams" : "build/diagrams");
    const stacks = given.stacks ?? (isOfDocuments ? FIXTURE_STACKS : undefined);
    const files: diagrams.DiagramFile[] = [];
    for (const name of stack === undefined ? stacksIn(stacks) : [stack]) {
      files.push(...(await diagramsOf(name, set, stacks)));
    }
    if (check !== true) {
      writeDiagrams(folder, files);
      process.stdout.write(`${files.length} pictures in ${folder}\n`);
      sayPlaceholders({ ...(stack === undefined ? {} : { stack }), set, folder: stacks });
      return;
    }
    const stale = staleDiagrams(folder, files);
    if (stale.length > 0) {
      throw new RunError(`Stale in ${folder}: ${stale.join(", ")}. Run npm run diagrams and commit what it writes.`);
    }
    process.stdout.write(`${files.length} pictures in ${folder} show what the program deploys\n`);
  },
});
