import "@toolkit/offline/quick-start";

import { RunError } from "@pulumi/pulumi/errors";
import { readArguments, refuseProblems } from "@toolkit/offline/arguments";
import { runCommandLine } from "@toolkit/offline/command-line";
import { stacksIn } from "@toolkit/offline/stack-file";
import { FIXTURE_STACKS } from "../program/fixtures";
import type * as placeholders from "../program/placeholders";
import type * as diagrams from "./files";

const HELP = `Draws the pictures of each stack from its resource graph: the path of a request in both variants, load balancing
and scaling, who may talk to whom, and the first deployment.

Usage: npm run diagrams -- [options]

  --stack NAME        only this stack, Pulumi.NAME.yaml (default: every stack)
  --stacks FOLDER     where the stack files are (default: this folder)
  --set PATH=VALUE    change the configuration; repeatable
  --out FOLDER        where the pictures go (default: build/diagrams)
  --check             write nothing; exit 1 and name the pictures that are stale (without --out: those of docs/diagrams,
                      which show tests/fixtures/stacks)
  --help              this text
`;

const DEFINITIONS = {
  stack: { type: "string" },
  stacks: { type: "string" },
  set: { type: "string", multiple: true },
  out: { type: "string" },
  check: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

runCommandLine("diagrams", async () => {
  const given = readArguments(process.argv.slice(2), DEFINITIONS);
  refuseProblems(given.problems, "npm run diagrams");
  if (given.flag("help")) {
    process.stdout.write(HELP);
    return;
  }
  // Standard output holds the answer alone; Pulumi logs with console.log.
  console.log = console.error;
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- import() would load Pulumi as ES modules, at twice the time
  const { diagramsOf, staleDiagrams, writeDiagrams } = require("./files") as typeof diagrams;
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- likewise
  const { sayPlaceholders } = require("../program/placeholders") as typeof placeholders;
  const isOfDocuments = given.flag("check") && given.text("out") === undefined;
  const folder = given.text("out") ?? (isOfDocuments ? "docs/diagrams" : "build/diagrams");
  const [stack, stacks] = [given.text("stack"), given.text("stacks") ?? (isOfDocuments ? FIXTURE_STACKS : undefined)];
  const files: diagrams.DiagramFile[] = [];
  for (const name of stack === undefined ? stacksIn(stacks) : [stack])
    files.push(...(await diagramsOf(name, given.texts("set"), stacks)));
  if (!given.flag("check")) {
    writeDiagrams(folder, files);
    process.stdout.write(`${files.length} pictures in ${folder}\n`);
    sayPlaceholders({ ...(stack === undefined ? {} : { stack }), set: given.texts("set"), folder: stacks });
    return;
  }
  const stale = staleDiagrams(folder, files);
  if (stale.length > 0) {
    throw new RunError(`Stale in ${folder}: ${stale.join(", ")}. Run npm run diagrams and commit what it writes.`);
  }
  process.stdout.write(`${files.length} pictures in ${folder} show what the program deploys\n`);
});
