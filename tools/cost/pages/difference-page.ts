import { evidenceOf } from "../analysis";
import { bundledPrices } from "@toolkit/cost/prices";
import { type Terms } from "@toolkit/cost/terms";
import { toCents } from "@toolkit/cost/formulas/money";
import { footerOf } from "./footer";
import { type Change, type Difference } from "./difference";
import { percentChange, signedUsd, usd } from "./numbers";
import { type Page } from "./page";

const cells = ({ before, after }: Change): string[] => [
  usd(before),
  usd(after),
  signedUsd(toCents(after) - toCents(before)),
];

/** The effect of a change: headline, services that change, and resources with their lines as a detail. */
export function differencePage(
  { base, head, services, resources }: Difference,
  usageName: string,
  terms?: Terms,
): Page {
  const total = { before: base.cost.total, after: head.cost.total };
  const changed = services.filter(({ before, after }) => toCents(before) !== toCents(after));
  const rows = changed.map((row) => [row.service, ...cells(row), percentChange(row.before, row.after)]);
  const today = new Date().toISOString().slice(0, 10);
  return {
    headline: headlineOf(total),
    sections: [
      {
        title: `${base.label} → ${head.label}, usage ${usageName}`,
        columns: ["Service", "before", "after", "change", ""],
        rows,
        total: ["Total, USD a month", ...cells(total), percentChange(total.before, total.after)],
      },
      {
        title:
          resources.length === 1 ? "1 resource changes its cost" : `${resources.length} resources change their cost`,
        columns: ["Resource", "line", "before", "after", "change"],
        rows: resources.flatMap(({ sign, name, type, lines }) =>
          lines.map((line, index) => [
            index === 0 ? `${sign} ${name} (${type.split(":").at(-1) ?? type})` : "",
            line.name,
            ...cells(line),
          ]),
        ),
        texts: 2,
        isDetail: true,
      },
    ],
    footer: footerOf(evidenceOf(head.cost, bundledPrices(), today), terms),
  };
}

function headlineOf({ before, after }: Change): string {
  const change = toCents(after) - toCents(before);
  if (toCents(change) === 0) return `Monthly cost stays at ${usd(after)} USD`;
  const percent = percentChange(before, after);
  const verb = change > 0 ? "increases" : "decreases";
  return `Monthly cost ${verb} by ${usd(Math.abs(change))} USD${percent === "" ? "" : ` (${percent})`}: ${usd(before)} → ${usd(after)} USD`;
}
