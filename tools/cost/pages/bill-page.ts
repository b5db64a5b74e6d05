import { type BillComparison } from "../bill";
import { percentChange, signedUsd, usd } from "./numbers";
import { type Page } from "./page";

/** A bill beside the estimate, the line that is farthest off first. */
export function billPage({ month, lines, billed, estimated }: BillComparison, label: string): Page {
  return {
    headline: `${label}: ${usd(estimated)} USD estimated, ${usd(billed)} billed in the month of ${month} (${billed === 0 ? "nothing billed" : percentChange(billed, estimated)})`,
    sections: [
      {
        title: "Line of the bill",
        columns: ["Line of the bill", "billed", "estimated", "off by", ""],
        rows: lines.map((line) => [
          line.name,
          usd(line.billed),
          usd(line.estimated),
          signedUsd(line.estimated - line.billed),
          percentChange(line.billed, line.estimated),
        ]),
        total: [
          "Total, USD a month",
          usd(billed),
          usd(estimated),
          signedUsd(estimated - billed),
          percentChange(billed, estimated),
        ],
      },
    ],
    footer: [
      "A line without an estimate is not of this stack, or is not modelled; one that is not billed may be free so far, or stand under another usage type.",
    ],
  };
}
