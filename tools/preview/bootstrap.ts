import { renderTree, type Style } from "@toolkit/offline/render";
import { checkBootstrap } from "../policies/check";
import { bootstrapLedgerOf } from "../policies/ledger/bootstrap";
import { renderFindingsOf } from "../policies/report";
import { previewBootstrap } from "../program/bootstrap";
import { placeholderNotice } from "../program/placeholders";

/** What is shown of the bootstrap. */
export interface BootstrapOptions {
  readonly set: readonly string[];
  /** Where the stack file is. @default bootstrap */
  readonly stacks?: string | undefined;
  readonly json?: true | undefined;
  /** As in a first preview. */
  readonly unknown?: true | undefined;
}

/**
 * The bootstrap's resources and findings, or the JSON document.
 *
 * @throws RunError and CaptureError, as `previewBootstrap` does.
 */
export async function bootstrapText(options: BootstrapOptions, style: Style): Promise<string> {
  const { set, stacks: folder = "bootstrap", json, unknown } = options;
  const mode = unknown === true ? "unknown" : "known";
  const { graph, document } = await previewBootstrap({ set, folder, mode });
  if (json === true) return `${JSON.stringify(document, null, 2)}\n`;
  const findings = renderFindingsOf("bootstrap", checkBootstrap(graph.resources, bootstrapLedgerOf(folder)), style);
  const notice = placeholderNotice({ stack: "bootstrap", set, folder }, "bootstrap");
  const sections = [renderTree(graph, style), ...(notice === undefined ? [] : [notice]), findings];
  return `${sections.join("\n\n")}\n`;
}
