import { type CostComponent, costComponent, withoutPrice } from "../cost-component";
import { CostError } from "../errors";
import { type EstimateInput } from "../estimate-input";
import { type CostResource, type GraphView } from "../graph-view";
import { loadOf, type Usage, usageOf } from "../usage";
import { type RecipeContext } from "./recipe";

/** What a recipe says beside its lines. */
export interface Said {
  /** What the price takes for granted. */
  readonly notes: Set<string>;
  /** What AWS bills and no line holds. */
  readonly missing: Set<string>;
}

/** What the recipe of one resource may read and say. */
export function recipeContext(
  resource: CostResource,
  graph: GraphView,
  input: EstimateInput,
  region: string,
  { notes, missing }: Said,
): RecipeContext {
  const { prices, roles = {}, readSchedule, freeTier = "account", today } = input;
  const usage = usageOf(input.usage, resource.name);
  const price = (key: string) => prices.price(key, region);
  const line = (name: string, kind: CostComponent["kind"], key: string, quantity: number): CostComponent => {
    try {
      return costComponent(name, kind, quantity, price(key));
    } catch (error) {
      if (!(error instanceof CostError)) throw error;
      return withoutPrice(name, kind, quantity, key, error.message);
    }
  };
  return {
    graph,
    usage,
    roles,
    load: loadOf(usage),
    region,
    today: today ?? new Date().toISOString().slice(0, 10),
    takesFreeTier: freeTier === "account",
    readSchedule: (expression = "", timezone = "UTC", otherwise) => {
      const times = readSchedule?.(expression, timezone);
      if (times === undefined) notes.add(`schedule not read, ${otherwise}: ${expression} ${timezone}`);
      return times;
    },
    share: (section, key, types = [resource.type]) => shareOf(input.usage, resource, { section, key, types }, graph),
    note: (text) => notes.add(text),
    lacks: (text) => missing.add(text),
    price,
    hasPrice: (key) => prices.has(key, region),
    fixed: (name, key, quantity) => line(name, "fixed", key, quantity),
    perUse: (name, key, quantity) => line(name, "usage", key, quantity),
  };
}

interface Shared {
  readonly section: string;
  readonly key: string;
  readonly types: readonly string[];
}

/** A resource with a value of its own has that one; the others share what the profile says of all of them. */
function shareOf(usage: Usage, resource: CostResource, { section, key, types }: Shared, graph: GraphView): number {
  const path = `${section}.${key}`;
  const own = (name: string) => usage.resources[name]?.[path];
  const all = (usage as unknown as Record<string, Record<string, number>>)[section]?.[key] ?? 0;
  const sharers = types.flatMap((type) => graph.ofType(type)).filter(({ name }) => own(name) === undefined);
  return own(resource.name) ?? all / Math.max(1, sharers.length);
}
