import { type GraphDocument } from "@toolkit/offline/graph";
import { type StackConfig } from "../../../stacks/config";
import { type Estimate, estimate, type EstimateInput, type Totals, totalsByService } from "@toolkit/cost/estimate";
import { bundledPrices, type PriceBook } from "@toolkit/cost/prices";
import { type Usage } from "@toolkit/cost/usage";
import { type Choices, estimateInput } from "../document";
import { type NatBreakEven, natBreakEven } from "./break-even";
import { type BilledLine, billedLines, type Evidence, evidenceOf } from "./evidence";
import { type FlatPlanChange, flatPlanChange } from "./flat-plan";
import { growthOf, type GrowthStep, type Knee, kneesOf, type UnitCost, unitCostOf } from "./growth";
import { type WhatIf, type WhatIfInput, whatIfs } from "./what-if";

/** Everything about the cost of one stack in one month of usage. */
export interface CostReport {
  readonly document: GraphDocument;
  readonly region: string;
  /** What was priced, to price it otherwise. */
  readonly input: EstimateInput;
  /** Preset or file that the usage comes from. */
  readonly usageName: string;
  readonly cost: Estimate;
  readonly services: readonly (Totals & { readonly service: string })[];
  /** Billed lines, dearest first. */
  readonly lines: readonly BilledLine[];
  /** Absent for a saved document: its program is not at hand. */
  readonly whatIfs: readonly WhatIf[] | undefined;
  readonly breakEven: NatBreakEven | undefined;
  readonly flatPlan: FlatPlanChange | undefined;
  readonly growth: readonly GrowthStep[];
  readonly knees: readonly Knee[];
  readonly unitCost: UnitCost | undefined;
  readonly evidence: Evidence;
}

export interface ReportInput {
  readonly document: GraphDocument;
  readonly usageName: string;
  readonly usage: Usage;
  /** How to run the program again; absent for a saved document. */
  readonly program?: WhatIfInput["options"] & { readonly config: StackConfig };
  /** Free tier and terms. @default the account's, and the price list's */
  readonly choices?: Choices | undefined;
  /** ISO day, for the age of the table. @default today */
  readonly today?: string;
  /** @default the table that ships with the project */
  readonly prices?: PriceBook;
}

/** Prices a stack, its variants and its growth. */
export async function reportOf(input: ReportInput): Promise<CostReport> {
  const { document, usage, usageName, program, prices = bundledPrices(), choices } = input;
  const { resources } = document;
  const estimated = estimateInput(document, usage, prices, choices);
  const { region } = estimated;
  const cost = estimate(estimated);
  const rerun =
    program === undefined
      ? undefined
      : await whatIfs({ options: program, config: program.config, total: cost.total, usage, prices, choices });
  return {
    document,
    region,
    input: estimated,
    usageName,
    cost,
    services: totalsByService(cost),
    lines: billedLines(cost),
    whatIfs: rerun,
    breakEven: program === undefined ? undefined : natBreakEven(program.config, prices, region),
    flatPlan: flatPlanChange(cost, resources, usage, prices),
    growth: growthOf(estimated),
    knees: kneesOf(estimated),
    unitCost: unitCostOf(estimated, cost),
    evidence: evidenceOf(cost, prices, input.today ?? new Date().toISOString().slice(0, 10)),
  };
}
