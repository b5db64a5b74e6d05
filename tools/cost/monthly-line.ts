import { CostError } from "@toolkit/cost/errors";
import { formatUsd } from "@toolkit/cost/formulas/money";
import { type GraphDocument } from "@toolkit/offline/graph";
import { usagePresets } from "./application";
import { estimateDocument, presetOf } from "./document";

/** The month's cost of a stack in one line, at the usage that fits its profile; or why it cannot be told. */
export function monthlyLine(document: Pick<GraphDocument, "config" | "resources">): string {
  const preset = presetOf(document);
  try {
    const { total } = estimateDocument(document, usagePresets[preset]);
    return `${formatUsd(total)} USD at usage ${preset}; npm run cost shows what for`;
  } catch (error) {
    if (!(error instanceof CostError)) throw error;
    const [first = "", ...others] = error.message.split("\n");
    return `unknown: ${first}${others.length > 0 ? ` (and ${others.length} more)` : ""}`;
  }
}
