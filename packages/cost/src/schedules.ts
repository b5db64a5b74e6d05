/** What a schedule says, told by whoever reads AWS's expressions; the toolkit has no parser of its own. */
export type ScheduleTimes =
  | {
      readonly kind: "cron";
      /** Minutes after midnight, on the wall of the schedule's time zone. */
      readonly timesOfDay: readonly number[];
      /** Whether it runs on a day of that wall, in a year in which it runs at all; the date is read in UTC. */
      readonly runsOn: (date: Date) => boolean;
      /** Minutes that the wall is ahead of UTC, without summer time. */
      readonly utcOffset: number;
    }
  | { readonly kind: "rate"; readonly minutes: number }
  | { readonly kind: "once" };

/** Reads `cron(…)`, `rate(…)` or `at(…)` in an IANA time zone; undefined for what it cannot read. */
export type ScheduleReader = (expression: string, timezone: string) => ScheduleTimes | undefined;
