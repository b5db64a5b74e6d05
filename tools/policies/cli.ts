import { styleFor } from "@toolkit/offline/render/style";
import { inFolder } from "../cli/options";
import { subcommand } from "../cli/subcommand";
import { beginOther } from "../program/other";
import { failStrictly, unknownProblems } from "../program/strict";
import type * as placeholders from "../program/placeholders";
import type * as answer from "./answer";
import type * as others from "./other";
import { policyCommand, policyProblems } from "./options";
import { Sources } from "./sources";

export default subcommand(policyCommand(), {
  problems: policyProblems,
  run: async (options) => {
    // Standard output holds the answer alone; Pulumi logs with console.log.
    console.log = console.error;
    const other = beginOther(options);
    if (other !== undefined) {
      const { policyOfOther } = require("./other") as typeof others;
      const { text, isClean } = await policyOfOther(other, options, styleFor(process.stdout));
      process.stdout.write(text);
      if (!isClean) process.exitCode = 1;
      if (options.strict === true) failStrictly(unknownProblems((await other).document.notes));
      return;
    }
    // Before the program is loaded, so that its lines are those of its files.
    if (options.sarif !== undefined) process.setSourceMapsEnabled(true);
    const { answerTo, isClean, runPolicies, writeSarif } = require("./answer") as typeof answer;
    const { sayPlaceholders } = require("../program/placeholders") as typeof placeholders;
    const asked = inFolder(options);
    const sources = options.sarif === undefined ? undefined : new Sources(process.cwd());
    const run = await runPolicies(asked, undefined, sources);
    if (options.sarif !== undefined && sources !== undefined) writeSarif(options.sarif, run, sources);
    const today = new Date().toISOString().slice(0, 10);
    process.stdout.write(answerTo(asked, run, today, styleFor(process.stdout)));
    if (asked.json !== true) sayPlaceholders(asked);
    if (!isClean(run)) process.exitCode = 1;
    if (options.strict === true) failStrictly(run.unknown);
  },
});
