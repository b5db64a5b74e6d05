/** Settings that fit the hours from 7:00 to 20:00 on weekdays in Madrid. */
export const OFFICE_HOURS = {
  offHours: { stop: "cron(0 20 ? * MON-FRI *)", start: "cron(0 7 ? * MON-FRI *)", timezone: "Europe/Madrid" },
  backup: { schedule: "cron(0 17 ? * MON-FRI *)", timezone: "Europe/Madrid" },
  database: {
    backupWindow: "11:00-12:00",
    maintenanceWindow: "tue:09:00-tue:10:00",
    passwordRotationSchedule: "cron(0 10 ? * 3#1 *)",
  },
} as const;

/** The same as assignments of `--set`. */
export const officeHours = (offHours: object = OFFICE_HOURS.offHours): string[] => [
  `offHours=${JSON.stringify(offHours)}`,
  ...Object.entries({ backup: OFFICE_HOURS.backup, database: OFFICE_HOURS.database }).flatMap(([section, settings]) =>
    Object.entries(settings).map(([key, value]) => `${section}.${key}=${JSON.stringify(value)}`),
  ),
];
