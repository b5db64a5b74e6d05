import { type Ceiling, isOver } from "@toolkit/scaling/availability/ceilings";
import { type Failure } from "@toolkit/scaling/availability/failures";
import { FIGURES, type FigureName, type Span } from "@toolkit/scaling/availability/figures";
import { columns } from "../daily/columns";
import { signedUsd, usd } from "../cost/pages/numbers";
import { type Assessment } from "./assess";
import { FACTORS, type Growth } from "./growth";
import { type Trade } from "./trades";
import { count, duration, percent, range } from "./words";

/** What a page tells. */
export interface Facts {
  readonly stack: string;
  readonly assessment: Assessment;
  readonly growth: Growth;
  readonly trades: readonly Trade[];
}

/** A stack against failures and growth, the line that matters last. */
export function page({ stack, assessment, growth, trades }: Facts): string {
  return [
    failuresPart(assessment.failures),
    zonesPart(assessment),
    compositePart(assessment),
    ceilingsPart(assessment.ceilings),
    growthPart(growth),
    ...(trades.length === 0 ? [] : [tradesPart(trades)]),
    sourcesPart(assessment.failures),
    `${verdict(stack, assessment, trades)}\n`,
  ].join("\n\n");
}

export const FAILURE_HEAD = ["failure", "no answer for", "no new task for", "writes lost"];

/** A line for each failure, and below it what it does. */
function failuresPart(failures: readonly Failure[]): string {
  const [head = "", ...lines] = columns([FAILURE_HEAD, ...failures.map(failureCells)]).split("\n");
  return [head, ...lines.flatMap((line, index) => [line, `    ${failures[index]?.effect ?? ""}`])].join("\n");
}

export const failureCells = ({ what, outage, stuck, lost, byHand }: Failure): string[] => [
  what,
  `${range(outage)}${byHand && outage !== "never" ? ", by hand" : ""}`,
  range(stuck),
  range(lost),
];

function zonesPart({ held, zones }: Assessment): string {
  return zonesLine(held, zones).join("\n");
}

/** The proof that each zone can go, or what stands in one alone. */
export function zonesLine(held: Assessment["held"], zones: readonly string[]): string[] {
  if (zones.length === 0) return ["No subnets are made here: which zones hold what cannot be told."];
  if (held.length === 0) return [`No zone holds all of anything: ${zones.join(", ")} can each go.`];
  return [...new Set(held.map(({ what }) => what))].map((what) => {
    const found = held.filter((loss) => loss.what === what);
    const where = found.map(({ zone }) => zone).join(" or ");
    return `${found.some(({ perhaps }) => perhaps) ? "One zone" : "A zone"} holds all of ${what}: ${where}.`;
  });
}

function compositePart({ composite }: Assessment): string {
  return `AWS's commitments: ${formula(composite)}`;
}

/** `0.999 (edge) × … = 99.76 %, 21 h of a year`. */
export function formula({ factors, share, hoursOfYear }: Assessment["composite"]): string {
  const product = factors.map(({ resource, commitment }) => `${commitment.share} (${resource})`).join(" × ");
  return `${product} = ${percent(share)}, ${duration(hoursOfYear * 3600)} of a year`;
}

export const CEILING_HEAD = ["stops growth", "default", "asked at most", "", "", ""];

function ceilingsPart(ceilings: readonly Ceiling[]): string {
  return columns([CEILING_HEAD, ...byShare(ceilings).map(ceilingCells)]);
}

/** The nearest first, those of which nothing is known last. */
export const byShare = (ceilings: readonly Ceiling[]): Ceiling[] => {
  const share = ({ asked, limit }: Ceiling): number => (asked === undefined ? -1 : asked / limit);
  return [...ceilings].sort((a, b) => share(b) - share(a));
};

export const ceilingCells = (ceiling: Ceiling): string[] => [
  ceiling.what,
  `${count(ceiling.limit)} ${ceiling.unit}`,
  ceiling.asked === undefined ? "-" : count(ceiling.asked),
  ceiling.asked === undefined ? "" : `${Math.round((ceiling.asked / ceiling.limit) * 100)} %`,
  isOver(ceiling) ? "OVER" : ceiling.adjustable ? "can be raised" : "",
  isOver(ceiling) ? `${ceiling.how}: ${ceiling.fix}` : ceiling.how,
];

