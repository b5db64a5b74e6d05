import { type CostComponent, costComponent } from "./cost-component";
import { CostError } from "./errors";
import { type CostResource, type GraphView, graphView } from "./graph-view";
import { type PriceBook } from "./prices";
import { text } from "./recipes/inputs";
import { isFree, type RecipeContext } from "./recipes/recipe";
import { recipeFor } from "./recipes/registry";
import { type Roles } from "./roles";
import { type ScheduleReader } from "./schedules";
import { loadOf, type Usage } from "./usage";

/** What is priced: the resources of one stack in one region, for one month of usage. */
export interface EstimateInput {
  readonly resources: readonly CostResource[];
  /** Region of the stack; a resource with a `region` of its own is priced there. */
  readonly region: string;
  readonly usage: Usage;
  readonly prices: PriceBook;
  readonly roles?: Roles | undefined;
  /** Who reads the schedules of the stack. @default nobody: what they decide is priced without them, with a note */
  readonly readSchedule?: ScheduleReader | undefined;
}

export interface ResourceCost {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly service: string;
  readonly region: string;
  /** Lines that cost nothing at this usage are kept: they show what would be billed. */
  readonly components: readonly CostComponent[];
  /** Why there are no lines. */
  readonly free: string | undefined;
  /** What the price takes for granted, since it could not be read. */
  readonly notes: readonly string[];
}

/** USD a month, not rounded. */
export interface Totals {
  readonly fixed: number;
  readonly usage: number;
  readonly total: number;
}

export interface Estimate extends Totals {
  readonly region: string;
  readonly resources: readonly ResourceCost[];
}

/** @throws CostError naming every resource type that is neither priced nor declared free, and every missing price. */
export function estimate(input: EstimateInput): Estimate {
  input.prices.keys(input.region);
  const graph = graphView(input.resources);
  const problems: string[] = [];
  const resources = input.resources.flatMap((resource): ResourceCost[] => {
    try {
      return [priceResource(resource, graph, input)];
    } catch (error) {
      if (!(error instanceof CostError)) throw error;
      problems.push(error.message);
      return [];
    }
  });
  if (problems.length > 0) throw new CostError([...new Set(problems)].join("\n"));
  return { region: input.region, resources, ...totalsOf(resources.flatMap(({ components }) => components)) };
}

/** Sums of fixed and usage lines. */
export function totalsOf(components: readonly CostComponent[]): Totals {
  const sum = (kind: CostComponent["kind"]) =>
    components.filter((line) => line.kind === kind).reduce((total, line) => total + line.monthlyCost, 0);
  const fixed = sum("fixed");
  const usage = sum("usage");
  return { fixed, usage, total: fixed + usage };
}

/** Totals by service, dearest first. Services without cost are left out. */
export function totalsByService({ resources }: Estimate): readonly (Totals & { readonly service: string })[] {
  return [...new Set(resources.map(({ service }) => service))]
    .map((service) => ({
      service,
      ...totalsOf(resources.filter((r) => r.service === service).flatMap(({ components }) => components)),
    }))
    .filter(({ total }) => total > 0)
    .sort((a, b) => b.total - a.total);
}

function priceResource(resource: CostResource, graph: GraphView, input: EstimateInput): ResourceCost {
  const { urn, type, name } = resource;
  const found = recipeFor(resource);
  if (found === undefined) {
    throw new CostError(
      `${type} is neither priced nor declared free; add a recipe for it in packages/cost/src/recipes.`,
    );
  }
  const region = text(resource.inputs, "region") ?? input.region;
  const notes = new Set<string>();
  const result = found.recipe(resource, recipeContext(graph, input, region, notes));
  const components = isFree(result) ? [] : result;
  return {
    urn,
    type,
    name,
    service: found.service,
    region,
    components,
    free: isFree(result) ? result.free : undefined,
    notes: [...notes],
  };
}

function recipeContext(
  graph: GraphView,
  { usage, prices, roles = {}, readSchedule }: EstimateInput,
  region: string,
  notes: Set<string>,
): RecipeContext {
  const price = (key: string) => prices.price(key, region);
  return {
    graph,
    usage,
    roles,
    load: loadOf(usage),
    region,
    readSchedule: (expression = "", timezone = "UTC", otherwise) => {
      const times = readSchedule?.(expression, timezone);
      if (times === undefined) notes.add(`schedule not read, ${otherwise}: ${expression} ${timezone}`);
      return times;
    },
    price,
    hasPrice: (key) => prices.has(key, region),
    fixed: (name, key, quantity) => costComponent(name, "fixed", quantity, price(key)),
    perUse: (name, key, quantity) => costComponent(name, "usage", quantity, price(key)),
  };
}
