import fc from "fast-check";

/**
 * What AWS's page says of cron expressions, tried minute by minute on the text itself: slow, and made without the parser.
 *
 * Source: EventBridge Scheduler user guide, "Schedule types in EventBridge Scheduler",
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export interface Wall {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

const MINUTE = 60_000;
const DAYS = "SUN MON TUE WED THU FRI SAT".split(" ");
const MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(" ");

/** Whether `cron(…)` runs when the wall shows this. */
export function runsAt(expression: string, wall: Wall): boolean {
  return runsAtTime(expression, wall) && runsOnDay(expression, wall);
}

export function runsOnDay(expression: string, { year, month, day }: Wall): boolean {
  const [, , days = "", months = "", weekdays = "", years = ""] = fieldsOf(expression);
  if (!holds(months, month, 12) || !holds(years, year, 2199)) return false;
  return days === "?" ? isDayOfWeek(weekdays, year, month, day) : isDayOfMonth(days, year, month, day);
}

export function runsAtTime(expression: string, { hour, minute }: Wall): boolean {
  const [minutes = "", hours = ""] = fieldsOf(expression);
  return holds(minutes, minute, 59) && holds(hours, hour, 23);
}

/** Minutes since 1970 at which `cron(…)` runs on these days of UTC. */
export function minutesOfRuns(expression: string, days: readonly Date[]): number[] {
  const times = Array.from({ length: 24 * 60 }, (_, minute) => minute).filter((minute) =>
    runsAtTime(expression, wallOf(new Date(minute * MINUTE))),
  );
  return days
    .filter((date) => runsOnDay(expression, wallOf(date)))
    .flatMap((date) => times.map((minute) => date.getTime() / MINUTE + minute));
}

/** What a clock in UTC shows. */
export const wallOf = (date: Date): Wall => ({
  year: date.getUTCFullYear(),
  month: date.getUTCMonth() + 1,
  day: date.getUTCDate(),
  hour: date.getUTCHours(),
  minute: date.getUTCMinutes(),
});

/** What the wall shows at each minute of a period; a minute that shows what one before has shown is left out. */
export function wallMinutes(timezone: string, start: Date, end: Date): (readonly [Date, Wall])[] {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: timezone,
    dateStyle: "short",
    timeStyle: "short",
    hourCycle: "h23",
  });
  const minutes = Array.from({ length: (end.getTime() - start.getTime()) / MINUTE }, (_, index) => index);
  const seen = new Map<string, readonly [Date, Wall]>();
  for (const index of minutes) {
    const instant = new Date(start.getTime() + index * MINUTE);
    const shown = format.format(instant);
    if (seen.has(shown)) continue;
    const [month = 0, day = 0, year = 0, hour = 0, minute = 0] = shown.split(/\D+/).map(Number);
    seen.set(shown, [instant, { year: 2000 + year, month, day, hour, minute }]);
  }
  return [...seen.values()];
}

const fieldsOf = (expression: string): string[] => expression.slice("cron(".length, -1).split(" ");

const holds = (field: string, value: number, most: number): boolean =>
  field === "*" || valuesOf(field, most).has(value);

const known = new Map<string, ReadonlySet<number>>();

/** Each field is asked for at thousands of minutes, and tried out once. */
function valuesOf(field: string, most: number): ReadonlySet<number> {
  const key = `${field} of ${most}`;
  const values = known.get(key) ?? new Set(field.split(",").flatMap((part) => valuesOfPart(part, most)));
  known.set(key, values);
  return values;
}

function valuesOfPart(part: string, most: number): number[] {
  const [range = "", step] = part.split("/");
  const [from = "", to] = range === "*" ? ["0", String(most)] : range.split("-");
  const last = to === undefined ? (step === undefined ? numberOf(from) : most) : numberOf(to);
  const values: number[] = [];
  for (let at = firstOf(range, from, most); at <= last; at += Number(step ?? 1)) values.push(at);
  return values;
}

/** `*` begins with the first value that the field can have. */
function firstOf(range: string, from: string, most: number): number {
  if (range !== "*") return numberOf(from);
  return most === 59 || most === 23 ? 0 : most === 2199 ? 1970 : 1;
}

