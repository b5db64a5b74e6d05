import { type Estimate, type ResourceCost } from "@toolkit/cost/estimate";
import { formatUsd } from "@toolkit/cost/formulas/money";
import { shortType } from "@toolkit/offline/render/tree";

/** Resources that one line names. */
const NAMED = 3;

/** `71.20`, or `at least 71.20` when something has no price. */
export function totalText({ total, unpriced }: Pick<Estimate, "total" | "unpriced">): string {
  return `${unpriced.length > 0 ? "at least " : ""}${formatUsd(total)}`;
}

/** `2 resources have no price: orders (dynamodb.Table), clicks (kinesis.Stream)`; empty when all have one. */
export function unpricedText(unpriced: readonly ResourceCost[]): string {
  if (unpriced.length === 0) return "";
  const named = unpriced.slice(0, NAMED).map(({ name, type }) => `${name} (${shortType(type)})`);
  const more = unpriced.length - named.length;
  const names = [...named, ...(more > 0 ? [`${more} more`] : [])].join(", ");
  return `${unpriced.length} ${unpriced.length === 1 ? "resource has" : "resources have"} no price: ${names}`;
}

/** Why the whole cost is unknown: nothing could be priced, such as in a region without prices. */
export function unknownReason({ resources, unpriced }: Pick<Estimate, "resources" | "unpriced">): string | undefined {
  const isPriced = resources.some(({ components }) => components.length > 0);
  return isPriced ? undefined : unpriced[0]?.noPrice;
}
