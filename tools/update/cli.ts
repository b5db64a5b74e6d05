import "@toolkit/offline/quick-start";

import { readArguments, refuseProblems } from "@toolkit/offline/arguments";
import { runCommandLine } from "@toolkit/offline/command-line";
import type * as updating from "./update";

const HELP = `Brings everything that is generated in line with the program: pages, cost blocks, reviewed URNs, pictures, policy pack.

Usage: npm run update -- [options]

  --check             write nothing; exit 1 and list what is stale
  --help              this text
`;

const DEFINITIONS = { check: { type: "boolean" }, help: { type: "boolean", short: "h" } } as const;

runCommandLine("update", async () => {
  const given = readArguments(process.argv.slice(2), DEFINITIONS);
  refuseProblems(given.problems, "npm run update");
  if (given.flag("help")) {
    process.stdout.write(HELP);
    return;
  }
  // Standard output holds the answer alone; Pulumi logs with console.log.
  console.log = console.error;
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- import() would load Pulumi as ES modules, at twice the time
  const { update } = require("./update") as typeof updating;
  const isCheck = given.flag("check");
  const stale = await update(isCheck);
  const lines = stale.map(({ path, change }) => `${isCheck ? `would be ${change}` : change}  ${path}`);
  process.stdout.write(`${(lines.length > 0 ? lines : ["Everything generated is in line."]).join("\n")}\n`);
  if (!isCheck || stale.length === 0) return;
  console.error("Run npm run update, look at what it changes, and commit it.");
  process.exitCode = 1;
});
