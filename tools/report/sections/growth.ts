import { type CostReport } from "../../cost/analysis";
import { amount, usd } from "../../cost/pages/numbers";
import { bar } from "../bar";
import { type Html, markup } from "../markup";
import { table } from "../table";

/** Cost at multiples of the traffic, and where it begins to grow in another way. */
export function growth({ growth: steps, knees, unitCost }: CostReport): Html {
  const most = Math.max(0, ...steps.map(({ total }) => total));
  return markup`<h3>Growth</h3>
${table({
  caption: "Cost at multiples of the traffic, USD a month",
  columns: [
    "Traffic",
    "Compared",
    { title: "Total", isNumber: true },
    { title: "Fixed", isNumber: true },
    { title: "Usage", isNumber: true },
    { title: "Requests/s", isNumber: true },
    "Database",
  ],
  rows: steps.map(({ factor, requestsPerSecond, databaseClass, fixed, usage, total }) => [
    `${factor}×`,
    bar(
      [
        { value: fixed, look: "fixed" },
        { value: usage, look: "usage" },
      ],
      most,
    ),
    usd(total),
    usd(fixed),
    usd(usage),
    amount(requestsPerSecond),
    databaseClass,
  ]),
  look: "bars",
})}<ul class="knees">
${knees.map(({ factor, what }) => markup`<li>from ${amount(factor)}×: ${what}</li>\n`)}</ul>
${
  unitCost === undefined
    ? undefined
    : markup`<p>A million dynamic requests cost ${usd(unitCost.average)} USD on average, ${usd(unitCost.marginal)} for one million more.</p>\n`
}`;
}
