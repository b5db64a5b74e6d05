import { formatUsd, toCents } from "@toolkit/cost/formulas/money";

export const usd = formatUsd;

/** `+1.20`, `-3.00`, `0.00`; a half cent is rounded away from zero both ways, so that what goes is what came. */
export function signedUsd(change: number): string {
  const size = toCents(Math.abs(change));
  if (size === 0) return formatUsd(0);
  return `${change > 0 ? "+" : "-"}${formatUsd(size)}`;
}

/** Three significant digits at most, no needless zeros: `0.1`, `2.5`, `1,200`. */
export function amount(value: number): string {
  return value.toLocaleString("en-US", { maximumSignificantDigits: 3 });
}

/** A unit price: every digit that counts, e.g. `0.00356`. */
export function unitPrice(value: number): string {
  return value.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 10 });
}

/** `+5.1 %`, nothing when there is nothing to compare with. */
export function percentChange(before: number, after: number): string {
  if (toCents(before) === 0) return "";
  const percent = ((after - before) / before) * 100;
  return `${percent > 0 ? "+" : ""}${percent.toFixed(1)} %`;
}
