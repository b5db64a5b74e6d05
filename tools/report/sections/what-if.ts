import { type CostReport, type NatBreakEven, type WhatIf } from "../../cost/analysis";
import { signedUsd, usd } from "../../cost/pages/numbers";
import { bar } from "../bar";
import { type Html, markup } from "../markup";
import { table } from "../table";

type Answered = Extract<WhatIf, { readonly total: number }>;
type Refused = Extract<WhatIf, { readonly refused: string }>;

/** What the month would cost if one thing were different; the program was run again for each row. */
export function whatIf(report: CostReport): Html {
  const { cost, whatIfs = [], breakEven } = report;
  const answered = [...whatIfs.filter((row): row is Answered => "total" in row), ...flatPlan(report)];
  const refused = whatIfs.filter((row): row is Refused => "refused" in row);
  const most = Math.max(cost.total, ...answered.map(({ total }) => total));
  return markup`<h3>What if</h3>
${table({
  caption: "The same stack with one thing changed, USD a month",
  columns: ["What if", "Compared", { title: "Total", isNumber: true }, { title: "Change", isNumber: true }],
  rows: [
    ["As configured", bar([{ value: cost.total, look: "fixed" }], most), usd(cost.total), ""],
    ...answered.map(({ label, total, change }) => [
      label,
      bar([{ value: total, look: change > 0 ? "dearer" : "cheaper" }], most),
      usd(total),
      signedUsd(change),
    ]),
  ],
  look: "bars",
})}${
    refused.length === 0
      ? undefined
      : markup`<p>Refused by the rules of the configuration:</p>
<ul>${refused.map(({ label, refused: reason }) => markup`<li>${label}: ${reason}</li>\n`)}</ul>
`
  }${breakEven === undefined ? undefined : breakEvenNote(breakEven)}`;
}

function flatPlan({ flatPlan: flat, cost }: CostReport): Answered[] {
  if (flat === undefined) return [];
  const label = `CloudFront's flat ${flat.plan.name} plan, subscribed by hand`;
  return [{ label, change: flat.change, total: cost.total + flat.change }];
}

function breakEvenNote({ endpointGb, endpoints, replaceGb }: NatBreakEven): Html {
  const gb = (value: number): string => `${Math.ceil(value).toLocaleString("en-US")} GB a month`;
  return markup`<p>One more interface endpoint pays for itself from ${gb(endpointGb)} and zone.
${endpoints} endpoints in place of NAT gateways save money ${
    replaceGb > 0 ? `from ${gb(replaceGb)}` : "at any amount of data"
  }, where nothing needs the internet.</p>
`;
}
