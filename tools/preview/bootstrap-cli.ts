import { Command } from "@commander-js/extra-typings";
import { renderTree, styleFor } from "@toolkit/offline/render";
import { setOption, stacksOption, traceOption } from "../cli/options";
import { subcommand } from "../cli/subcommand";
import { checkBootstrap } from "../policies/check";
import { bootstrapLedgerOf } from "../policies/ledger/bootstrap";
import { renderFindingsOf } from "../policies/report";
import { previewBootstrap } from "../program/bootstrap";
import { placeholderNotice } from "../program/placeholders";

const command = new Command("preview-bootstrap")
  .description("Shows what bootstrap/ makes in an account: offline, without AWS, credentials or the Pulumi CLI.")
  .addOption(setOption("change the configuration; repeatable: --set bootstrap:oidcProvider=use"))
  .addOption(stacksOption("where Pulumi.bootstrap.yaml is (default: bootstrap)"))
  .option("--json", "one JSON document (docs/graph.md); run npm with --silent")
  .option("--unknown", "as in a first preview: values that AWS computes show as [unknown]")
  .addOption(traceOption());

export default subcommand(command, {
  run: async ({ set, stacks, json, unknown }) => {
    // Standard output holds the answer alone; Pulumi logs with console.log.
    console.log = console.error;
    const { graph, document } = await previewBootstrap({
      set,
      folder: stacks,
      mode: unknown === true ? "unknown" : "known",
    });
    if (json === true) {
      process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
      return;
    }
    const style = styleFor(process.stdout);
    const folder = stacks ?? "bootstrap";
    const ledger = bootstrapLedgerOf(folder);
    const findings = renderFindingsOf("bootstrap", checkBootstrap(graph.resources, ledger), style);
    const notice = placeholderNotice({ stack: "bootstrap", set, folder }, "bootstrap");
    process.stdout.write(
      `${[renderTree(graph, style), ...(notice === undefined ? [] : [notice]), findings].join("\n\n")}\n`,
    );
  },
});
