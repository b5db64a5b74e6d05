import { T } from "@toolkit/offline/aws-types";
import { type Estimate, totalsOf } from "@toolkit/cost/estimate";
import { type FlatPlan, smallestFittingPlan } from "@toolkit/cost/formulas/cloudfront-plans";
import { type CostResource } from "@toolkit/cost/graph-view";
import { type PriceBook } from "@toolkit/cost/prices";
import { loadOf, type Usage } from "@toolkit/cost/usage";

const DISTRIBUTION = T.distribution;

/** What CloudFront's flat rate would change. */
export interface FlatPlanChange {
  readonly plan: FlatPlan;
  /** What the plan includes and pay-as-you-go bills: traffic, functions and the firewall at the edge; USD a month. */
  readonly replaced: number;
  readonly change: number;
}

/** The smallest flat plan that holds the month's traffic; none without a distribution or beyond every allowance. */
export function flatPlanChange(
  cost: Estimate,
  resources: readonly CostResource[],
  usage: Usage,
  prices: PriceBook,
): FlatPlanChange | undefined {
  const load = loadOf(usage);
  const plan = smallestFittingPlan(load.edgeRequests, load.edgeGb);
  // A plan covers one distribution.
  if (plan === undefined || resources.filter(({ type }) => type === DISTRIBUTION).length !== 1) return undefined;
  if (!prices.has(plan.key, cost.region)) return undefined;
  const covered = new Set(resources.filter(isCovered).map(({ urn }) => urn));
  const lines = cost.resources.filter(({ urn }) => covered.has(urn)).flatMap(({ components }) => components);
  const replaced = totalsOf(lines).total;
  return { plan, replaced, change: prices.price(plan.key, cost.region).usd - replaced };
}

function isCovered({ type, inputs }: CostResource): boolean {
  if (type === T.webAcl) return inputs.scope === "CLOUDFRONT";
  return type === DISTRIBUTION || type === T.edgeFunction;
}
