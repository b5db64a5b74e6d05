import { type GraphDocument } from "@toolkit/offline/graph";
import { estimateDocument, presetOf } from "./document";
import { CostError } from "./errors";
import { formatUsd } from "./formulas/money";
import { usagePreset } from "./usage";

/** The month's cost of a stack in one line, at the usage that fits its profile; or why it cannot be told. */
export function monthlyLine(document: Pick<GraphDocument, "config" | "resources">): string {
  const preset = presetOf(document);
  try {
    const { total } = estimateDocument(document, usagePreset(preset));
    return `${formatUsd(total)} USD at usage ${preset}; npm run cost shows what for`;
  } catch (error) {
    if (!(error instanceof CostError)) throw error;
    const [first = "", ...others] = error.message.split("\n");
    return `unknown: ${first}${others.length > 0 ? ` (and ${others.length} more)` : ""}`;
  }
}
