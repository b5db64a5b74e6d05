const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const MINUTES_PER_DAY = 24 * 60;
const MINUTES_PER_WEEK = DAYS.length * MINUTES_PER_DAY;
/** RDS refuses windows shorter than this. */
const SHORTEST_WINDOW = 30;

/** Minutes since Monday 00:00 UTC; `end` may pass the week's end. */
interface Window {
  readonly start: number;
  readonly end: number;
}

/**
 * What is wrong with a daily backup window (`03:00-03:30`) and a weekly maintenance window (`sun:04:00-sun:05:00`),
 * both in UTC: form, length, and that they never meet. Empty when RDS takes them.
 */
export function windowProblems(backupWindow: string, maintenanceWindow: string): string[] {
  const daily = parseWindow(backupWindow, /^(\d\d):(\d\d)-(\d\d):(\d\d)$/, MINUTES_PER_DAY);
  const weekly = parseWindow(
    maintenanceWindow,
    /^([a-z]{3}):(\d\d):(\d\d)-([a-z]{3}):(\d\d):(\d\d)$/,
    MINUTES_PER_WEEK,
  );
  const malformed = [
    ...(daily ? [] : [`backupWindow "${backupWindow}" is not like 03:00-03:30, of 30 minutes or more.`]),
    ...(weekly
      ? []
      : [`maintenanceWindow "${maintenanceWindow}" is not like sun:04:00-sun:05:00, of 30 minutes or more.`]),
  ];
  if (daily === undefined || weekly === undefined) {
    return malformed;
  }
  return DAYS.some((_day, index) => meets(daily, index * MINUTES_PER_DAY, weekly))
    ? [`backupWindow ${backupWindow} and maintenanceWindow ${maintenanceWindow} overlap: move one.`]
    : [];
}

function meets(daily: Window, offset: number, weekly: Window): boolean {
  // The week is a circle, so a window is compared a week earlier and later too.
  return [-MINUTES_PER_WEEK, 0, MINUTES_PER_WEEK].some((turn) => {
    const start = daily.start + offset + turn;
    const end = daily.end + offset + turn;
    return start < weekly.end && weekly.start < end;
  });
}

function parseWindow(text: string, form: RegExp, period: number): Window | undefined {
  const parts = form.exec(text)?.slice(1);
  if (parts === undefined) {
    return undefined;
  }
  const half = parts.length / 2;
  const start = minutes(parts.slice(0, half));
  const end = minutes(parts.slice(half));
  if (start === undefined || end === undefined) {
    return undefined;
  }
  const length = (end - start + period) % period;
  return length < SHORTEST_WINDOW ? undefined : { start, end: start + length };
}

/** `["sun", "04", "00"]` or `["04", "00"]` in minutes. */
function minutes(parts: readonly string[]): number | undefined {
  const [hour = NaN, minute = NaN] = parts.slice(-2).map(Number);
  const day = parts.length === 3 ? DAYS.indexOf(parts[0] ?? "") : 0;
  return day < 0 || hour > 23 || minute > 59 ? undefined : day * MINUTES_PER_DAY + hour * 60 + minute;
}
