import {
  assumptionsOf,
  type BilledLine,
  type CostReport,
  type PresetTotal,
  presetTotals,
  type WhatIf,
} from "../analysis";
import { toCents } from "@toolkit/cost/formulas/money";
import { type ResourceCost, totalsByTag } from "@toolkit/cost/estimate";
import { shortType } from "@toolkit/offline/render/tree";
import { titleOf } from "../../program/document";
import { usagePresets } from "../application";
import { totalText } from "../partial";
import { footerOf } from "./footer";
import { amount, signedUsd, unitPrice, usd } from "./numbers";
import { type Page, type Section } from "./page";

const TOP_LINES = 5;

/** A stack's cost as a page: by service or by the values of a tag, largest lines, what-ifs, growth, and every line as a detail. */
export function costPage(report: CostReport, tag?: string): Page {
  const { document, region, usageName, cost, input, lines } = report;
  return {
    headline: `${titleOf(document)} in ${region}, usage ${usageName}: ${totalText(cost)} USD a month`,
    sections: [
      tag === undefined ? servicesSection(report) : tagSection(report, tag),
      assumptionsSection(report),
      topSection(lines),
      ...unpricedSections(cost.unpriced),
      ...whatIfSections(report),
      growthSection(report),
      detailSection(lines),
      ...profileSections(report.evidence),
    ],
    footer: footerOf(report.evidence, input.terms),
  };
}

function servicesSection({ services, cost }: CostReport): Section {
  return {
    title: "Service",
    columns: ["Service", "fixed", "usage", "total"],
    rows: services.map(({ service, fixed, usage, total }) => [service, usd(fixed), usd(usage), usd(total)]),
    total: ["Total, USD a month", usd(cost.fixed), usd(cost.usage), usd(cost.total)],
  };
}

function tagSection({ cost }: CostReport, tag: string): Section {
  return {
    title: tag,
    columns: [tag, "fixed", "usage", "total"],
    rows: totalsByTag(cost, tag).map(({ value, fixed, usage, total }) => [
      value ?? "without",
      usd(fixed),
      usd(usage),
      usd(total),
    ]),
    total: ["Total, USD a month", usd(cost.fixed), usd(cost.usage), usd(cost.total)],
  };
}

function assumptionsSection({ input, cost }: CostReport): Section {
  return { title: "Taken for granted", rows: [], notes: assumptionsOf(input, cost) };
}

function unpricedSections(unpriced: readonly ResourceCost[]): Section[] {
  if (unpriced.length === 0) return [];
  const rows = unpriced.flatMap(({ name, type, noPrice, missing }) =>
    [...(noPrice === undefined ? [] : [noPrice]), ...missing].map((reason) => [name, shortType(type), reason]),
  );
  return [{ title: "No price", columns: ["No price", "type", "reason"], rows, texts: 3 }];
}

function topSection(lines: readonly BilledLine[]): Section {
  return {
    title: "Largest lines",
    columns: ["Line", "resource", "USD"],
    rows: lines.slice(0, TOP_LINES).map(({ resource, line }) => [line.name, resource.name, usd(line.monthlyCost)]),
    texts: 2,
  };
}

function whatIfSections(report: CostReport): Section[] {
  const { whatIfs, cost } = report;
  if (whatIfs === undefined) {
    return [
      { title: "What if", rows: [], notes: ["A saved document or another program is not run with other values."] },
    ];
  }
  const rows = [...whatIfs, ...flatPlanRow(report)].map((row) =>
    "refused" in row ? [row.label, "refused", "", row.refused] : [row.label, signedUsd(row.change), usd(row.total), ""],
  );
  const withReason = rows.some(([, , , reason]) => reason !== "");
  return [
    {
      title: "What if",
      columns: ["What if", "change", "total"],
      rows: rows.map((row) => row.slice(0, 3)),
      total: ["as configured", "", usd(cost.total)],
      notes: [
        ...(withReason
          ? rows.filter(([, , , why]) => why !== "").map(([label, , , why]) => `${label ?? ""}: ${why ?? ""}`)
          : []),
        ...breakEvenNotes(report),
      ],
    },
  ];
}

