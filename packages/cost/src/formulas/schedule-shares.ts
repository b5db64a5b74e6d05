import { type ScheduleTimes } from "../schedules";
import { HOURS_PER_MONTH } from "./time";

const MINUTES_PER_DAY = 24 * 60;
const DAY = MINUTES_PER_DAY * 60_000;
/** Every date of the year on every day of the week: the calendar is the same again after 28 years, until 2100. */
const CYCLE_START = Date.UTC(2001, 0, 1);
const CYCLE_DAYS = 28 * 365 + 7;
const HOURS_PER_DAY = 24;

/** A value that holds from each time of a schedule until the next event. */
export interface ScheduledValue<T> {
  readonly schedule: ScheduleTimes;
  readonly value: T;
}

/** A value with the share of the time in which it holds. */
export interface TimeShare<T> {
  readonly value: T;
  readonly share: number;
}

/**
 * How long each value holds in the long run; empty when nothing recurs.
 *
 * The last event of a cycle reaches into the next. `rate(…)` and `at(…)` have no times that recur on the calendar, so
 * they set nothing here.
 */
export function timeShares<T>(events: readonly ScheduledValue<T>[]): TimeShare<T>[] {
  const moments = events.flatMap(momentsOfDay).sort((a, b) => a.minute - b.minute);
  const minutes = new Array<number>(events.length).fill(0);
  let first: number | undefined;
  let last: { readonly at: number; readonly event: number } | undefined;
  const closes = (at: number): void => {
    if (last !== undefined) minutes[last.event] = (minutes[last.event] ?? 0) + at - last.at;
  };
  for (let day = 0; day < CYCLE_DAYS; day += 1) {
    for (const { minute, dayShift, days, event } of moments) {
      if (days[(day - dayShift + CYCLE_DAYS) % CYCLE_DAYS] !== 1) continue;
      const at = day * MINUTES_PER_DAY + minute;
      closes(at);
      first ??= at;
      last = { at, event };
    }
  }
  if (first === undefined) return [];
  closes(first + CYCLE_DAYS * MINUTES_PER_DAY);
  return events.flatMap(({ value }, event) => {
    const share = (minutes[event] ?? 0) / (CYCLE_DAYS * MINUTES_PER_DAY);
    return share === 0 ? [] : [{ value, share }];
  });
}

/** Share of the time between each start and the next stop; 1 when neither recurs. */
export function runningShare(start: ScheduleTimes, stop: ScheduleTimes): number {
  const shares = timeShares([
    { schedule: start, value: 1 },
    { schedule: stop, value: 0 },
  ]);
  return shares.length === 0 ? 1 : shares.reduce((sum, { value, share }) => sum + value * share, 0);
}

/** Hours a month, from a share of the time. */
export function runningHours(share: number): number {
  return HOURS_PER_MONTH * share;
}

/** Runs of an average month. */
export function runsPerMonth(schedule: ScheduleTimes): number {
  switch (schedule.kind) {
    case "once":
      return 0;
    case "rate":
      return (HOURS_PER_MONTH * 60) / schedule.minutes;
    case "cron": {
      const days = daysOfCycle(schedule).reduce((sum, runs) => sum + runs, 0) / CYCLE_DAYS;
      return (schedule.timesOfDay.length * days * HOURS_PER_MONTH) / HOURS_PER_DAY;
    }
  }
}

type CronTimes = Extract<ScheduleTimes, { kind: "cron" }>;

interface Moment {
  /** After midnight of UTC. */
  readonly minute: number;
  /** Days that UTC is ahead of the wall at this moment: -1, 0 or 1. */
  readonly dayShift: number;
  readonly days: Uint8Array;
  /** Index of the event. */
  readonly event: number;
}

function momentsOfDay({ schedule }: ScheduledValue<unknown>, event: number): Moment[] {
  if (schedule.kind !== "cron") return [];
  const days = daysOfCycle(schedule);
  return schedule.timesOfDay.map((time) => {
    const utc = time - schedule.utcOffset;
    const dayShift = Math.floor(utc / MINUTES_PER_DAY);
    return { minute: utc - dayShift * MINUTES_PER_DAY, dayShift, days, event };
  });
}

const known = new WeakMap<CronTimes, Uint8Array>();

/** 1 for each day of the cycle on which a schedule runs; a stack is priced many times with the same schedules. */
function daysOfCycle(schedule: CronTimes): Uint8Array {
  const days =
    known.get(schedule) ??
    Uint8Array.from({ length: CYCLE_DAYS }, (_, day) => (schedule.runsOn(new Date(CYCLE_START + day * DAY)) ? 1 : 0));
  known.set(schedule, days);
  return days;
}
