export { type CostComponent } from "./cost-component";
export { CostError } from "./errors";
export {
  type Estimate,
  type EstimateInput,
  estimate,
  type FreeTier,
  type ResourceCost,
  type Totals,
  totalsByService,
  totalsByTag,
  totalsOf,
} from "./estimate";
export * as formulas from "./formulas";
export { type CostResource, type GraphView, graphView } from "./graph-view";
export * from "./prices";
export { knownTypes, recipeFor, serviceRecipes } from "./recipes/registry";
export { type BucketRole, type Roles } from "./roles";
export { type ScheduleReader, type ScheduleTimes } from "./schedules";
export { LIST_TERMS, type Terms } from "./terms";
export * from "./usage";
