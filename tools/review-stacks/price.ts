import { usagePresets } from "../cost/application";
import { estimateDocument } from "../cost/document";
import { previewStack } from "../program/program";

/** What a stack costs, USD a month, by its stack file: offline, at usage idle, whoever else uses the free tier. */
export async function monthlyCost(stack: string, folder?: string): Promise<number> {
  const { document } = await previewStack({ stack, ...(folder === undefined ? {} : { folder }) });
  return estimateDocument(document, usagePresets.idle, undefined, { freeTier: "none" }).total;
}
