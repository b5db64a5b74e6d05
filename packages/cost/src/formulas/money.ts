/** Rounds half up to cents, as bills do; `toPrecision` first removes binary noise such as 16.42499999. */
export function toCents(usd: number): number {
  return Math.round(Number((usd * 100).toPrecision(12))) / 100;
}

/** `1234.5` → `1,234.50`. */
export function formatUsd(usd: number): string {
  return toCents(usd).toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}
