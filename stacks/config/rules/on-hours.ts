import { DATABASE_LEAD_MINUTES, databaseStart } from "../../../components/operations/off-hours/database-start";
import { occurrences, parseCron, type Period } from "../../../components/schedule";
import { countUntil } from "./periods";

/** The `offHours` section. */
export interface OffHoursConfig {
  readonly stop: string;
  readonly start: string;
  readonly timezone: string;
}

/** When what runs. */
export interface OnHours {
  readonly services: readonly Period[];
  readonly database: readonly Period[];
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** The night on which clocks go back is an hour longer. */
const LONGEST_LEAD = (DATABASE_LEAD_MINUTES + 60) * MINUTE;

/**
 * When services and database run within a period: from a start to the stop after it, the database a little longer.
 * Weekly schedules have one of each within eight days, so what was before the period is known too.
 */
export function onHours(offHours: OffHoursConfig, { start, end }: Period): OnHours {
  const around = { start: new Date(start.getTime() - 8 * DAY), end: new Date(end.getTime() + 8 * DAY) };
  const times = (expression: string) => occurrences(parseCron(expression), offHours.timezone, around);
  const stops = times(offHours.stop);
  const databaseStarts = times(databaseStart(offHours.start));
  const services = times(offHours.start).flatMap((from) => periodFrom(from, stops));
  const database = services.flatMap(({ start: from, end: until }) => {
    const early = databaseStarts[countUntil(databaseStarts, (time) => time >= from) - 1];
    return early !== undefined && from.getTime() - early.getTime() <= LONGEST_LEAD
      ? [{ start: early, end: until }]
      : [];
  });
  const isLookedAt = (period: Period) => period.end > start && period.start < end;
  return { services: services.filter(isLookedAt), database: database.filter(isLookedAt) };
}

function periodFrom(from: Date, stops: readonly Date[]): Period[] {
  const until = stops[countUntil(stops, (stop) => stop > from)];
  return until === undefined ? [] : [{ start: from, end: until }];
}
