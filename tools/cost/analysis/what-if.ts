import { RunError } from "@pulumi/pulumi/errors";

import { previewStack, type PreviewOptions } from "../../program/program";
import { type StackConfig } from "../../../stacks/config";
import { toCents } from "@toolkit/cost/formulas/money";
import { type PriceBook } from "@toolkit/cost/prices";
import { type Usage } from "@toolkit/cost/usage";
import { estimateDocument } from "../document";
import { assignmentsOf, type Variant, variantsOf } from "./variants";

/** What a month costs if one thing were different, or why the configuration refuses it. */
export type WhatIf =
  | { readonly label: string; readonly total: number; readonly change: number }
  | { readonly label: string; readonly refused: string };

/** The stack whose variants are run. */
export interface WhatIfInput {
  readonly options: Pick<PreviewOptions, "stack" | "set" | "folder">;
  readonly config: StackConfig;
  /** Monthly cost as configured, USD. */
  readonly total: number;
  readonly usage: Usage;
  readonly prices: PriceBook;
  /** @default `variantsOf(config)` */
  readonly variants?: readonly Variant[];
}

/** How many variants have been begun, in memory that threads share. */
export type Turns = Int32Array<SharedArrayBuffer>;

export const noTurnsTaken = (): Turns => new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

/** What-ifs by the index of their variant. */
export type Share = readonly (readonly [index: number, row: WhatIf])[];

/**
 * Runs the program again for each variant and prices what it registers; variants that cost the same are left out.
 *
 * @throws CaptureError and CostError for mistakes of the program.
 */
export async function whatIfs(input: WhatIfInput): Promise<WhatIf[]> {
  return rowsOf([await shareOfWhatIfs(input, noTurnsTaken())]);
}

/** Those variants that no other thread with the same turns has begun, one after the other until none is left. */
export async function shareOfWhatIfs(input: WhatIfInput, turns: Turns): Promise<Share> {
  const variants = input.variants ?? variantsOf(input.config);
  const share: [number, WhatIf][] = [];
  for (;;) {
    const index = Atomics.add(turns, 0, 1);
    const variant = variants[index];
    if (variant === undefined) return share;
    share.push([index, await whatIf(variant, input)]);
  }
}

/** All shares as one list in the order of the variants, without those that change nothing. */
export function rowsOf(shares: readonly Share[]): WhatIf[] {
  return shares
    .flat()
    .sort(([a], [b]) => a - b)
    .map(([, row]) => row)
    .filter((row) => "refused" in row || toCents(Math.abs(row.change)) > 0);
}

async function whatIf(variant: Variant, input: WhatIfInput): Promise<WhatIf> {
  const { options, config, usage, prices } = input;
  const set = [...(options.set ?? []), ...assignmentsOf(variant, config)];
  try {
    const { document } = await previewStack({ ...options, set });
    const { total } = estimateDocument(document, usage, prices);
    return { label: variant.label, total, change: total - input.total };
  } catch (error) {
    if (!RunError.isInstance(error)) throw error;
    return { label: variant.label, refused: reasonOf(error.message) };
  }
}

/** The first problem of the list that a refused configuration gets. */
function reasonOf(message: string): string {
  const lines = message.split("\n").map((line) => line.trim());
  return lines.find((line) => line.startsWith("webapp:")) ?? lines[0] ?? message;
}
