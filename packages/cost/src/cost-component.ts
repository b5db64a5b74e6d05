import { type Confidence, type EstimatedPrice, type Price } from "./prices";

/** One line of a resource's bill. `fixed` lines are paid without any traffic. */
export interface CostComponent {
  readonly name: string;
  readonly unit: string;
  readonly monthlyQuantity: number;
  /** USD per unit. */
  readonly unitPrice: number;
  /** USD, not rounded. */
  readonly monthlyCost: number;
  readonly kind: "fixed" | "usage";
  readonly priceKey: string;
  readonly source: string;
  readonly date: string;
  readonly confidence: Confidence;
  /** How a price was estimated that is not known for the region. */
  readonly estimated?: EstimatedPrice | undefined;
  /** Why the line has no price; it costs nothing then and is told beside the bill. */
  readonly noPrice?: string | undefined;
}

export function costComponent(
  name: string,
  kind: CostComponent["kind"],
  monthlyQuantity: number,
  price: Price,
): CostComponent {
  return {
    name,
    unit: price.unit,
    monthlyQuantity,
    unitPrice: price.usd,
    monthlyCost: monthlyQuantity * price.usd,
    kind,
    priceKey: price.key,
    source: price.source,
    date: price.date,
    confidence: price.confidence,
    estimated: price.estimated,
  };
}

/** A line that AWS bills and the table has no price for. */
export function withoutPrice(
  name: string,
  kind: CostComponent["kind"],
  monthlyQuantity: number,
  priceKey: string,
  noPrice: string,
): CostComponent {
  const unknown = { unit: "", unitPrice: 0, monthlyCost: 0, source: "", date: "", confidence: "D" } as const;
  return { name, kind, monthlyQuantity, priceKey, noPrice, ...unknown };
}
