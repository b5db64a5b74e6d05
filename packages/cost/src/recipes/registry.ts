import { type CostResource } from "../graph-view";
import { automation } from "./automation";
import { cache } from "./cache";
import { containers } from "./containers";
import { database } from "./database";
import { edge } from "./edge";
import { component, elsewhere, foundation, freeModules } from "./foundation";
import { functions } from "./functions";
import { instances } from "./instances";
import { loadBalancing } from "./load-balancing";
import { network } from "./network";
import { observability } from "./observability";
import { protection } from "./protection";
import { free, type Recipe, type ServiceRecipes } from "./recipe";
import { secretsAndKeys } from "./secrets-keys";
import { storage } from "./storage";

/** All recipes, in the order of the cost table. */
export const serviceRecipes: readonly ServiceRecipes[] = [
  network,
  loadBalancing,
  containers,
  instances,
  functions,
  database,
  cache,
  storage,
  edge,
  protection,
  secretsAndKeys,
  observability,
  automation,
  foundation,
];

export interface FoundRecipe {
  readonly service: string;
  readonly recipe: Recipe;
}

const byType = new Map<string, FoundRecipe>(
  serviceRecipes.flatMap(({ service, recipes }) =>
    Object.entries(recipes).map(([type, recipe]): [string, FoundRecipe] => [type, { service, recipe }]),
  ),
);

/** Types with a recipe of their own, priced or free. */
export const knownTypes: readonly string[] = [...byType.keys()];

/** The recipe of a resource, or `undefined` for a type that is neither priced nor declared free. */
export function recipeFor({
  type,
  custom,
  remote,
}: Pick<CostResource, "type" | "custom" | "remote">): FoundRecipe | undefined {
  const found = byType.get(type);
  if (found !== undefined) return found;
  const reason = freeModules.find(([prefix]) => type.startsWith(prefix))?.[1];
  if (reason !== undefined) return { service: foundation.service, recipe: free(reason) };
  if (custom === false && remote !== true) return { service: foundation.service, recipe: component };
  return type.startsWith("aws") || remote === true ? undefined : { service: foundation.service, recipe: elsewhere };
}
