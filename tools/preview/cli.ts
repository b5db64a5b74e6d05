import { styleFor } from "@toolkit/offline/render/style";
import { inFolder } from "../cli/options";
import { subcommand } from "../cli/subcommand";
import { beginOther } from "../program/other";
import { failStrictly, unknownProblems } from "../program/strict";
import type { GraphDocument } from "@toolkit/offline/graph";
import type * as monthly from "../cost/monthly-line";
import type * as command from "./command";
import type * as others from "./other";
import { previewCommand, previewProblems } from "./options";

export default subcommand(previewCommand(), {
  problems: previewProblems,
  run: async (options) => {
    // Standard output holds the answer alone; Pulumi logs with console.log.
    console.log = console.error;
    const other = beginOther(options);
    if (other !== undefined) {
      const { showOther } = require("./other") as typeof others;
      process.stdout.write(await showOther(other, options, styleFor(process.stdout)));
      if (options.strict === true) failStrictly(strictProblems((await other).document));
      return;
    }
    // Loaded only now: Pulumi's modules take most of the time, and a mistyped option is answered without them.
    const { runPreview } = require("./command") as typeof command;
    const { text, document } = await runPreview(inFolder(options), styleFor(process.stdout));
    process.stdout.write(text);
    if (options.strict === true) failStrictly(strictProblems(document));
  },
});

/** What is unknown of a document, and what has no price. */
function strictProblems(document: GraphDocument): string[] {
  const { unpricedIn } = require("../cost/monthly-line") as typeof monthly;
  return [...unknownProblems(document.notes), ...unpricedIn(document)];
}
