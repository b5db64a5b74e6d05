import { type CostComponent } from "@toolkit/cost/cost-component";
import { type Estimate, type ResourceCost } from "@toolkit/cost/estimate";
import { ageInDays, type PriceBook, staleTableWarning } from "@toolkit/cost/prices";

/** A line of the bill with the resource it belongs to. */
export interface BilledLine {
  readonly resource: ResourceCost;
  readonly line: CostComponent;
}

/** Every line that costs something, dearest first. */
export function billedLines({ resources }: Estimate): BilledLine[] {
  return resources
    .flatMap((resource) => resource.components.map((line) => ({ resource, line })))
    .filter(({ line }) => line.monthlyCost > 0)
    .sort((a, b) => b.line.monthlyCost - a.line.monthlyCost);
}

/** How far an estimate can be trusted. */
export interface Evidence {
  /** Titles by short name of the sources that the billed lines use, the most used first. */
  readonly sources: readonly { readonly name: string; readonly title: string; readonly date: string }[];
  readonly compiled: string;
  readonly ageDays: number;
  /** For a table that is too old. */
  readonly warning: string | undefined;
  /** Billed lines with a price that no source confirms. */
  readonly unverified: readonly BilledLine[];
  /** Resources by how they stand: with lines, free, or without a price. */
  readonly priced: number;
  readonly free: number;
  /** What prices take for granted because it could not be read, with the resource. */
  readonly notes: readonly string[];
  readonly unpriced: readonly ResourceCost[];
}

/** @param today ISO day. */
export function evidenceOf(cost: Estimate, prices: PriceBook, today: string): Evidence {
  const lines = billedLines(cost);
  const uses = new Map<string, number>();
  for (const { line } of lines) uses.set(line.source, (uses.get(line.source) ?? 0) + 1);
  const sources = [...uses].sort(([, a], [, b]) => b - a).map(([name]) => ({ name, ...prices.source(name) }));
  return {
    sources,
    compiled: prices.compiled,
    ageDays: ageInDays(prices.compiled, today),
    warning: staleTableWarning(prices.compiled, today),
    unverified: lines.filter(({ line }) => line.confidence === "D"),
    priced: cost.resources.filter(({ free, noPrice }) => free === undefined && noPrice === undefined).length,
    free: cost.resources.filter(({ free, type }) => free !== undefined && !isGroup(type)).length,
    notes: cost.resources.flatMap(({ name, notes }) => notes.map((note) => `${name}: ${note}`)),
    unpriced: cost.unpriced,
  };
}

/** Components, providers and the stack hold resources together and are none of AWS's. */
const isGroup = (type: string): boolean => /^(webapp|pulumi):/.test(type);
