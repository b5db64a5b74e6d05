import { z } from "zod";

/** A decimal number as Infracost writes them. */
const decimal = z.string().regex(/^-?\d+(\.\d+)?$/);

const costComponent = z.strictObject({
  name: z.string().min(1),
  unit: z.string().min(1),
  hourlyQuantity: decimal.nullable(),
  monthlyQuantity: decimal.nullable(),
  price: decimal,
  hourlyCost: decimal.nullable(),
  monthlyCost: decimal.nullable(),
  usageBased: z.boolean().optional(),
});

const resource = z.strictObject({
  name: z.string().min(1),
  resourceType: z.string().optional(),
  metadata: z.record(z.string(), z.unknown()),
  hourlyCost: decimal.nullable(),
  monthlyCost: decimal.nullable(),
  monthlyUsageCost: decimal.nullable().optional(),
  costComponents: z.array(costComponent).optional(),
});

const breakdown = z.strictObject({
  resources: z.array(resource),
  totalHourlyCost: decimal.nullable(),
  totalMonthlyCost: decimal.nullable(),
  totalMonthlyUsageCost: decimal.nullable().optional(),
});

const counts = z.record(z.string(), z.int().nonnegative());

const summary = z.strictObject({
  totalDetectedResources: z.int().nonnegative().optional(),
  totalSupportedResources: z.int().nonnegative().optional(),
  totalUnsupportedResources: z.int().nonnegative().optional(),
  totalUsageBasedResources: z.int().nonnegative().optional(),
  totalNoPriceResources: z.int().nonnegative().optional(),
  supportedResourceCounts: counts.optional(),
  unsupportedResourceCounts: counts.optional(),
  noPriceResourceCounts: counts.optional(),
});

/**
 * Infracost's JSON format 0.2, written after its schema/infracost.schema.json and the fields that later releases added
 * (`resourceType`, `usageBased`, usage totals).
 */
export const infracostSchema = z.strictObject({
  version: z.literal("0.2"),
  currency: z.literal("USD"),
  projects: z.array(
    z.strictObject({
      name: z.string(),
      metadata: z.looseObject({ path: z.string(), type: z.string() }),
      pastBreakdown: breakdown,
      breakdown,
      diff: breakdown,
      summary,
    }),
  ),
  totalHourlyCost: decimal.nullable(),
  totalMonthlyCost: decimal.nullable(),
  totalMonthlyUsageCost: decimal.nullable().optional(),
  pastTotalHourlyCost: decimal.nullable(),
  pastTotalMonthlyCost: decimal.nullable(),
  pastTotalMonthlyUsageCost: decimal.nullable().optional(),
  diffTotalHourlyCost: decimal.nullable(),
  diffTotalMonthlyCost: decimal.nullable(),
  diffTotalMonthlyUsageCost: decimal.nullable().optional(),
  timeGenerated: z.iso.datetime(),
  summary,
});
