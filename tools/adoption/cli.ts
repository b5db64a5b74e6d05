import { Command } from "@commander-js/extra-typings";
import { RunError } from "@pulumi/pulumi/errors";
import { traceOption } from "../cli/options";
import { subcommand } from "../cli/subcommand";
import { adopt, type Result } from "./adoption";
import { failures, lineOf, tableOf } from "./report";
import { ROWS } from "./rows";

const command = new Command("adoption")
  .description(
    "Makes the project somebody's own, in a clone of the commit at hand: account, placeholders, name, sizes, a further stack, region, a resource, a front end, an application. After each change every offline command must succeed, and no test may fail. Exit code 1 otherwise.",
  )
  .argument(
    "[changes...]",
    "only these, each in a clone of its own with the whole npm test (default: all, in one clone)",
  )
  .option("--install", "run npm ci in the clone instead of linking the packages that are installed here")
  .addOption(traceOption());

export default subcommand(command, {
  run: async ({ install }, names) => {
    const unknown = names.filter((name) => !ROWS.some((row) => row.name === name));
    if (unknown.length > 0) {
      throw new RunError(
        `No change is called ${unknown.join(", ")}. There are: ${ROWS.map(({ name }) => name).join(", ")}`,
      );
    }
    const clones = names.length === 0 ? [ROWS] : ROWS.filter(({ name }) => names.includes(name)).map((row) => [row]);
    const results: Result[] = [];
    for (const rows of clones) {
      results.push(
        ...(await adopt(rows, {
          repository: process.cwd(),
          installs: install === true,
          tell: (result) => {
            console.error(lineOf(result));
          },
        })),
      );
    }
    process.stdout.write(`${tableOf(results)}\n`);
    const failed = failures(results);
    if (failed.length > 0) throw new RunError(failed.join("\n\n"));
  },
});
