import { databaseMetric } from "../metric";
import { type Facts } from "../watched";
import { type AlarmDescription, three5MinutePoints } from "./description";

const GIB = 1024 ** 3;

/**
 * CPU credits an hour by size of a burstable class.
 *
 * Source: Amazon EC2 user guide, "Key concepts for burstable performance instances"; RDS uses the same instances.
 */
const CREDITS_PER_HOUR: Readonly<Record<string, number>> = {
  micro: 12,
  small: 24,
  medium: 24,
  large: 36,
  xlarge: 96,
  "2xlarge": 192,
};

/**
 * The one alarm that every stack has: a full disk stops MySQL.
 *
 * RDS grows the disk when less than 10 % is free, so below 8 % of the initial size growing has failed or has reached
 * its maximum.
 */
export function databaseStorageAlarm({ database }: Facts): AlarmDescription {
  return {
    key: "database-storage",
    summary: "The database's disk is almost full and has not grown",
    severity: "critical",
    runbook: "database.md#disk-almost-full",
    reading: databaseMetric("FreeStorageSpace", "Minimum"),
    ...three5MinutePoints,
    comparison: "LessThanThreshold",
    threshold: Math.round(database.storageGb * 0.08 * GIB),
    treatMissingData: "missing",
  };
}

/** The others: load, connections, memory, missing metrics, and credits of burstable classes. */
export function databaseAlarms({ database, alwaysOn }: Facts): AlarmDescription[] {
  const { maxConnections, memoryGib } = database.instanceClass;
  return [
    {
      key: "database-cpu",
      summary: "The database uses more than 85 % of its CPU",
      severity: "warning",
      runbook: "database.md#no-cpu-left",
      reading: databaseMetric("CPUUtilization", "Average"),
      ...three5MinutePoints,
      comparison: "GreaterThanThreshold",
      threshold: 85,
      treatMissingData: "missing",
    },
    {
      key: "database-connections",
      summary: `The database has more than 80 % of its ${maxConnections} connections open`,
      severity: "warning",
      runbook: "database.md#connections-running-out",
      reading: databaseMetric("DatabaseConnections", "Maximum"),
      ...three5MinutePoints,
      comparison: "GreaterThanThreshold",
      threshold: Math.floor(maxConnections * 0.8),
      treatMissingData: "missing",
    },
    {
      key: "database-memory",
      summary: "The database has less than 5 % of its memory left",
      severity: "warning",
      runbook: "database.md#no-memory-left",
      reading: databaseMetric("FreeableMemory", "Average"),
      ...three5MinutePoints,
      comparison: "LessThanThreshold",
      threshold: Math.round(memoryGib * 0.05 * GIB),
      treatMissingData: "missing",
    },
    ...(alwaysOn ? [heartbeat] : []),
    ...creditAlarms(database.instanceClass.name),
  ];
}

const heartbeat: AlarmDescription = {
  key: "database-silent",
  summary: "The database has reported nothing for five minutes",
  severity: "critical",
  runbook: "database.md#database-silent",
  reading: databaseMetric("CPUUtilization", "SampleCount"),
  period: 60,
  evaluationPeriods: 5,
  comparison: "LessThanThreshold",
  threshold: 1,
  treatMissingData: "breaching",
};

/** True for classes that save up CPU and disk throughput and spend them in bursts. */
export const isBurstable = (instanceClass: string): boolean => /^db\.t\d/.test(instanceClass);

function creditAlarms(instanceClass: string): AlarmDescription[] {
  if (!isBurstable(instanceClass)) return [];
  const perHour = CREDITS_PER_HOUR[instanceClass.split(".").at(-1) ?? ""] ?? 24;
  return [
    {
      key: "database-cpu-credits",
      summary: "The database has borrowed half a day of CPU credits; beyond a day each hour is billed",
      severity: "warning",
      runbook: "database.md#cpu-credits-borrowed",
      // A new instance starts without credits, so an empty balance alone says nothing.
      reading: databaseMetric("CPUSurplusCreditBalance", "Maximum"),
      ...three5MinutePoints,
      comparison: "GreaterThanThreshold",
      threshold: perHour * 12,
      treatMissingData: "notBreaching",
    },
    ...(["IO", "Byte"] as const).map((bucket): AlarmDescription => ({
      key: `database-disk-${bucket.toLowerCase()}-credits`,
      summary: `The database has less than 20 % of its ${bucket === "IO" ? "disk operations" : "disk throughput"} to burst with`,
      severity: "warning",
      runbook: "database.md#disk-credits-spent",
      reading: databaseMetric(`EBS${bucket}Balance%`, "Minimum"),
      ...three5MinutePoints,
      comparison: "LessThanThreshold",
      threshold: 20,
      treatMissingData: "notBreaching",
    })),
  ];
}