export const growthHead = (): string[] => [
  "with more traffic",
  "now",
  "changes at",
  ...FACTORS.map((factor) => `× ${factor.toLocaleString("en-US")}`),
];

/** What has to change, in the order in which it does, and the price of all of it last. */
export const growthCells = ({ rows, monthly }: Growth): string[][] => [
  ...rows.map(({ what, now, from, needed }) => [what, now, `× ${from?.toLocaleString("en-US") ?? ""}`, ...needed]),
  ["USD a month", "", "", ...monthly.map(usd)],
];

function growthPart(growth: Growth): string {
  const { pageViews, peakPerSecond, enough } = growth;
  return [
    columns([growthHead(), ...growthCells(growth)]),
    `× 1: ${pageViews.toLocaleString("en-US")} page views a month, ${count(peakPerSecond)} dynamic requests/s at the peak. Enough to the end: ${enough.join(", ")}.`,
  ].join("\n");
}

export const TRADE_HEAD = ["", "USD/month", "no answer, a year", "no new task, a year", "outside AWS's commitments"];

function tradesPart(trades: readonly Trade[]): string {
  const rows = trades.map(tradeCells);
  return [
    columns([TRADE_HEAD, ...rows]),
    "* is configured. Without → with it; a year has the failures of --rate, by default one of each kind.",
  ].join("\n");
}

export function tradeCells(trade: Trade): string[] {
  const what = `${trade.isHad ? "*" : " "} ${trade.what}`;
  if ("refused" in trade) return [what, "refused", trade.refused, "", ""];
  const { without, having } = trade;
  if (trade.ofRegion) {
    const gone = (of: (region: NonNullable<typeof having.region>) => Span | "never" | "everything"): string =>
      [without, having].map(({ region }) => (region === undefined ? "-" : range(of(region)))).join(" → ");
    const [outage, lost] = [gone((region) => region.outage), gone((region) => region.lost)];
    return [what, signedUsd(having.monthly - without.monthly), `region gone: ${outage}`, `writes lost: ${lost}`, ""];
  }
  const change = (of: (brief: typeof having) => number, unit: number): string =>
    `${duration(of(without) * unit)} → ${duration(of(having) * unit)}`;
  return [
    what,
    signedUsd(having.monthly - without.monthly),
    change(({ outage }) => outage, 60),
    change(({ stuck }) => stuck, 60),
    change(({ hoursOfYear }) => hoursOfYear, 3600),
  ];
}

function sourcesPart(failures: readonly Failure[]): string {
  return columns([
    ["time", "", "from"],
    ...figuresOf(failures).map((name) => {
      const { seconds, evidence, title } = FIGURES[name];
      return [range({ from: seconds[0], to: seconds[1], figures: [] }), evidence, title];
    }),
  ]);
}

/** Figures that the failures use, each once. */
export const figuresOf = (failures: readonly Failure[]): FigureName[] => [
  ...new Set(
    failures.flatMap(({ outage, stuck, lost }) =>
      [outage, stuck, lost].flatMap((span) => (typeof span === "string" ? [] : span.figures)),
    ),
  ),
];

function verdict(stack: string, { outage, stuck, price, ceilings }: Assessment, trades: readonly Trade[]): string {
  const over = ceilings.filter(isOver).map(({ what }) => what);
  const best = bestTrade(trades);
  return [
    ...(over.length === 0 ? [] : [`Over a default quota at its maximum: ${over.join(", ")}`]),
    ...(best === undefined ? [] : [best]),
    `${stack}: ${price} USD a month; with one of each failure a year ${duration(outage * 60)} without an answer, ${duration(stuck * 60)} without new tasks`,
  ].join("\n");
}

/** The trade that brings most, in a line: `standby: +29.84 USD a month, 89 minutes a year → 3`. */
export function bestTrade(trades: readonly Trade[]): string | undefined {
  const told = trades.flatMap((trade) => ("refused" in trade ? [] : [trade]));
  const [best] = [...told].sort((a, b) => b.without.outage - b.having.outage - (a.without.outage - a.having.outage));
  if (best === undefined || best.without.outage <= best.having.outage) return undefined;
  const { what, without, having } = best;
  return `${what}: ${signedUsd(having.monthly - without.monthly)} USD a month, ${Math.round(without.outage)} minutes a year → ${Math.round(having.outage)}`;
}
