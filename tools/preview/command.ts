import { RunError } from "@pulumi/pulumi/errors";
import { checkPreview } from "../policies/check";
import { ledgerOf } from "../policies/ledger/current";
import { renderFindings } from "../policies/report";
import { monthlyLine } from "../cost/monthly-line";
import type { GraphDocument, ResourceGraph } from "@toolkit/offline/graph";
import type * as comparison from "./compared";
import type { Options } from "./options";
import { renderOverrides } from "./overrides";
import { placeholderNotice } from "../program/placeholders";
import { type PreviewOptions, previewStack, type StackPreview } from "../program/program";
import { hasNotes } from "@toolkit/offline/notes";
import { renderNotes } from "@toolkit/offline/render/notes";
import type { Style } from "@toolkit/offline/render/style";
import { type Column, renderSummary } from "@toolkit/offline/render/table";
import { renderTree } from "@toolkit/offline/render/tree";
import { stacksIn } from "@toolkit/offline/stack-file";

const FRONTENDS = ["ssr", "spa"];

/**
 * Runs what the options ask for.
 *
 * @returns the text for standard output, and what it was made from.
 * @throws RunError and CaptureError, as `previewStack` does.
 */
export async function runPreview(
  options: Options,
  style: Style,
): Promise<{ readonly text: string; readonly document: GraphDocument }> {
  const preview = await previewStack({ ...options, mode: options.unknown === true ? "unknown" : "known" });
  return { text: await textOf(options, preview, style), document: preview.document };
}

async function textOf(options: Options, preview: StackPreview, style: Style): Promise<string> {
  if (options.diff !== undefined) {
    // Loaded only now: most previews compare nothing.
    const { compared } = require("./compared") as typeof comparison;
    return compared(options.diff, options, preview, style);
  }
  if (options.json === true) return `${JSON.stringify(preview.document, null, 2)}\n`;
  const { config, graph } = preview;
  const notice = placeholderNotice(options);
  const sections = [
    renderTree(graph, style),
    renderSummary(await summaryColumns(options, config.frontend, graph), style),
    renderOverrides(config.overrides, config.profile, style),
    ...(hasNotes(graph.notes) ? [renderNotes(graph.notes, style)] : []),
    ...(notice === undefined ? [] : [style.bold(notice)]),
    `${style.bold("monthly cost")}  ${monthlyLine(preview.document)}`,
    renderFindings(checkPreview(preview, ledgerOf(options.folder)), style),
  ];
  return `${sections.join("\n\n")}\n`;
}

/**
 * Every stack in both variants. The stack at hand keeps its `--set` values; one that is refused says why.
 *
 * @param frontend the variant that `shown` is the graph of.
 */
export async function summaryColumns(
  options: Pick<Options, "stack" | "set" | "folder">,
  frontend: string,
  shown: ResourceGraph,
): Promise<Column[]> {
  const columns: Column[] = [];
  for (const stack of stacksIn(options.folder)) {
    for (const variant of FRONTENDS) {
      const isAtHand = stack === options.stack;
      const set = [...(isAtHand ? options.set : []), `frontend=${variant}`];
      const graph = isAtHand && variant === frontend ? shown : await graphOf({ stack, set, folder: options.folder });
      columns.push({ label: `${stack} ${variant}`, graph });
    }
  }
  return columns;
}

async function graphOf(options: PreviewOptions): Promise<Column["graph"]> {
  try {
    return (await previewStack(options)).graph;
  } catch (error) {
    if (!RunError.isInstance(error)) throw error;
    return { refused: error.message };
  }
}
