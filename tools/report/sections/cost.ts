import { type BilledLine, type CostReport, type Evidence } from "../../cost/analysis";
import { amount, unitPrice, usd } from "../../cost/pages/numbers";
import { totalText, unpricedText } from "../../cost/partial";
import { bar, legend } from "../bar";
import { type Html, markup } from "../markup";
import { type Section } from "../section";
import { expander, table, type TableColumn } from "../table";
import { growth } from "./growth";
import { whatIf } from "./what-if";

/** A stack's cost, or why it cannot be told. */
export type CostFacts = CostReport | { readonly unknown: string };

export const USD: TableColumn = { title: "USD a month", isNumber: true };

/** What a month costs: by service, line by line, if something were different, and with more traffic. */
export function renderCost(cost: CostFacts): Section {
  return {
    id: "cost",
    title: "Cost",
    content:
      "unknown" in cost
        ? markup`<p class="problem">The cost is unknown: ${cost.unknown}</p>\n`
        : [intro(cost), services(cost), everyLine(cost.lines), whatIf(cost), growth(cost), trust(cost.evidence)],
  };
}

function intro({ cost, region, usageName }: CostReport): Html {
  return markup`<p>${totalText(cost)} USD a month in ${region} at usage <em>${usageName}</em>: ${usd(cost.fixed)} fixed,
${usd(cost.usage)} for what is used. On demand, without taxes, support, credits and commitments.</p>
${legend([
  ["fixed", "fixed"],
  ["usage", "usage"],
])}`;
}

function services({ services: all, cost }: CostReport): Html {
  const most = Math.max(0, ...all.map(({ total }) => total));
  const number = (title: string): TableColumn => ({ title, isNumber: true });
  return table({
    caption: "Cost by service, USD a month",
    columns: ["Service", "Compared", number("Total"), number("Fixed"), number("Usage")],
    rows: all.map(({ service, fixed, usage, total }) => [
      service,
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
    ]),
    total: ["Total", "", usd(cost.total), usd(cost.fixed), usd(cost.usage)],
    look: "bars",
  });
}

function everyLine(lines: readonly BilledLine[]): Html {
  return expander(
    `Every line with its price and source: ${lines.length} lines`,
    table({
      caption: "Lines of the bill, dearest first",
      columns: [
        "Line",
        "Resource",
        "Kind",
        { title: "Quantity", isNumber: true },
        { title: "Price", isNumber: true },
        "Unit",
        USD,
        "Source",
      ],
      rows: lines.map(({ resource, line }) => [
        line.name,
        resource.name,
        line.kind,
        amount(line.monthlyQuantity),
        unitPrice(line.unitPrice),
        line.unit,
        usd(line.monthlyCost),
        `${line.source} ${line.date} (${line.confidence})`,
      ]),
    }),
  );
}

function trust({ compiled, priced, free, unpriced, warning, unverified, estimated, sources, notes }: Evidence): Html {
  const doubted = [...new Set([...unverified, ...estimated].map(({ line }) => line.priceKey))];
  return markup`<p class="note">${priced} resources are priced, ${free} are free.${unpriced.length === 0 ? "" : ` ${unpricedText(unpriced)}.`} Price table of ${compiled}. ${warning}
${doubted.length === 0 ? "Every price has a source." : `Without a source of their own: ${doubted.join(", ")}.`} ${notes.map((note) => `Not exact: ${note}.`).join(" ")}</p>
${expander(
  "Sources of the prices",
  table({
    caption: "Sources of the prices",
    columns: ["Name", "Title", "Date"],
    rows: sources.map(({ name, title, date }) => [name, title, date]),
  }),
)}`;
}
