import { type Estimate, estimate, type EstimateInput } from "@toolkit/cost/estimate";
import { formatUsd } from "@toolkit/cost/formulas/money";
import { LIST_TERMS } from "@toolkit/cost/terms";
import { loadOf } from "@toolkit/cost/usage";

/** Rotations of a key that add to its price. */
const BILLED_ROTATIONS = [1, 2];

/** What a total takes for granted, a line each: the page, the year, free tiers and terms. */
export function assumptionsOf(input: EstimateInput, cost: Estimate): string[] {
  return [pageOf(input), ...yearsOf(input, cost), ...freeTierOf(input, cost), ...termsOf(input)];
}

function pageOf({ usage }: EstimateInput): string {
  const { pageViews, edgeMbPerPageView, dynamicRequestsPerPageView } = usage.traffic;
  const requests = pageViews === 0 ? 0 : loadOf(usage).edgeRequests / pageViews;
  const views = pageViews.toLocaleString("en-US");
  return `${views} page views of ${edgeMbPerPageView} MB and ${requests} requests, ${dynamicRequestsPerPageView} of them dynamic (--usage help names every number)`;
}

/** Keys that rotate yearly cost more in their second and third year. */
function yearsOf(input: EstimateInput, cost: Estimate): string[] {
  const { operations } = input.usage;
  if (operations.keyRotations > 0)
    return [`keys rotated ${operations.keyRotations} times (usage operations.keyRotations)`];
  const later = BILLED_ROTATIONS.map(
    (keyRotations) =>
      estimate({ ...input, usage: { ...input.usage, operations: { ...operations, keyRotations } } }).total,
  );
  if (later.every((total) => total === cost.total)) return [];
  const totals = later.map((total, index) => `${formatUsd(total)} in the ${index === 0 ? "second" : "third"}`);
  return [`the first year: ${totals.join(" and ")}, as keys rotate yearly`];
}

function freeTierOf(input: EstimateInput, cost: Estimate): string[] {
  if (input.freeTier === "none") return ["no free tier taken off"];
  const without = estimate({ ...input, freeTier: "none" }).total - cost.total;
  const worth = without === 0 ? "nothing here" : `${formatUsd(without)} here`;
  return [
    `the account's free tier for this stack alone: 100 GB to the internet, CloudFront's terabyte and ten million requests, three dashboards; ${worth} (--free-tier none leaves it out)`,
  ];
}

function termsOf({ terms = LIST_TERMS }: EstimateInput): string[] {
  const { commitment, discount, hours } = terms;
  return [
    ...(commitment.compute > 0 ? [`${commitment.compute} % off compute that always runs, by commitment`] : []),
    ...(commitment.database > 0 ? [`${commitment.database} % off database instances, by commitment`] : []),
    ...(discount > 0 ? [`a discount of ${discount} % on everything`] : []),
    ...(hours === LIST_TERMS.hours ? [] : [`${hours} hours of the month`]),
  ];
}
