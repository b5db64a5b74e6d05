import { windowProblems } from "./windows";

/** AWS Backup takes no snapshot of RDS in the hour before one of its windows, nor in it. */
const HOURS_BEFORE = 1;
/** How long a snapshot may take to start and to be made. */
const HOURS_AFTER = 3;

/**
 * `cron(…)` in UTC for a daily snapshot far from RDS's own backup window and clear of the maintenance window.
 *
 * Source: AWS Backup developer guide, "Amazon RDS backups" considerations.
 */
export function snapshotSchedule(backupWindow: string, maintenanceWindow: string): string {
  const opposite = (Number(backupWindow.slice(0, 2)) + 12) % 24;
  const hour = Array.from({ length: 5 }, (_, index) => (opposite + index) % 24).find(
    (candidate) => windowProblems(around(candidate), maintenanceWindow).length === 0,
  );
  return `cron(0 ${hour ?? opposite} * * ? *)`;
}

const around = (hour: number): string => `${clock(hour - HOURS_BEFORE)}-${clock(hour + HOURS_AFTER)}`;

const clock = (hour: number): string => `${String((hour + 24) % 24).padStart(2, "0")}:00`;
