import { T } from "@toolkit/offline/aws-types";
import { number, text, texts, zonesOfSubnets, shown } from "../aws/look";
import type { Rule } from "./rule";
import { api, pages } from "./sources";

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const WEEK = 7 * 24 * 60;

const minutes = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

/** Minutes of the week that a window covers; a backup window recurs every day. */
function windowOf(window: string): Set<number> {
  const covered = new Set<number>();
  const [from = "", to = ""] = window.toLowerCase().split("-");
  const starts =
    from.length === 5
      ? DAYS.map((_, day) => day * 1440 + minutes(from))
      : [DAYS.indexOf(from.slice(0, 3)) * 1440 + minutes(from.slice(4))];
  const length = (minutes(to.slice(-5)) - minutes(from.slice(-5)) + 1440) % 1440;
  for (const start of starts) for (let offset = 0; offset < length; offset++) covered.add((start + offset) % WEEK);
  return covered;
}

/** Values that an RDS instance does not accept. */
export const databaseValueRules: readonly Rule[] = [
  {
    id: "subnet-group-covers-zones",
    source: api.rds("CreateDBSubnetGroup"),
    on: ["create", "update"],
    types: [T.databaseSubnets],
    refuse: ({ account, inputs }) =>
      zonesOfSubnets(account, texts(inputs.subnetIds)).size < 2
        ? "DBSubnetGroupDoesNotCoverEnoughAZs: The DB subnet group doesn't meet Availability Zone (AZ) coverage requirement. Current AZ coverage: 1. Add subnets to cover at least 2 AZs."
        : undefined,
  },
  {
    id: "parameter-family-matches-engine",
    source: api.rds("CreateDBInstance"),
    on: ["create", "update"],
    types: [T.databaseInstance],
    refuse: ({ account, inputs }) => {
      const group = account.where(T.databaseParameters, "name", text(inputs.parameterGroupName))[0];
      const family = `${shown(inputs.engine)}${shown(inputs.engineVersion).split(".").slice(0, 2).join(".")}`;
      return group === undefined || group.inputs.family === family
        ? undefined
        : `InvalidParameterCombination: The parameter group ${group.id} with DBParameterGroupFamily ${shown(group.inputs.family)} can't be used for this instance. Use a parameter group with DBParameterGroupFamily ${family}.`;
    },
  },
  {
    id: "windows-are-disjoint",
    source: api.rds("CreateDBInstance"),
    on: ["create", "update"],
    types: [T.databaseInstance],
    refuse: ({ inputs }) => {
      const [backup, maintenance] = [text(inputs.backupWindow), text(inputs.maintenanceWindow)];
      if (backup === undefined || maintenance === undefined) return undefined;
      const taken = windowOf(backup);
      return [...windowOf(maintenance)].some((minute) => taken.has(minute))
        ? "InvalidParameterValue: The backup window and maintenance window must not overlap."
        : undefined;
    },
  },
  {
    id: "backup-days-fit",
    source: api.rds("CreateDBInstance"),
    on: ["check", "create", "update"],
    types: [T.databaseInstance],
    refuse: ({ inputs }) => {
      const days = number(inputs.backupRetentionPeriod);
      return days !== undefined && (days < 0 || days > 35)
        ? `InvalidParameterValue: Invalid backup retention period: ${days}. Must be between 0 and 35.`
        : undefined;
    },
  },
  {
    id: "small-gp3-has-no-iops",
    source: pages.databaseStorage,
    on: ["create", "update"],
    types: [T.databaseInstance],
    refuse: ({ inputs }) =>
      inputs.storageType === "gp3" &&
      (number(inputs.allocatedStorage) ?? 0) < 400 &&
      (number(inputs.iops) ?? number(inputs.storageThroughput)) !== undefined
        ? "InvalidParameterCombination: You can't specify IOPS or storage throughput for engine mysql and a storage size less than 400."
        : undefined,
  },
  {
    id: "storage-can-grow",
    source: pages.storageAutoscaling,
    on: ["create"],
    types: [T.databaseInstance],
    refuse: ({ inputs }) => {
      const [now, most] = [number(inputs.allocatedStorage) ?? 0, number(inputs.maxAllocatedStorage)];
      return most !== undefined && most !== 0 && most * 10 < now * 11
        ? `InvalidParameterCombination: Max storage size must be at least 10% greater than storage size (${now} and ${most} GiB).`
        : undefined;
    },
  },
  {
    id: "storage-never-shrinks",
    source: api.rds("ModifyDBInstance"),
    on: ["update"],
    types: [T.databaseInstance],
    refuse: ({ inputs, current }) => {
      const [before, after] = [number(current?.inputs.allocatedStorage), number(inputs.allocatedStorage)];
      return before !== undefined && after !== undefined && after < before
        ? "InvalidParameterCombination: Invalid storage size for engine name mysql: the storage can't be decreased."
        : undefined;
    },
  },
  {
    id: "insights-fit-class",
    source: pages.performanceInsights,
    on: ["create", "update"],
    types: [T.databaseInstance],
    refuse: ({ inputs }) =>
      inputs.performanceInsightsEnabled === true && /^db\.t[234]g?\.(micro|small)$/.test(shown(inputs.instanceClass))
        ? "InvalidParameterCombination: Performance Insights not supported for this configuration."
        : undefined,
  },
  {
    id: "advanced-insights-keep-long",
    source: pages.databaseInsights,
    on: ["create", "update"],
    types: [T.databaseInstance],
    refuse: ({ inputs }) =>
      inputs.databaseInsightsMode === "advanced" &&
      !(inputs.performanceInsightsEnabled === true && (number(inputs.performanceInsightsRetentionPeriod) ?? 0) >= 465)
        ? "InvalidParameterCombination: To enable the Advanced mode of Database Insights, enable Performance Insights and set its retention period to at least 465 days."
        : undefined,
  },
  {
    id: "monitoring-has-role",
    source: api.rds("CreateDBInstance"),
    on: ["create", "update"],
    types: [T.databaseInstance],
    refuse: ({ inputs }) =>
      (number(inputs.monitoringInterval) ?? 0) > 0 && text(inputs.monitoringRoleArn) === undefined
        ? "InvalidParameterCombination: A MonitoringRoleARN value is required if you specify a MonitoringInterval value other than 0."
        : undefined,
  },
  {
    id: "one-source-of-password",
    source: api.rds("CreateDBInstance"),
    on: ["create", "update"],
    types: [T.databaseInstance],
    refuse: ({ inputs }) =>
      inputs.manageMasterUserPassword === true && text(inputs.password) !== undefined
        ? "InvalidParameterCombination: You can't specify MasterUserPassword when ManageMasterUserPassword is enabled."
        : undefined,
  },
  {
    id: "password-characters-fit",
    source: api.rds("CreateDBInstance"),
    on: ["create", "update"],
    types: [T.databaseInstance],
    refuse: ({ inputs }) =>
      /[/@" ]/.test(text(inputs.password) ?? "")
        ? `InvalidParameterValue: The parameter MasterUserPassword is not a valid password. Only printable ASCII characters besides '/', '@', '"', ' ' may be used.`
        : undefined,
  },
  {
    id: "old-engine-needs-extended-support",
    source: pages.mysqlVersions,
    on: ["create"],
    types: [T.databaseInstance],
    refuse: ({ inputs }) =>
      inputs.engine === "mysql" &&
      /^(5\.7|8\.0)/.test(shown(inputs.engineVersion)) &&
      inputs.engineLifecycleSupport === "open-source-rds-extended-support-disabled"
        ? `InvalidParameterCombination: MySQL ${shown(inputs.engineVersion)} is past the end of standard support, and RDS Extended Support is disabled`
        : undefined,
  },
];
