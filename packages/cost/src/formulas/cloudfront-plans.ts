/** A CloudFront flat-rate plan: one distribution, firewall, DNS and log ingestion included, no overage. */
export interface FlatPlan {
  readonly key: string;
  readonly name: string;
  readonly requests: number;
  readonly gb: number;
}

/** Plans since 2025-11-18, cheapest first. Source: AWS's CloudFront pricing page. */
const FLAT_PLANS: readonly FlatPlan[] = [
  { key: "cloudfront.flat.free", name: "Free", requests: 1_000_000, gb: 100 },
  { key: "cloudfront.flat.pro", name: "Pro", requests: 10_000_000, gb: 50 * 1024 },
  { key: "cloudfront.flat.business", name: "Business", requests: 125_000_000, gb: 50 * 1024 },
  { key: "cloudfront.flat.premium", name: "Premium", requests: 500_000_000, gb: 50 * 1024 },
];

/** The cheapest plan whose allowance holds the month's traffic, or `undefined` when none does. */
export function smallestFittingPlan(requests: number, gb: number): FlatPlan | undefined {
  return FLAT_PLANS.find((plan) => requests <= plan.requests && gb <= plan.gb);
}
