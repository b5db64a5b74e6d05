import { z } from "zod";

import { isReservedName } from "../../../components/data/reserved-names";
import { imageSchema } from "./service";
import { days, regionCode, scheduleExpression, timezone } from "./values";

const clock = "([01]\\d|2[0-3]):[0-5]\\d";
const weekday = "(mon|tue|wed|thu|fri|sat|sun)";

export const databaseSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/, "letters, digits and _")
    .refine((name) => !isReservedName(name), "a name that MySQL does not reserve")
    .describe("Name of the schema that is created"),
  instanceClass: z
    .string()
    .regex(/^db\.[a-z0-9]+\.[a-z0-9]+$/, "a class such as db.t4g.micro")
    .describe("RDS instance class"),
  storageGb: z.int().min(20).max(65536).describe("gp3 storage in GiB"),
  maxStorageGb: z.int().min(22).max(65536).describe("Storage autoscaling stops here, in GiB"),
  multiAz: z.boolean().describe("Standby in another AZ"),
  backupRetentionDays: days(1, 35).describe("Days of point-in-time recovery"),
  backupWindow: z
    .string()
    .regex(new RegExp(`^${clock}-${clock}$`), "HH:MM-HH:MM in UTC")
    .describe("Daily backup window, UTC"),
  maintenanceWindow: z
    .string()
    .regex(new RegExp(`^${weekday}:${clock}-${weekday}:${clock}$`), "ddd:HH:MM-ddd:HH:MM in UTC")
    .describe("Weekly maintenance window, UTC"),
  passwordRotationDays: days(1, 90).describe("Days between rotations of the master password"),
  passwordRotationSchedule: scheduleExpression
    .optional()
    .describe("Cron expression, UTC, that takes the place of passwordRotationDays"),
  authentication: z.enum(["password", "iam"]).describe("How the backend signs in"),
  monitoringSeconds: z
    .literal([0, 1, 5, 10, 15, 30, 60], "0 (off), 1, 5, 10, 15, 30 or 60")
    .describe("Enhanced monitoring interval, 0 is off"),
  deletionProtection: z.boolean().describe("RDS refuses deletion, Pulumi protects the resource"),
  finalSnapshot: z.boolean().describe("Keep a snapshot when the instance is deleted"),
  applyImmediately: z.boolean().describe("Apply changes at once instead of in the maintenance window"),
  restoreFrom: z
    .string()
    .regex(
      /^arn:aws[a-z-]*:rds:[a-z0-9-]+:\d{12}:snapshot:((rds|awsbackup):)?[A-Za-z](-?[A-Za-z0-9])*$/,
      "the ARN of a DB snapshot",
    )
    .optional()
    .describe("Snapshot to create the instance from"),
});

export const backupSchema = z.strictObject({
  image: imageSchema.describe("Image of the dump and restore task"),
  schedule: scheduleExpression.describe("When the dump runs, EventBridge Scheduler syntax"),
  timezone: timezone.describe("Time zone of the schedule"),
  storageClass: z
    .enum(["none", "glacierIr", "glacier", "deepArchive"])
    .describe("Storage class that old dumps move to"),
  glacierAfterDays: days(0, 3650).describe("Age at which a dump moves"),
  expireAfterDays: days(1, 36500).describe("Age at which a dump is deleted"),
  objectLockDays: days(0, 36500).describe("Days a dump cannot be deleted (governance mode), 0 is off"),
  copyTo: regionCode.optional().describe("Region that backups of the database and dumps are copied to (default: none)"),
  awsBackup: z.boolean().describe("AWS Backup plan as a second, independent copy"),
});
