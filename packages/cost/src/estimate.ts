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
  /** Why its price cannot be told: the totals lack it. */
  readonly noPrice: string | undefined;
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
  /** Resources without a price: with any of them the totals are at least what the month costs. */
  readonly unpriced: readonly ResourceCost[];
}

/** Prices everything that can be priced; what cannot is told with its reason. What is only looked up is others' bill. */
export function estimate(input: EstimateInput): Estimate {
  const graph = graphView(input.resources);
  const own = input.resources.filter(({ external }) => external !== true);
  const resources = own.map((resource) => priceResource(resource, graph, input));
  const unpriced = resources.filter(({ noPrice }) => noPrice !== undefined);
  return { region: input.region, resources, unpriced, ...totalsOf(resources.flatMap(({ components }) => components)) };
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
  const region = text(resource.inputs, "region") ?? input.region;
  const found = recipeFor(resource);
  const cost = { urn, type, name, service: found?.service ?? UNPRICED, region, components: [], notes: [] };
  if (found === undefined) return { ...cost, free: undefined, noPrice: missingRecipe(resource) };
  const notes = new Set<string>();
  try {
    const result = found.recipe(resource, recipeContext(graph, input, region, notes));
    const told = { ...cost, notes: [...notes], noPrice: undefined };
    return isFree(result) ? { ...told, free: result.free } : { ...told, components: result, free: undefined };
  } catch (error) {
    // Inputs that no recipe has foreseen must not hide the price of everything else.
    const reason = error instanceof CostError ? error.message : `its inputs cannot be priced (${String(error)})`;
    return { ...cost, free: undefined, noPrice: reason };
  }
}

/** Where resources stand that belong to no service of the cost table. */
const UNPRICED = "Not priced";

const missingRecipe = ({ remote }: CostResource): string =>
  remote === true ? "its provider makes resources that are not seen here" : "there is no recipe for this type";

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
