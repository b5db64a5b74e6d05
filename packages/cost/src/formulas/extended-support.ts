/**
 * First day of extended support and of its third, dearer year by engine and version. Sources: Amazon RDS user guide,
 * "Supported MySQL versions" and "Release calendars for Amazon RDS for PostgreSQL" (tables of extended support).
 */
const CALENDAR: readonly (readonly [engine: string, version: string, from: string, thirdYear: string])[] = [
  ["mysql", "5.7", "2024-03-01", "2026-03-01"],
  ["mysql", "8.0", "2026-08-01", "2028-08-01"],
  ["postgres", "11", "2024-04-01", "2026-04-01"],
  ["postgres", "12", "2025-03-01", "2027-03-01"],
  ["postgres", "13", "2026-03-01", "2028-03-01"],
  ["postgres", "14", "2027-03-01", "2029-03-01"],
];

/** Which rate of extended support an engine's version pays on an ISO day: none, that of two years, or that of the third. */
export function extendedSupport(engine: string, version: string, today: string): "year1" | "year3" | undefined {
  const found = CALENDAR.find(
    ([name, major]) => name === engine && (version === major || version.startsWith(`${major}.`)),
  );
  if (found === undefined) return undefined;
  const [, , from, thirdYear] = found;
  if (today < from) return undefined;
  return today < thirdYear ? "year1" : "year3";
}
