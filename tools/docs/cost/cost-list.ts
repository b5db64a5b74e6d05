import { type GraphDocument } from "@toolkit/offline/graph";
import { type CostComponent } from "@toolkit/cost/cost-component";
import { estimateDocument } from "../../cost/document";
import { type ResourceCost } from "@toolkit/cost/estimate";
import { formatUsd } from "@toolkit/cost/formulas/money";
import { type Usage } from "@toolkit/cost/usage";

/** What the first component of each type in a document costs, its parts included: one text a line. */
export function costLists(document: GraphDocument, usage: Usage): Map<string, string[]> {
  const priced = new Map(estimateDocument(document, usage).resources.map((cost) => [cost.urn, cost]));
  const lists = new Map<string, string[]>();
  for (const { urn, type, custom } of document.resources) {
    if (custom || !type.startsWith("webapp:") || lists.has(type)) continue;
    lists.set(type, costList(partsOf(urn, document, priced)));
  }
  return lists;
}

/** Prices by name: a month of what is always paid, and the rate of what is paid by use. */
export function costList(parts: readonly ResourceCost[]): string[] {
  const lines = parts.flatMap(({ components }) => components).filter(({ unitPrice }) => unitPrice > 0);
  const fixed = lines.filter(({ kind, monthlyCost }) => kind === "fixed" && monthlyCost > 0);
  const known = new Set(fixed.map(({ priceKey }) => priceKey));
  // Tasks above the minimum and the overlap of deployments are billed at the rates of the tasks below it.
  const used = lines.filter(({ kind, priceKey }) => kind === "usage" && !known.has(priceKey));
  const texts = [...fixedTexts(fixed), ...new Set(used.map(rateText))];
  return texts.length > 0 ? texts : ["free"];
}

function fixedTexts(lines: readonly CostComponent[]): string[] {
  const names = [...new Set(lines.map(({ name }) => name))];
  return names.map((name) => {
    const costs = [
      ...new Set(lines.filter((line) => line.name === name).map(({ monthlyCost }) => formatUsd(monthlyCost))),
    ];
    return `${name}: ${costs.sort((a, b) => Number(a) - Number(b)).join(" or ")} a month`;
  });
}

function rateText({ name, unitPrice, unit }: CostComponent): string {
  const rate = unitPrice.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 8 });
  return `${name}: ${rate} per ${unit}`;
}

function partsOf(
  component: string,
  { resources }: GraphDocument,
  priced: ReadonlyMap<string, ResourceCost>,
): ResourceCost[] {
  const inside = new Set([component]);
  // A parent is registered before its children.
  return resources.flatMap(({ urn, parent }) => {
    if (parent === null || !inside.has(parent)) return [];
    inside.add(urn);
    return priced.get(urn) ?? [];
  });
}
