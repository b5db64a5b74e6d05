import { type GraphDocument } from "@toolkit/offline/graph";
import { usagePresets } from "./application";
import { estimateDocument, presetOf } from "./document";
import { unpricedProblems } from "../program/strict";
import { totalText, unknownReason, unpricedText } from "./partial";

/** What has no price in a document, a sentence each. */
export const unpricedIn = (document: Pick<GraphDocument, "config" | "resources">): string[] =>
  unpricedProblems(estimateDocument(document, usagePresets[presetOf(document)]).unpriced);

/** The month's cost of a stack in one line, at the usage that fits its profile; or why it cannot be told. */
export function monthlyLine(document: Pick<GraphDocument, "config" | "resources">): string {
  const preset = presetOf(document);
  const cost = estimateDocument(document, usagePresets[preset]);
  const unknown = unknownReason(cost);
  if (unknown !== undefined) return `unknown: ${unknown}`;
  const told = cost.unpriced.length === 0 ? "" : `, ${unpricedText(cost.unpriced)}`;
  return `${totalText(cost)} USD at usage ${preset}${told}; npm run cost shows what for`;
}
