import { ROTATION_WINDOW_HOURS } from "../../../components/data/rotation-rules";
import { snapshotSchedule } from "../../../components/data/snapshot-time";
import {
  occurrences,
  parseCron,
  parseSchedule,
  type Period,
  scheduleProblem,
  wallClock,
} from "../../../components/schedule";
import { type Problem } from "../problems";
import { type JobConfig, type WebappConfig } from "../schema";
import { activeHttpSections } from "../task-sections";
import { type OffHoursConfig, type OnHours } from "./on-hours";
import { countUntil, isInside, isWithin, meets } from "./periods";

/** When the stack runs, over the period that is looked at. */
export interface Hours extends OnHours {
  readonly offHours: OffHoursConfig;
  readonly period: Period;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Time that a dump gets before the database stops. */
const DUMP_HOURS = 1;
const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/** A dump reads the database, so it starts and ends while that runs; nor can a stopped one be snapshotted. */
export function dumpProblems({ backup, database }: WebappConfig, hours: Hours): Problem[] {
  const running = { ...hours, what: "database" } as const;
  const snapshot = snapshotSchedule(database.backupWindow, database.maintenanceWindow);
  const snapshots = backup.awsBackup ? scheduleProblems("", { schedule: snapshot, timezone: "UTC" }, 0, running) : [];
  return [
    ...scheduleProblems("webapp:backup.schedule", backup, DUMP_HOURS, running),
    ...snapshots.map(() => ({
      key: "webapp:backup.awsBackup",
      value: true,
      fix: `takes a snapshot at ${snapshot} UTC, also while the database is stopped (webapp:offHours): set it to false, since dumps and RDS's own backups remain`,
    })),
  ];
}

/**
 * A job that uses the database or a service starts and ends while that runs; other jobs run at night too. Where services
 * run the database does, so the hours of services are enough for a job that uses both.
 */
export const jobProblems = ({ jobs, services }: WebappConfig, hours: Hours): Problem[] =>
  Object.entries(jobs).flatMap(([name, job]) => {
    const what = neededBy(job, services);
    if (what === undefined) return [];
    return scheduleProblems(`webapp:jobs.${name}.schedule`, job, job.timeoutMinutes / 60, { ...hours, what });
  });

function neededBy({ uses }: JobConfig, services: WebappConfig["services"]): keyof OnHours | undefined {
  if (uses.some((used) => used in services)) return "services";
  return uses.includes("database") ? "database" : undefined;
}

/** A floor set at night would start tasks. */
export function floorProblems(config: WebappConfig, hours: Hours): Problem[] {
  return activeHttpSections(config).flatMap(({ key, tasks }) =>
    Object.entries(tasks.scaling.floors).flatMap(([name, floor]) =>
      scheduleProblems(`webapp:${key}.scaling.floors.${name}.schedule`, floor, 0, { ...hours, what: "services" }),
    ),
  );
}

/** Without a schedule Secrets Manager takes any hour of the day; a stopped database cannot take a new password. */
export function rotationProblems({ database }: WebappConfig, hours: Hours): Problem[] {
  const { passwordRotationDays, passwordRotationSchedule: schedule } = database;
  if (schedule === undefined) {
    return [
      {
        key: "webapp:database.passwordRotationDays",
        value: passwordRotationDays,
        fix: `rotates at any hour, also while the database is stopped (webapp:offHours): set webapp:database.passwordRotationSchedule to a time at which it runs, such as cron(0 10 ? * 3#1 *), UTC`,
      },
    ];
  }
  const key = "webapp:database.passwordRotationSchedule";
  return scheduleProblems(key, { schedule, timezone: "UTC" }, ROTATION_WINDOW_HOURS, { ...hours, what: "database" });
}

/** RDS backs up once on each day that the database runs, and patches in every maintenance window. */
export function windowProblems({ database }: WebappConfig, hours: Hours): Problem[] {
  const backups = windows(database.backupWindow, hours.period);
  const cut = backups.find((window) => meets(window, hours.database) && !isInside(window, hours.database));
  const missed = hours.database
    .filter(({ start, end }) => start >= hours.period.start && end <= hours.period.end)
    .find((running) => !holdsOne(running, backups));
  const patches = windows(database.maintenanceWindow, hours.period).find((window) => !isInside(window, hours.database));
  const { timezone } = hours.offHours;
  return [
    ...(cut === undefined && missed === undefined
      ? []
      : [
          {
            key: "webapp:database.backupWindow",
            value: database.backupWindow,
            fix:
              cut === undefined
                ? `is outside the hours at which the database runs (webapp:offHours, ${shown(missed, timezone)}), so it would never be backed up: move it between start and stop, UTC`
                : `is cut by a start or stop of webapp:offHours (${shown(cut, timezone)}): move it between start and stop, UTC`,
          },
        ]),
    ...(patches === undefined
      ? []
      : [
          {
            key: "webapp:database.maintenanceWindow",
            value: database.maintenanceWindow,
            fix: `is ${shown(patches, timezone)} while the database is stopped (webapp:offHours): move it between start and stop, UTC`,
          },
        ]),
  ];
}

function scheduleProblems(
  key: string,
  { schedule: value, timezone }: { readonly schedule: string; readonly timezone: string },
  needsHours: number,
  { offHours, period, what, ...periods }: Hours & { readonly what: keyof OnHours },
): Problem[] {
  // What AWS would refuse has its own message.
  if (scheduleProblem(value) !== undefined) return [];
  const schedule = parseSchedule(value);
  if (schedule.kind === "rate") {
    return [{ key, value, fix: "runs at all hours, also while the stack is stopped (webapp:offHours): use cron(…)" }];
  }
  const off = occurrences(schedule, timezone, period).find((time) => !holds(periods[what], time, needsHours));
  if (off === undefined) return [];
  const when = `${wallClock(off, offHours.timezone)} ${offHours.timezone}`;
  const needs = needsHours === 0 ? "" : ` or about to stop (it needs ${shownHours(needsHours)})`;
  const are = what === "services" ? "are" : "is";
  return [
    {
      key,
      value,
      fix: `runs on ${when}, while the ${what} ${are} stopped${needs} (webapp:offHours): move it between start and stop`,
    },
  ];
}

const shownHours = (hours: number): string =>
  Number.isInteger(hours) ? `${hours} h` : `${Math.round(hours * 60)} min`;

/** Whether something that begins now is over before the period is. */
const holds = (periods: readonly Period[], time: Date, needsHours: number): boolean =>
  needsHours === 0
    ? isWithin(periods, time)
    : isInside({ start: time, end: new Date(time.getTime() + needsHours * HOUR) }, periods);

/** Windows are equally long, so the first that begins in a period is the first to end. */
function holdsOne(period: Period, windows: readonly Period[]): boolean {
  const window = windows[countUntil(windows, ({ start }) => start >= period.start)];
  return window !== undefined && window.end <= period.end;
}

const shown = (period: Period | undefined, timezone: string): string =>
  period === undefined ? "" : `${wallClock(period.start, timezone)} to ${wallClock(period.end, timezone)} ${timezone}`;

/** The windows of RDS, `03:00-04:00` each day or `sun:04:30-sun:05:30` each week, that begin in the period. */
function windows(text: string, period: Period): Period[] {
  const [from = "", to = ""] = text.split("-");
  const length = (minuteOf(to) - minuteOf(from) + 7 * 24 * 60) % (text.length > 11 ? 7 * 24 * 60 : 24 * 60);
  return occurrences(parseCron(windowStart(from)), "UTC", period).map((start) => ({
    start,
    end: new Date(start.getTime() + length * MINUTE),
  }));
}

function windowStart(text: string): string {
  const minute = minuteOf(text) % (24 * 60);
  return `cron(${minute % 60} ${Math.floor(minute / 60)} ? * ${text.length > 5 ? text.slice(0, 3) : "*"} *)`;
}

/** Minutes since midnight, or since Sunday 00:00 when a day stands before. */
function minuteOf(text: string): number {
  const [hour = "0", minute = "0"] = text.slice(-5).split(":");
  const day = text.length > 5 ? WEEKDAYS.indexOf(text.slice(0, 3)) : 0;
  return (day * 24 + Number(hour)) * 60 + Number(minute);
}