function numberOf(text: string): number {
  const index = Math.max(DAYS.indexOf(text), MONTHS.indexOf(text));
  return index < 0 ? Number(text) : index + 1;
}

function isDayOfMonth(field: string, year: number, month: number, day: number): boolean {
  if (field !== "L" && !field.endsWith("W")) return holds(field, day, 31);
  const days = daysOf(year, month);
  if (field === "L") return day === days.length;
  const wanted = Number(field.slice(0, -1));
  const [nearest] = days
    .filter((other) => ![0, 6].includes(dayOf(year, month, other)))
    .sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted));
  return days.includes(wanted) && day === nearest;
}

function isDayOfWeek(field: string, year: number, month: number, day: number): boolean {
  const name = dayOf(year, month, day) + 1;
  if (field === "L") return name === 7;
  const [which = "", nth] = field.split("#");
  if (nth === undefined && !field.endsWith("L")) return holds(field, name, 7);
  const same = daysOf(year, month).filter((other) => dayOf(year, month, other) + 1 === name);
  if (nth === undefined) return numberOf(field.slice(0, -1)) === name && same.indexOf(day) === same.length - 1;
  return numberOf(which) === name && same.indexOf(day) === Number(nth) - 1;
}

const dayOf = (year: number, month: number, day: number): number =>
  new Date(Date.UTC(year, month - 1, day)).getUTCDay();

function daysOf(year: number, month: number): number[] {
  const all = Array.from({ length: 31 }, (_, index) => index + 1);
  return all.filter((day) => new Date(Date.UTC(year, month - 1, day)).getUTCMonth() === month - 1);
}

const part = (least: number, most: number, names: readonly string[]): fc.Arbitrary<string> => {
  const value = fc.integer({ min: least, max: most });
  const shown = (number: number, named: boolean) => (named ? (names[number - 1] ?? String(number)) : String(number));
  const single = fc.tuple(value, fc.boolean()).map(([number, named]) => shown(number, named));
  const range = fc
    .tuple(value, value, fc.boolean())
    .map(([a, b, named]) => `${shown(Math.min(a, b), named)}-${shown(Math.max(a, b), named)}`);
  const stepped = fc.tuple(fc.oneof(fc.constant("*"), single, range), fc.integer({ min: 1, max: 20 }));
  return fc.oneof(
    single,
    range,
    stepped.map(([from, step]) => `${from}/${step}`),
  );
};

const field = (least: number, most: number, names: readonly string[] = []): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constant("*"),
    fc.array(part(least, most, names), { minLength: 1, maxLength: 3 }).map((parts) => parts.join(",")),
  );

const DAY_OF_MONTH = fc.oneof(
  field(1, 31),
  fc.constantFrom("L", "1W", "31W"),
  fc.integer({ min: 2, max: 30 }).map((day) => `${day}W`),
);
const NAMED_DAY = fc.oneof(fc.integer({ min: 1, max: 7 }).map(String), fc.constantFrom(...DAYS));
/** Lists, ranges and steps of days of the week. */
export const daysOfWeek = field(1, 7, DAYS);
const DAY_OF_WEEK = fc.oneof(
  daysOfWeek,
  fc.constant("L"),
  NAMED_DAY.map((day) => `${day}L`),
  fc.tuple(NAMED_DAY, fc.integer({ min: 1, max: 5 })).map(([day, nth]) => `${day}#${nth}`),
);

/** Any `cron(…)` that AWS takes; in few years, or a property would hardly ever see it run. */
export const anyCron: fc.Arbitrary<string> = fc
  .tuple(
    field(0, 59),
    field(0, 23),
    fc.oneof(
      DAY_OF_MONTH.map((days) => [days, "?"] as const),
      DAY_OF_WEEK.map((days) => ["?", days] as const),
    ),
    fc.oneof({ weight: 3, arbitrary: fc.constant("*") }, { weight: 1, arbitrary: field(1, 12, MONTHS) }),
    fc.oneof({ weight: 3, arbitrary: fc.constant("*") }, { weight: 1, arbitrary: field(2026, 2032) }),
  )
  .map(
    ([minutes, hours, [days, weekdays], months, years]) =>
      `cron(${minutes} ${hours} ${days} ${months} ${weekdays} ${years})`,
  );
