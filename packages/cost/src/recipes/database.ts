import { T } from "@toolkit/offline/aws-types";
import { type CostComponent } from "../cost-component";
import { CostError } from "../errors";
import { vcpusOf } from "../formulas/instance-sizes";
import { HOURS_PER_MONTH } from "../formulas/time";
import { type CostResource } from "../graph-view";
import { instanceHours } from "./hourly-rate";
import { flag, number, required, text } from "./inputs";
import { onHoursShare } from "./off-hours";
import { freeAll, type Recipe, type RecipeContext, type ServiceRecipes } from "./recipe";

/** IOPS that gp3 storage includes below 400 GB. Source: Amazon RDS user guide, "DB instance storage". */
const GP3_INCLUDED_IOPS = 3000;
/** One enhanced-monitoring sample in CloudWatch Logs, as an order of magnitude. */
const MONITORING_SAMPLE_KB = 4;
const FREE_INSIGHTS_DAYS = 7;

const instance: Recipe = (resource, context) => {
  const { inputs } = resource;
  const zone = flag(inputs, "multiAz") ? "multi" : "single";
  const storageGb = required(resource, "allocatedStorage", number(inputs, "allocatedStorage"));
  refuseUnknownStorage(resource);
  return [
    instanceLine(resource, zone, context),
    context.fixed(`Storage (gp3, ${zone === "multi" ? "Multi-AZ" : "Single-AZ"})`, `rds.gp3.gb.${zone}`, storageGb),
    ...insightsLines(resource, context),
    ...monitoringLines(resource, context),
    ...(flag(inputs, "manageMasterUserPassword")
      ? [context.fixed("Master password (secret that RDS keeps)", "secrets.secret", 1)]
      : []),
    context.perUse("Backup storage above the free size", "rds.backup.gb", extraBackupGb(resource, storageGb, context)),
    ...surplusCredits(resource, context),
  ];
};

function instanceLine(resource: CostResource, zone: "single" | "multi", context: RecipeContext): CostComponent {
  const dbClass = required(resource, "instanceClass", text(resource.inputs, "instanceClass"));
  const engine = text(resource.inputs, "engine") ?? "mysql";
  const hours = HOURS_PER_MONTH * onHoursShare(context);
  const name = `Instance (${dbClass}, ${zone === "multi" ? "Multi-AZ" : "Single-AZ"})`;
  return instanceHours(name, dbClass, hours, (type) => `rds.${engine}.${type}.${zone}`, context);
}

function refuseUnknownStorage({ type, name, inputs }: CostResource): void {
  const storage = text(inputs, "storageType") ?? "gp3";
  const iops = number(inputs, "iops") ?? 0;
  if (storage !== "gp3" || iops > GP3_INCLUDED_IOPS) {
    throw new CostError(
      `${type} "${name}" cannot be priced: storage ${storage} with ${iops} IOPS; the table has gp3 with up to ${GP3_INCLUDED_IOPS}.`,
    );
  }
}

/** Standard insights keep seven days for free; advanced is billed per vCPU hour, longer retention per vCPU month. */
function insightsLines({ inputs }: CostResource, context: RecipeContext): CostComponent[] {
  const vcpus = vcpusOf(text(inputs, "instanceClass") ?? "");
  const instances = flag(inputs, "multiAz") ? 2 : 1;
  if (text(inputs, "databaseInsightsMode") === "advanced") {
    return [
      context.fixed(
        "Database Insights (advanced)",
        "rds.database_insights.advanced",
        vcpus * instances * HOURS_PER_MONTH,
      ),
    ];
  }
  const retention = number(inputs, "performanceInsightsRetentionPeriod") ?? FREE_INSIGHTS_DAYS;
  if (!flag(inputs, "performanceInsightsEnabled") || retention <= FREE_INSIGHTS_DAYS) return [];
  return [context.fixed("Performance Insights, long retention", "rds.performance_insights.longterm.t3", vcpus)];
}

function monitoringLines({ inputs }: CostResource, context: RecipeContext): CostComponent[] {
  const interval = number(inputs, "monitoringInterval") ?? 0;
  if (interval === 0) return [];
  const samples = (HOURS_PER_MONTH * 3600 * onHoursShare(context)) / interval;
  const gb = (samples * MONITORING_SAMPLE_KB) / (1024 * 1024);
  return [context.fixed("Enhanced monitoring logs", "cw.logs.ingest.gb", gb)];
}

/** One full copy and a daily change for each day kept; free up to the provisioned size. */
function extraBackupGb({ inputs }: CostResource, storageGb: number, context: RecipeContext): number {
  const { usedGb, dailyChangePercent } = context.usage.database;
  const days = number(inputs, "backupRetentionPeriod") ?? 0;
  if (days === 0) return 0;
  return Math.max(0, usedGb * (1 + (dailyChangePercent / 100) * days) - storageGb);
}

/** Burstable database instances always run unlimited. */
function surplusCredits({ inputs }: CostResource, context: RecipeContext): CostComponent[] {
  const hours = context.usage.database.surplusCreditHours;
  const burstable = /^db\.t\d/.test(text(inputs, "instanceClass") ?? "");
  return burstable && hours > 0
    ? [context.perUse("CPU credits above the baseline", "rds.t4g.surplus_credit", hours)]
    : [];
}

export const database: ServiceRecipes = {
  service: "Database",
  recipes: {
    [T.databaseInstance]: instance,
    ...freeAll(
      "aws:rds",
      [
        "subnetGroup:SubnetGroup",
        "parameterGroup:ParameterGroup",
        "optionGroup:OptionGroup",
        "eventSubscription:EventSubscription",
        "certificate:Certificate",
      ],
      "settings of the database, free",
    ),
  },
};
