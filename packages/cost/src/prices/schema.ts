import { z } from "zod";

const isoDate = z.iso.date();

/**
 * How far a price can be trusted. `A`: a Price List row or an AWS page; `B`: a bill, a global price or a row of another
 * engine; `C`: secondary or old; `D`: derived, printed as unverified.
 */
const confidenceSchema = z.enum(["A", "B", "C", "D"]);

/** What the last `refresh-prices` did with a row. Absent until a refresh has run. */
const refreshStateSchema = z.enum(["updated", "notFound", "ambiguous", "handDated"]);

const priceRowSchema = z.strictObject({
  usd: z.number().nonnegative(),
  /** What one unit is, for example `GB-month`. */
  unit: z.string().min(1),
  /** A key of `sources`. */
  source: z.string().min(1),
  /** When the row was read, if it differs from its source's date. */
  date: isoDate.optional(),
  confidence: confidenceSchema,
  sku: z.string().optional(),
  /** Offer code and version of the Price List file the row was read from. */
  catalogVersion: z.string().optional(),
  note: z.string().optional(),
  refresh: refreshStateSchema.optional(),
});

export const priceTableSchema = z
  .strictObject({
    schema: z.literal(1),
    /** Day on which the table as a whole was last compiled or refreshed. */
    compiled: isoDate,
    currency: z.literal("USD"),
    confidence: z.record(confidenceSchema, z.string()),
    sources: z.record(z.string(), z.strictObject({ title: z.string().min(1), date: isoDate })),
    regions: z.record(z.string(), z.record(z.string(), priceRowSchema)),
  })
  .superRefine((table, context) => {
    for (const [region, rows] of Object.entries(table.regions)) {
      for (const [key, row] of Object.entries(rows)) {
        if (!(row.source in table.sources)) {
          context.addIssue({
            code: "custom",
            path: ["regions", region, key],
            message: `unknown source "${row.source}"`,
          });
        }
      }
    }
  });

export type Confidence = z.infer<typeof confidenceSchema>;
export type PriceRow = z.infer<typeof priceRowSchema>;
export type PriceTable = z.infer<typeof priceTableSchema>;
