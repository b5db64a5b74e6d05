import "@toolkit/offline/quick-start";

import { readArguments, refuseProblems } from "@toolkit/offline/arguments";
import { runCommandLine } from "@toolkit/offline/command-line";
import type * as program from "../program/program";
import { renderTimeline } from "./render";
import { scheduleOf } from "./schedule";

const HELP = `Shows a first deployment as a schedule, from the dependencies alone: when each component is done, its slack,
and the critical path.

Usage: npm run timeline -- [options]

  --stack NAME        stack file to use, Pulumi.NAME.yaml (default: dev)
  --stacks FOLDER     where the stack files are (default: this folder)
  --set PATH=VALUE    change the configuration; repeatable
  --help              this text
`;

const DEFINITIONS = {
  stack: { type: "string" },
  stacks: { type: "string" },
  set: { type: "string", multiple: true },
  help: { type: "boolean", short: "h" },
} as const;

runCommandLine("timeline", async () => {
  const given = readArguments(process.argv.slice(2), DEFINITIONS);
  refuseProblems(given.problems, "npm run timeline");
  if (given.flag("help")) {
    process.stdout.write(HELP);
    return;
  }
  // Standard output holds the answer alone; Pulumi logs with console.log.
  console.log = console.error;
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- import() would load Pulumi as ES modules, at twice the time
  const { previewStack } = require("../program/program") as typeof program;
  const { graph } = await previewStack({
    stack: given.text("stack") ?? "dev",
    set: given.texts("set"),
    folder: given.text("stacks"),
  });
  process.stdout.write(`${renderTimeline(graph, scheduleOf(graph))}\n`);
});
