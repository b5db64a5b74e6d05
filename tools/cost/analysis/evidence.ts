import { type CostComponent } from "@toolkit/cost/cost-component";
import { type Estimate, type ResourceCost } from "@toolkit/cost/estimate";
import { shortType } from "@toolkit/offline/render/tree";
import { isAbout } from "../partial";
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
  /** Day and age of the oldest price that a billed line uses. */
  readonly oldest: { readonly date: string; readonly ageDays: number } | undefined;
  /** For a table that is too old. */
  readonly warning: string | undefined;
  /** Billed lines with a price that is derived from another region's. */
  readonly estimated: readonly BilledLine[];
  /** What AWS bills with use and this usage has none of, as `line (resource)`. */
  readonly unused: readonly string[];
  /** Billed lines with a price that no source confirms. */
  readonly unverified: readonly BilledLine[];
  /** Resources by how they stand: with lines, free, or without a price. */
  readonly priced: number;
  readonly free: number;
  /** What prices take for granted because it could not be read, with the resource. */
  readonly notes: readonly string[];
  /** Inputs that change how much is used, which the profile alone says, as `Type input (key)`. */
  readonly fromProfile: readonly string[];
  readonly unpriced: readonly ResourceCost[];
}

/** @param today ISO day. */
export function evidenceOf(cost: Estimate, prices: PriceBook, today: string): Evidence {
  const lines = billedLines(cost);
  const uses = new Map<string, number>();
  const [oldest] = lines.map(({ line }) => line.date).sort();
  for (const { line } of lines) uses.set(line.source, (uses.get(line.source) ?? 0) + 1);
  const sources = [...uses].sort(([, a], [, b]) => b - a).map(([name]) => ({ name, ...prices.source(name) }));
  return {
    sources,
    compiled: prices.compiled,
    oldest: oldest === undefined ? undefined : { date: oldest, ageDays: ageInDays(oldest, today) },
    warning: staleTableWarning(prices.compiled, today),
    estimated: lines.filter(({ line }) => isAbout(line.estimated)),
    unused: unusedLines(cost),
    unverified: lines.filter(({ line }) => line.confidence === "D" && line.estimated === undefined),
    priced: cost.resources.filter(({ free, noPrice }) => free === undefined && noPrice === undefined).length,
    free: cost.resources.filter(({ free, type }) => free !== undefined && !isGroup(type)).length,
    notes: notesOf(cost),
    fromProfile: fromProfileOf(cost),
    unpriced: cost.unpriced,
  };
}

/** Each note once, with the resources it is about. */
function notesOf({ resources }: Estimate): string[] {
  const about = resources.flatMap(({ name, notes }) => notes.map((note) => ({ what: note, name })));
  return namesBy(about).map(([note, names]) => `${names}: ${note}`);
}

function fromProfileOf({ resources }: Estimate): string[] {
  return [
    ...new Set(resources.flatMap(({ type, fromProfile }) => fromProfile.map((input) => `${shortType(type)} ${input}`))),
  ];
}

function unusedLines({ resources }: Estimate): string[] {
  const about = resources.flatMap(({ name, components }) =>
    components
      .filter(({ kind, monthlyCost, unitPrice }) => kind === "usage" && monthlyCost === 0 && unitPrice > 0)
      .map((line) => ({ what: line.name, name })),
  );
  return namesBy(about).map(([line, names]) => `${line} (${names})`);
}

/** What is said, each once, with the names it is said of. */
function namesBy(said: readonly { readonly what: string; readonly name: string }[]): (readonly [string, string])[] {
  const names = new Map<string, string[]>();
  for (const { what, name } of said) names.set(what, [...(names.get(what) ?? []), name]);
  return [...names].map(([what, all]) => [what, namesOf(all)]);
}

const NAMED = 3;

/** `a, b, c and 4 more`. */
function namesOf(names: readonly string[]): string {
  const unique = [...new Set(names)];
  const more = unique.length - NAMED;
  return `${unique.slice(0, NAMED).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

/** Components, providers and the stack hold resources together and are none of AWS's. */
const isGroup = (type: string): boolean => /^(webapp|pulumi):/.test(type);
