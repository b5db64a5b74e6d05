import { styleFor } from "@toolkit/offline/render/style";
import { inFolder } from "../cli/options";
import { subcommand } from "../cli/subcommand";
import { beginOther } from "../program/other";
import { failStrictly } from "../program/strict";
import type * as placeholders from "../program/placeholders";
import type * as command from "./pages/command";
import type * as usageChoice from "./pages/usage-choice";
import { costCommand, costProblems } from "./pages/options";

/** Exit code of a month that costs more than its budget; 1 is for what could not be priced at all. */
const OVER_BUDGET = 3;

export default subcommand(costCommand(), {
  problems: costProblems,
  run: async (options) => {
    // Standard output holds the answer alone; Pulumi logs with console.log.
    console.log = console.error;
    if (options.usage === "help") {
      const { usageText } = require("./pages/usage-choice") as typeof usageChoice;
      process.stdout.write(usageText());
      return;
    }
    const other = beginOther(options);
    const { runCost } = require("./pages/command") as typeof command;
    const { sayPlaceholders } = require("../program/placeholders") as typeof placeholders;
    const asked = inFolder(options);
    const { text, overBudget, lacking } = await runCost(asked, styleFor(process.stdout), other);
    process.stdout.write(text);
    if (asked.graph === undefined && other === undefined && asked.json !== true)
      sayPlaceholders({ ...asked, stack: asked.stack ?? "dev" });
    if (options.strict === true) failStrictly(lacking);
    if (overBudget === undefined) return;
    console.error(overBudget);
    process.exitCode = OVER_BUDGET;
  },
});