function flatPlanRow({ flatPlan, cost }: CostReport): WhatIf[] {
  if (flatPlan === undefined || toCents(Math.abs(flatPlan.change)) === 0) return [];
  const { plan, change } = flatPlan;
  return [{ label: `CloudFront's flat ${plan.name} plan, subscribed by hand`, change, total: cost.total + change }];
}

function breakEvenNotes({ breakEven }: CostReport): string[] {
  if (breakEven === undefined) return [];
  const { endpointGb, endpoints, zones, endpointsFixed, gatewaysFixed, replaceGb } = breakEven;
  const gb = (value: number) => Math.ceil(value).toLocaleString("en-US");
  const alone = `${endpoints} endpoints in ${zones} zone${zones === 1 ? "" : "s"} (${usd(endpointsFixed)}) instead of NAT gateways (${usd(gatewaysFixed)})`;
  return [
    `break-even: one more interface endpoint pays for itself from ${gb(endpointGb)} GB a month and zone`,
    replaceGb > 0
      ? `break-even: ${alone} save money from ${gb(replaceGb)} GB a month`
      : `break-even: ${alone} save money at any amount of data, where nothing needs the internet`,
  ];
}

function growthSection({ growth, knees, unitCost, input, cost: now }: CostReport): Section {
  const cost =
    unitCost === undefined
      ? []
      : [
          `a million dynamic requests: ${usd(unitCost.average)} USD on average, ${usd(unitCost.marginal)} for one million more`,
        ];
  return {
    title: "Growth",
    columns: ["Growth", "requests/s", "database", "fixed", "usage", "total"],
    rows: growth.map(({ factor, requestsPerSecond, databaseClass, fixed, usage, total }) => [
      `${factor}×`,
      amount(requestsPerSecond),
      databaseClass ?? "",
      usd(fixed),
      usd(usage),
      usd(total),
    ]),
    notes: [
      ...asConfigured(growth, now.total),
      ...presetTotals(input, usagePresets).map(presetNote),
      ...knees.map(({ factor, what }) => `from ${amount(factor)}×: ${what}`),
      ...cost,
    ],
  };
}

/** The table grows the stack with its traffic; the headline does not. */
function asConfigured(growth: CostReport["growth"], total: number): string[] {
  const now = growth.find(({ factor }) => factor === 1);
  return now === undefined || toCents(now.total) === toCents(total)
    ? []
    : [`1× as configured is ${usd(total)}: its database or the limits of its tasks are too small for this traffic`];
}

function presetNote({ name, configured, grown }: PresetTotal): string {
  const more =
    toCents(grown) === toCents(configured) ? "" : `, ${usd(grown)} with the database and tasks that it needs`;
  return `--usage ${name}: ${usd(configured)}${more}`;
}

/** Inputs that change how much is used: the profile says it instead. */
function profileSections({ fromProfile }: CostReport["evidence"]): Section[] {
  const title = "Inputs that could change how much is used, and the key of the profile that says it";
  return fromProfile.length === 0 ? [] : [{ title, rows: [], notes: fromProfile, isDetail: true }];
}

function detailSection(lines: readonly BilledLine[]): Section {
  return {
    title: "Every line",
    columns: ["Line", "resource", "kind", "source", "unit", "quantity", "price", "USD"],
    rows: lines.map(({ resource, line }) => [
      line.name,
      resource.name,
      line.kind,
      `${line.source} ${line.date} (${line.confidence})`,
      line.unit,
      amount(line.monthlyQuantity),
      unitPrice(line.unitPrice),
      usd(line.monthlyCost),
    ]),
    texts: 5,
    isDetail: true,
  };
}
