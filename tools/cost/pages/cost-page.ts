import { type BilledLine, type CostReport, type Evidence, type WhatIf } from "../analysis";
import { toCents } from "@toolkit/cost/formulas/money";
import { type ResourceCost, totalsByTag } from "@toolkit/cost/estimate";
import { shortType } from "@toolkit/offline/render/tree";
import { titleOf } from "../../program/document";
import { totalText, unpricedText } from "../partial";
import { amount, signedUsd, unitPrice, usd } from "./numbers";
import { type Page, type Section } from "./page";

const TOP_LINES = 5;

/** A stack's cost as a page: by service or by the values of a tag, largest lines, what-ifs, growth, and every line as a detail. */
export function costPage(report: CostReport, tag?: string): Page {
  const { document, region, usageName, cost, lines } = report;
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
    ],
    footer: footerOf(report.evidence),
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

function assumptionsSection({ assumptions }: CostReport): Section {
  return { title: "Taken for granted", rows: [], notes: assumptions };
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

function growthSection({ growth, knees, unitCost, presets, cost: now }: CostReport): Section {
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
      ...presets.map(presetNote),
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

function presetNote({ name, configured, grown }: CostReport["presets"][number]): string {
  const more =
    toCents(grown) === toCents(configured) ? "" : `, ${usd(grown)} with the database and tasks that it needs`;
  return `--usage ${name}: ${usd(configured)}${more}`;
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

/** What is derived from us-east-1, from what, and how far off such prices have been where they are known. */
function estimatedText(lines: readonly BilledLine[]): string[] {
  return (["family", "region", "nothing"] as const).flatMap((by) => {
    const found = lines.filter(({ line }) => line.estimated?.by === by);
    const [first] = found;
    if (first?.line.estimated === undefined) return [];
    const factors = found.map(({ line }) => line.estimated?.factor ?? 1);
    const { low, high } = first.line.estimated.spread;
    const range = [...new Set([Math.min(...factors), Math.max(...factors)].map((factor) => factor.toFixed(2)))].join(
      " to ",
    );
    const keys = [...new Set(found.map(({ line }) => line.priceKey))];
    return [
      `${keys.length} prices are us-east-1's times ${range}, ${DERIVED_FROM[by]} (known ones differ from such by ${percent(low)} to ${percent(high)}): ${keys.join(", ")}.`,
    ];
  });
}

const DERIVED_FROM = {
  family: "about: as known prices of the same service here say",
  region: "about: as other known prices of this region say",
  nothing: "unverified: nothing is known of this region",
};

const percent = (share: number): string => `${share > 0 ? "+" : ""}${Math.round(share * 100)} %`;

/** Where the prices come from and how far they can be trusted. */
export function footerOf(evidence: Evidence): string[] {
  const {
    priced,
    free,
    unpriced,
    sources,
    compiled,
    oldest,
    warning,
    unverified,
    estimated,
    unused,
    notes,
    fromProfile,
  } = evidence;
  const names = [...new Set(unverified.map(({ line }) => line.priceKey))];
  return [
    ...(unpriced.length === 0 ? [] : [`Totals lack what has no price. ${unpricedText(unpriced)}.`]),
    `${priced} resources priced, ${free} free. On demand, without taxes, support, credits and commitments; 730 hours a month.`,
    `Sources: ${sources.map(({ name, date }) => `${name} ${date}`).join(", ")} (--details names them by line).`,
    `Price table of ${compiled}${oldest === undefined ? "" : `; its oldest price here is of ${oldest.date}, ${oldest.ageDays} ${oldest.ageDays === 1 ? "day" : "days"} old`}.${warning === undefined ? "" : ` ${warning}`}`,
    ...(unverified.length + estimated.length === 0 ? ["Every price has a source."] : []),
    ...(unverified.length === 0 ? [] : [`Unverified prices, derived from others: ${names.join(", ")}.`]),
    ...estimatedText(estimated),
    ...(unused.length === 0 ? [] : [`Billed with use, none assumed here: ${unused.join(", ")}.`]),
    ...notes.map((note) => `Not exact: ${note}.`),
    ...(fromProfile.length === 0
      ? []
      : [`The usage profile alone says how much is used, whatever these inputs do: ${fromProfile.join(", ")}.`]),
  ];
}
