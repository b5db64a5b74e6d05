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
  const own: RecipeContext["own"] = (section, key, { name } = resource) =>
    input.usage.resources[name]?.[`${section}.${key}`];
  const part: RecipeContext["part"] = (section, key, sharers = graph.ofType(resource.type)) => {
    if (own(section, key) !== undefined) return 1;
    return 1 / Math.max(1, sharers.filter((sharer) => own(section, key, sharer) === undefined).length);
  };
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
    own,
    part,
    share: (section, key, sharers) => valueOf(usage, section, key) * part(section, key, sharers),
    note: (text) => notes.add(text),
    lacks: (text) => missing.add(text),
    price,
    hasPrice: (key) => prices.has(key, region),
    fixed: (name, key, quantity) => line(name, "fixed", key, quantity),
    perUse: (name, key, quantity) => line(name, "usage", key, quantity),
  };
}

function valueOf(usage: Usage, section: keyof Usage, key: string): number {
  return (usage as unknown as Record<string, Record<string, number>>)[section]?.[key] ?? 0;
}
