import { type CostComponent } from "@toolkit/cost/cost-component";
import { type ResourceCost, totalsOf } from "@toolkit/cost/estimate";
import { HOURS_PER_MONTH } from "@toolkit/cost/formulas/time";
import { frontendOf } from "../../program/document";
import { byNeutralUrn, type Priced } from "./difference";

/** Version of Infracost's JSON format, https://github.com/infracost/infracost/blob/master/schema/infracost.schema.json. */
const FORMAT_VERSION = "0.2";

/** Where the numbers come from, besides the documents. */
export interface OutputContext {
  readonly usageName: string;
  readonly now: Date;
}

/** Totals of a list of resources, as decimal strings. */
interface Sums {
  readonly hourly: string;
  readonly monthly: string;
  readonly usage: string;
}

/**
 * The cost in Infracost's JSON format 0.2, which its comments, policies and dashboards read. `breakdown` is the
 * document, `pastBreakdown` what it is compared with (empty without a base), `diff` the one less the other.
 */
export function infracostOutput(head: Priced, base: Priced | undefined, { usageName, now }: OutputContext) {
  const after = byNeutralUrn(head);
  const before = base === undefined ? new Map<string, ResourceCost>() : byNeutralUrn(base);
  const breakdown = breakdownOf([...after.values()]);
  const pastBreakdown = breakdownOf([...before.values()]);
  const diff = breakdownOf(differences(before, after));
  const summary = summaryOf([...after.values()]);
  const { project, stack } = head.document;
  const frontend = frontendOf(head.document);
  return {
    version: FORMAT_VERSION,
    currency: "USD",
    projects: [
      {
        name: `${project}-${stack}`,
        metadata: {
          path: `Pulumi.${stack}.yaml`,
          type: "pulumi",
          ...(frontend === undefined ? {} : { frontend }),
          usage: usageName,
        },
        pastBreakdown,
        breakdown,
        diff,
        summary,
      },
    ],
    totalHourlyCost: breakdown.totalHourlyCost,
    totalMonthlyCost: breakdown.totalMonthlyCost,
    totalMonthlyUsageCost: breakdown.totalMonthlyUsageCost,
    pastTotalHourlyCost: pastBreakdown.totalHourlyCost,
    pastTotalMonthlyCost: pastBreakdown.totalMonthlyCost,
    pastTotalMonthlyUsageCost: pastBreakdown.totalMonthlyUsageCost,
    diffTotalHourlyCost: diff.totalHourlyCost,
    diffTotalMonthlyCost: diff.totalMonthlyCost,
    diffTotalMonthlyUsageCost: diff.totalMonthlyUsageCost,
    timeGenerated: now.toISOString(),
    summary,
  };
}

function breakdownOf(resources: readonly ResourceCost[]) {
  const priced = resources.filter(({ components }) => components.length > 0);
  const sums = sumsOf(priced.flatMap(({ components }) => components));
  return {
    resources: priced.map(resourceOf),
    totalHourlyCost: sums.hourly,
    totalMonthlyCost: sums.monthly,
    totalMonthlyUsageCost: sums.usage,
  };
}

function resourceOf({ name, type, service, region, components, urn }: ResourceCost) {
  const { hourly, monthly, usage } = sumsOf(components);
  const sources = components.map((line) => `${line.name}: ${line.source} ${line.date} (${line.confidence})`);
  return {
    name: `${type}.${name}`,
    resourceType: type,
    metadata: { urn, service, region, sources },
    hourlyCost: hourly,
    monthlyCost: monthly,
    monthlyUsageCost: usage,
    costComponents: components.map(componentOf),
  };
}

function componentOf({ name, unit, monthlyQuantity, unitPrice, monthlyCost, kind }: CostComponent) {
  return {
    name,
    unit,
    hourlyQuantity: decimal(monthlyQuantity / HOURS_PER_MONTH),
    monthlyQuantity: decimal(monthlyQuantity),
    price: decimal(unitPrice),
    hourlyCost: decimal(monthlyCost / HOURS_PER_MONTH),
    monthlyCost: decimal(monthlyCost),
    usageBased: kind === "usage",
  };
}

function sumsOf(lines: readonly CostComponent[]): Sums {
  const { total, usage } = totalsOf(lines);
  return { hourly: decimal(total / HOURS_PER_MONTH), monthly: decimal(total), usage: decimal(usage) };
}

/** Resources with what each line costs more or less; lines that stay are left out. */
function differences(before: ReadonlyMap<string, ResourceCost>, after: ReadonlyMap<string, ResourceCost>) {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key): ResourceCost[] => {
    const resource = after.get(key) ?? before.get(key);
    if (resource === undefined) return [];
    const components = lineDifferences(before.get(key)?.components ?? [], after.get(key)?.components ?? []);
    return components.length === 0 ? [] : [{ ...resource, components }];
  });
}

function lineDifferences(before: readonly CostComponent[], after: readonly CostComponent[]): CostComponent[] {
  const named = (lines: readonly CostComponent[], name: string) => lines.find((line) => line.name === name);
  return [...new Set([...before, ...after].map(({ name }) => name))].flatMap((name): CostComponent[] => {
    const [old, now] = [named(before, name), named(after, name)];
    const line = now ?? old;
    if (line === undefined) return [];
    const monthlyQuantity = (now?.monthlyQuantity ?? 0) - (old?.monthlyQuantity ?? 0);
    const monthlyCost = (now?.monthlyCost ?? 0) - (old?.monthlyCost ?? 0);
    return monthlyCost === 0 && monthlyQuantity === 0 ? [] : [{ ...line, monthlyQuantity, monthlyCost }];
  });
}

function summaryOf(resources: readonly ResourceCost[]) {
  const priced = resources.filter(({ components }) => components.length > 0);
  const unpriced = resources.filter(({ noPrice }) => noPrice !== undefined);
  const free = resources.filter(({ components, noPrice }) => components.length === 0 && noPrice === undefined);
  const withUsage = priced.filter(({ components }) => components.some(({ kind }) => kind === "usage"));
  return {
    totalDetectedResources: resources.length,
    totalSupportedResources: priced.length,
    totalUnsupportedResources: unpriced.length,
    totalUsageBasedResources: withUsage.length,
    totalNoPriceResources: free.length,
    unsupportedResourceCounts: countsOf(unpriced),
    noPriceResourceCounts: countsOf(free),
  };
}

function countsOf(resources: readonly ResourceCost[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { type } of resources) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
}

/** A decimal string without exponent and binary noise; tools add these up as decimals. */
function decimal(value: number): string {
  const text = Number(value.toPrecision(15))
    .toFixed(12)
    .replace(/\.?0+$/, "");
  return text === "-0" ? "0" : text;
}
