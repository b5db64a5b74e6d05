import { runCost } from "../../../tools/cost/pages/command";
import { inFolder } from "../../../tools/cli/options";
import { optionsOf } from "../../../tools/cli/read";
import { costCommand, costProblems } from "../../../tools/cost/pages/options";
import { ON_FIXTURES } from "../../support/command-line";
import { PLAIN } from "@toolkit/offline/render/style";

/** Options as the command reads them. */
export const read = (...args: string[]) => inFolder(optionsOf(costCommand(), args, costProblems));

/** What the command answers, without a process around it. */
export const cost = (...args: string[]) => runCost(read(...ON_FIXTURES, ...args), PLAIN);

/** The same for arguments that exclude `--set`. */
export const costOfFile = (...args: string[]) => runCost(read(...args), PLAIN);
