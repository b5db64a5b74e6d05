/** Hours within which Secrets Manager begins a rotation that has a schedule. */
export const ROTATION_WINDOW_HOURS = 2;

/** When a password is rotated. */
export interface RotationTimes {
  /** Days between rotations, at any hour of the day. */
  readonly passwordRotationDays: number;
  /** Cron expression in UTC that takes the place of the days. */
  readonly passwordRotationSchedule?: string | undefined;
}

/** The rules of a rotation. Source: AWS Secrets Manager user guide, "Rotation schedules". */
export function rotationRules({ passwordRotationDays, passwordRotationSchedule }: RotationTimes) {
  return passwordRotationSchedule === undefined
    ? { automaticallyAfterDays: passwordRotationDays }
    : { scheduleExpression: passwordRotationSchedule, duration: `${ROTATION_WINDOW_HOURS}h` };
}
