import { RunError } from "@pulumi/pulumi/errors";

import { type Rerun } from "../../program/kept-previews";
import { previewStack } from "../../program/program";
import { type StackConfig } from "../../../stacks/config";
import { toCents } from "@toolkit/cost/formulas/money";
import { type PriceBook } from "@toolkit/cost/prices";
import { type Usage } from "@toolkit/cost/usage";
import { type Choices, estimateDocument } from "../document";
import { assignmentsOf, type Variant, variantsOf } from "./variants";

/** What a month costs if one thing were different, or why the configuration refuses it. */
export type WhatIf =
  | { readonly label: string; readonly total: number; readonly change: number }
  | { readonly label: string; readonly refused: string };

/** The stack whose variants are run. */
export interface WhatIfInput {
  readonly options: Rerun;
  readonly config: StackConfig;
  /** Monthly cost as configured, USD. */
  readonly total: number;
  readonly usage: Usage;
  readonly prices: PriceBook;
  readonly choices?: Choices | undefined;
  /** @default `variantsOf(config)` */
  readonly variants?: readonly Variant[];
}

/**
 * Runs the program again for each variant and prices what it registers; variants that cost the same are left out.
 *
 * @throws CaptureError and CostError for mistakes of the program.
 */
export async function whatIfs(input: WhatIfInput): Promise<WhatIf[]> {
  const rows: WhatIf[] = [];
  for (const variant of input.variants ?? variantsOf(input.config)) rows.push(await whatIf(variant, input));
  return rows.filter((row) => "refused" in row || toCents(Math.abs(row.change)) > 0);
}

async function whatIf(variant: Variant, input: WhatIfInput): Promise<WhatIf> {
  const { options, config, usage, prices, choices } = input;
  const { preview = previewStack, ...run } = options;
  const set = [...(run.set ?? []), ...assignmentsOf(variant, config)];
  try {
    const { document } = await preview({ ...run, set });
    const { total } = estimateDocument(document, usage, prices, choices);
    return { label: variant.label, total, change: total - input.total };
  } catch (error) {
    if (!RunError.isInstance(error)) throw error;
    return { label: variant.label, refused: reasonOf(error.message) };
  }
}

/** The first problem of the list that a refused configuration gets. */
export function reasonOf(message: string): string {
  const lines = message.split("\n").map((line) => line.trim());
  return lines.find((line) => line.startsWith("webapp:")) ?? lines[0] ?? message;
}
