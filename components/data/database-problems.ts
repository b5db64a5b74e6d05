import { windowProblems } from "./windows";

/** RDS refuses a maximum for storage autoscaling that is less than 10 % above the allocated storage. */
const AUTOSCALING_HEADROOM = 1.1;
/** AWS allows 35 days of automated backups. */
const MAX_RETENTION_DAYS = 35;
const MONITORING_SECONDS = [0, 1, 5, 10, 15, 30, 60];
/** Names that RDS or MySQL reserve, and names that attackers try first. */
const REFUSED_USERNAMES = ["admin", "root", "rdsadmin", "mysql", "postgres", "rdsrepladmin"];

/** What the checks read of `DatabaseArgs`. */
export interface DatabaseSettings {
  readonly databaseName: string;
  readonly username: string;
  readonly storageGb: number;
  readonly maxStorageGb: number;
  readonly backupRetentionDays: number;
  readonly backupWindow: string;
  readonly maintenanceWindow: string;
  readonly passwordRotationDays: number;
  readonly monitoringSeconds: number;
  readonly restoreFrom?: string | undefined;
}

/** Everything that RDS would refuse, in sentences: itself it refuses most of it after minutes, some only on deletion. */
export function databaseProblems(settings: DatabaseSettings): string[] {
  const { databaseName, username, storageGb, maxStorageGb, restoreFrom } = settings;
  const leastMaximum = Math.ceil(storageGb * AUTOSCALING_HEADROOM);
  return [
    ...(/^[A-Za-z][A-Za-z0-9_]{0,63}$/.test(databaseName)
      ? []
      : [`databaseName "${databaseName}" must be 1 to 64 letters, digits or _, and start with a letter.`]),
    ...(/^[A-Za-z][A-Za-z0-9_]{0,31}$/.test(username)
      ? []
      : [`username "${username}" must be 1 to 32 letters, digits or _, and start with a letter.`]),
    ...(REFUSED_USERNAMES.includes(username.toLowerCase())
      ? [`username "${username}" is reserved or the first that attackers try: choose another.`]
      : []),
    ...(storageGb >= 20 && storageGb <= 65_536 ? [] : [`storageGb ${storageGb} must be between 20 and 65536.`]),
    ...(maxStorageGb >= leastMaximum
      ? []
      : [`maxStorageGb ${maxStorageGb} must be at least ${leastMaximum}, 10 % above storageGb ${storageGb}.`]),
    ...between("backupRetentionDays", settings.backupRetentionDays, 1, MAX_RETENTION_DAYS),
    ...between("passwordRotationDays", settings.passwordRotationDays, 1, 365),
    ...(MONITORING_SECONDS.includes(settings.monitoringSeconds)
      ? []
      : [`monitoringSeconds ${settings.monitoringSeconds} must be one of ${MONITORING_SECONDS.join(", ")}.`]),
    ...(restoreFrom === undefined || /^arn:[a-z-]+:rds:[a-z0-9-]+:\d{12}:snapshot:\S+$/.test(restoreFrom)
      ? []
      : [
          `restoreFrom "${restoreFrom}" is not the ARN of an RDS snapshot: arn:aws:rds:<region>:<account>:snapshot:<name>.`,
        ]),
    ...windowProblems(settings.backupWindow, settings.maintenanceWindow),
  ];
}

/** RDS allows 63 characters for an identifier; ours ends in a hyphen and eight hexadecimal digits. */
const IDENTIFIER_PREFIX_LENGTH = 54;

/** What is wrong with `<prefix>-<name>` as the start of the instance's identifier. */
export function identifierProblems(prefix: string, name: string): string[] {
  const start = `${prefix}-${name}`;
  return /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(start) && start.length <= IDENTIFIER_PREFIX_LENGTH
    ? []
    : [
        `"${start}" cannot start an RDS identifier: at most ${IDENTIFIER_PREFIX_LENGTH} lower-case letters, digits and single hyphens.`,
      ];
}

function between(name: string, value: number, least: number, most: number): string[] {
  return Number.isInteger(value) && value >= least && value <= most
    ? []
    : [`${name} ${value} must be a whole number between ${least} and ${most}.`];
}
