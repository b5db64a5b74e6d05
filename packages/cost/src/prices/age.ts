/** Days after which prices are too old to rely on without a word. */
export const MAX_TABLE_AGE_DAYS = 90;

const DAY_MS = 24 * 60 * 60 * 1000;

/** Whole days between two ISO days. */
export function ageInDays(compiled: string, today: string): number {
  return Math.floor((Date.parse(today) - Date.parse(compiled)) / DAY_MS);
}

/** One warning line for a table older than 90 days, otherwise `undefined`. `today` is an ISO day. */
export function staleTableWarning(compiled: string, today: string): string | undefined {
  const age = ageInDays(compiled, today);
  if (age <= MAX_TABLE_AGE_DAYS) return undefined;
  return `warning: the price table is ${age} days old (${compiled}); run "npm run toolkit -- refresh-prices".`;
}
