import { type CostComponent } from "../cost-component";
import { type CostResource, type GraphView } from "../graph-view";
import { type Price } from "../prices";
import { type Roles } from "../roles";
import { type ScheduleTimes } from "../schedules";
import { type Load, type Usage } from "../usage";

/** Makes a line of the bill from its name, the key of its price and a monthly quantity. */
export type Line = (name: string, key: string, monthlyQuantity: number) => CostComponent;

/** What a recipe may read: the graph around its resource, the month's usage, and prices of the resource's region. */
export interface RecipeContext {
  readonly graph: GraphView;
  readonly usage: Usage;
  readonly roles: Roles;
  /** Requests and bytes that follow from the usage. */
  readonly load: Load;
  readonly region: string;
  /**
   * The times of a schedule expression; undefined when nobody can read it, and then a note at the resource says what its
   * price takes for granted instead.
   */
  readonly readSchedule: (
    expression: string | undefined,
    timezone: string | undefined,
    otherwise: string,
  ) => ScheduleTimes | undefined;
  /** The value that the profile gives a resource by its name; undefined when it shares the stack's. */
  readonly own: (section: keyof Usage, key: string, resource?: CostResource) => number | undefined;
  /**
   * The resource's part of what `usage` says of a key: all of a value of its own, else what is left to each of those
   * that share the stack's.
   * @param sharers who shares. @default all of the resource's type
   */
  readonly part: (section: keyof Usage, key: string, sharers?: readonly CostResource[]) => number;
  /** That part of the key's value. */
  readonly share: (section: keyof Usage, key: string, sharers?: readonly CostResource[]) => number;
  /** Says what the price takes for granted. */
  readonly note: (text: string) => void;
  /** Says what AWS bills and no line holds; the total is at least what it says then. */
  readonly lacks: (text: string) => void;
  /** ISO day for which the month is priced. */
  readonly today: string;
  /** Whether the monthly allowances of an account are taken off. */
  readonly takesFreeTier: boolean;
  readonly price: (key: string) => Price;
  readonly hasPrice: (key: string) => boolean;
  /** A line paid whether or not there is traffic. */
  readonly fixed: Line;
  /** A line that grows with the usage profile. */
  readonly perUse: Line;
}

export interface Free {
  /** Why AWS charges nothing, or where the charge stands instead. */
  readonly free: string;
}

export type Recipe = (resource: CostResource, context: RecipeContext) => readonly CostComponent[] | Free;

/** Recipes of one AWS service; `service` is the row of the cost table. */
export interface ServiceRecipes {
  readonly service: string;
  readonly recipes: Readonly<Record<string, Recipe>>;
}

export function free(reason: string): Recipe {
  return () => ({ free: reason });
}

/** The same reason for several types of one module: `freeAll("aws:ec2", ["routeTable:RouteTable"], …)`. */
export function freeAll(module: string, types: readonly string[], reason: string): Record<string, Recipe> {
  return Object.fromEntries(types.map((type) => [`${module}/${type}`, free(reason)]));
}

export function isFree(result: readonly CostComponent[] | Free): result is Free {
  return "free" in result;
}
