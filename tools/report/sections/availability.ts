import {
  bestTrade,
  byShare,
  CEILING_HEAD,
  ceilingCells,
  type Facts,
  FAILURE_HEAD,
  failureCells,
  formula,
  growthCells,
  growthHead,
  TRADE_HEAD,
  tradeCells,
  zonesLine,
} from "../../availability/page";
import { type Html, markup } from "../markup";
import { type Section } from "../section";
import { expander, table, type TableColumn } from "../table";

export type AvailabilityFacts = Omit<Facts, "stack">;

/** What failures and growth do to the stack. */
export function renderAvailability(facts: AvailabilityFacts): Section {
  return {
    id: "availability",
    title: "Availability and growth",
    content: markup`${failures(facts)}${trades(facts)}${growth(facts)}`,
  };
}

function failures({ assessment: { failures: all, held, zones, composite } }: AvailabilityFacts): Html {
  return markup`${zonesLine(held, zones).map((line) => markup`<p>${line}</p>\n`)}${table({
    caption: "What each failure does",
    columns: [...FAILURE_HEAD, "what it does"],
    rows: all.map((failure) => [...failureCells(failure), failure.effect]),
  })}<p>AWS's commitments along the way of a request: ${formula(composite)}.</p>
`;
}

function trades({ trades: all }: AvailabilityFacts): Html | undefined {
  if (all.length === 0) return undefined;
  const best = bestTrade(all);
  return markup`<h3>What more of it costs</h3>
${best === undefined ? undefined : markup`<p>${best}.</p>\n`}${table({
    caption: "Without each and with it; a year has one failure of each kind. What is marked is configured",
    columns: numbers(["choice", ...TRADE_HEAD.slice(1)]),
    rows: all.map(tradeCells),
  })}`;
}

function growth({ assessment: { ceilings }, growth: grown }: AvailabilityFacts): Html {
  return markup`<h3>What stops growth</h3>
${table({
  caption: "What has to change with more traffic, in the order in which it does",
  columns: growthHead(),
  rows: growthCells(grown),
})}${expander(
    "Every ceiling, with what the stack asks of it at its maximum",
    table({
      caption: "Ceilings, the nearest first",
      columns: [...CEILING_HEAD.slice(0, 3), "share", "note", "how"],
      rows: byShare(ceilings).map(ceilingCells),
    }),
  )}`;
}

const numbers = ([first = "", ...others]: readonly string[]): TableColumn[] => [
  { title: first },
  ...others.map((title) => ({ title, isNumber: true })),
];
