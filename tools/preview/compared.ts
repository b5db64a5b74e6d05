import { consequencesOf } from "@toolkit/offline/consequences";
import { diffGraphs } from "@toolkit/offline/diff";
import { GRAPH_VERSION } from "@toolkit/offline/graph";
import { renderDiff, type Style } from "@toolkit/offline/render";
import type { StackPreview } from "../program/program";
import { compareWith } from "./baseline";
import { lossWords } from "./loss-words";
import type { Options } from "./options";

/**
 * What `--diff` prints: what of a preview differs from its target, and what a deployment would destroy by it.
 *
 * @throws RunError for a target that there is not.
 */
export async function compared(target: string, options: Options, preview: StackPreview, style: Style): Promise<string> {
  const { stack, json } = options;
  const here = { label: `stack ${stack}`, document: preview.document };
  const { before, after } = await compareWith(target, here, options);
  const diff = diffGraphs(before.document, after.document);
  const labels = { before: before.label, after: after.label };
  // Two stacks stand side by side: nothing is deployed from one to the other.
  const isDeployment = before.document.stack === after.document.stack;
  const consequences = isDeployment ? consequencesOf(before.document, after.document, lossWords) : undefined;
  if (json !== true) return `${renderDiff(diff, labels, style, consequences)}\n`;
  return `${JSON.stringify({ version: GRAPH_VERSION, ...labels, ...diff, consequences }, null, 2)}\n`;
}
