import { type Confidence, type Price } from "./prices";

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
  };
}
