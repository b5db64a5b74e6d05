import { monthlyLine } from "../cost/monthly-line";
import { refusalText, refusedInputs } from "@toolkit/offline/constraints";
import { checkOther, renderOther } from "../policies/other";
import type { ProgramPreview } from "@toolkit/offline/program";
import { hasNotes } from "@toolkit/offline/notes";
import { renderNotes, renderTree, type Style } from "@toolkit/offline/render";

/**
 * A program that is not ours: its resources, what is not exact, what it costs and what the rules find. Values that AWS
 * would refuse are told on standard error, and end the command with exit code 1.
 */
export async function showOther(
  preview: Promise<ProgramPreview>,
  { json }: { readonly json?: boolean | undefined },
  style: Style,
): Promise<string> {
  const { graph, document } = await preview;
  const refused = refusalText(refusedInputs(graph));
  if (refused !== undefined) {
    console.error(refused);
    process.exitCode = 1;
  }
  if (json) return `${JSON.stringify(document, null, 2)}\n`;
  const sections = [
    renderTree(graph, style),
    ...(hasNotes(graph.notes) ? [renderNotes(graph.notes, style)] : []),
    `${style.bold("monthly cost")}  ${monthlyLine(document)}`,
    renderOther(document, checkOther(document), style),
  ];
  return `${sections.join("\n\n")}\n`;
}
