import { type Estimate, type ResourceCost } from "@toolkit/cost/estimate";
import { formatUsd } from "@toolkit/cost/formulas/money";
import { type EstimatedPrice } from "@toolkit/cost/prices";
import { shortType } from "@toolkit/offline/render/tree";

/** Resources that one line names. */
const NAMED = 3;

/** `71.20`, `about 71.20` when prices are estimated for the region, `at least 71.20` when something has no price. */
export function totalText({ total, unpriced, resources }: Pick<Estimate, "total" | "unpriced" | "resources">): string {
  const lines = resources.flatMap(({ components }) => components);
  const isEstimated = lines.some(({ estimated, monthlyCost }) => isAbout(estimated) && monthlyCost > 0);
  const words = [...(unpriced.length > 0 ? ["at least"] : []), ...(isEstimated ? ["about"] : []), formatUsd(total)];
  return words.join(" ");
}

/** A price that is the same in the whole world is estimated in name only. */
export const isAbout = (estimated: EstimatedPrice | undefined): boolean =>
  estimated !== undefined && (estimated.spread.low !== 0 || estimated.spread.high !== 0);

/** `2 resources have no price: orders (dynamodb.Table), clicks (kinesis.Stream)`; empty when all have one. */
export function unpricedText(unpriced: readonly ResourceCost[]): string {
  const wholly = unpriced.filter(({ noPrice }) => noPrice !== undefined);
  const partly = unpriced.filter(({ noPrice }) => noPrice === undefined);
  const texts = [counted(wholly, "no price"), counted(partly, "no price for a part")];
  return texts.filter((text) => text !== "").join("; ");
}

function counted(unpriced: readonly ResourceCost[], what: string): string {
  if (unpriced.length === 0) return "";
  const named = unpriced.slice(0, NAMED).map(({ name, type }) => `${name} (${shortType(type)})`);
  const more = unpriced.length - named.length;
  const names = [...named, ...(more > 0 ? [`${more} more`] : [])].join(", ");
  return `${unpriced.length} ${unpriced.length === 1 ? "resource has" : "resources have"} ${what}: ${names}`;
}

/** Why the whole cost is unknown: nothing could be priced, such as in a region without prices. */
export function unknownReason({ resources, unpriced }: Pick<Estimate, "resources" | "unpriced">): string | undefined {
  const isPriced = resources.some(({ components }) => components.length > 0);
  return isPriced ? undefined : unpriced[0]?.noPrice;
}
