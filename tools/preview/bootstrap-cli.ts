import "@toolkit/offline/quick-start";

import { checkBootstrap } from "../policies/check";
import { bootstrapSuppressions } from "../policies/ledger/bootstrap";
import { ledgerOf } from "../policies/ledger/current";
import { renderFindingsOf } from "../policies/report";
import { readArguments, refuseProblems } from "@toolkit/offline/arguments";
import { runCommandLine } from "@toolkit/offline/command-line";
import { renderTree, styleFor } from "@toolkit/offline/render";
import { placeholderNotice } from "../program/placeholders";
import { previewBootstrap } from "../program/bootstrap";

const HELP = `Shows what bootstrap/ makes in an account: offline, without AWS, credentials or the Pulumi CLI.

Usage: npm run preview:bootstrap -- [options]

  --set PATH=VALUE    change the configuration; repeatable: --set bootstrap:oidcProvider=use
  --stacks FOLDER     where Pulumi.bootstrap.yaml is (default: bootstrap)
  --json              one JSON document (docs/graph.md); run npm with --silent
  --unknown           as in a first preview: values that AWS computes show as [unknown]
  --help              this text
`;

const OPTIONS = {
  set: { type: "string", multiple: true },
  stacks: { type: "string" },
  json: { type: "boolean" },
  unknown: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

runCommandLine("preview of the bootstrap", async () => {
  const given = readArguments(process.argv.slice(2), OPTIONS);
  refuseProblems(given.problems, "npm run preview:bootstrap");
  if (given.flag("help")) {
    process.stdout.write(HELP);
    return;
  }
  // Standard output holds the answer alone; Pulumi logs with console.log.
  console.log = console.error;
  const { graph, document } = await previewBootstrap({
    set: given.texts("set"),
    folder: given.text("stacks"),
    mode: given.flag("unknown") ? "unknown" : "known",
  });
  if (given.flag("json")) {
    process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
    return;
  }
  const style = styleFor(process.stdout);
  const [set, folder = "bootstrap"] = [given.texts("set"), given.text("stacks")];
  const ledger = ledgerOf(folder, undefined, bootstrapSuppressions);
  const findings = renderFindingsOf("bootstrap", checkBootstrap(graph.resources, ledger), style);
  const notice = placeholderNotice({ stack: "bootstrap", set, folder }, "bootstrap");
  process.stdout.write(
    `${[renderTree(graph, style), ...(notice === undefined ? [] : [notice]), findings].join("\n\n")}\n`,
  );
});
