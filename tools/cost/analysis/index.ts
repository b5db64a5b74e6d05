export { assumptionsOf } from "./assumptions";
export { type NatBreakEven, natBreakEven } from "./break-even";
export { type BilledLine, billedLines, type Evidence, evidenceOf } from "./evidence";
export { type FlatPlanChange, flatPlanChange } from "./flat-plan";
export {
  GROWTH_FACTORS,
  growthOf,
  type GrowthStep,
  type Knee,
  kneesOf,
  type PresetTotal,
  presetTotals,
  type UnitCost,
  unitCostOf,
} from "./growth";
export { type CostReport, reportOf, type ReportInput } from "./report";
export { assignmentsOf, type Variant, variantsOf } from "./variants";
export { type WhatIf, whatIfs } from "./what-if";
