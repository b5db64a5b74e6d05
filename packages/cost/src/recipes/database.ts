import { T } from "@toolkit/offline/aws-types";
import { type CostComponent } from "../cost-component";
import { extendedSupport } from "../formulas/extended-support";
import { vcpusOf } from "../formulas/instance-sizes";
import { HOURS_PER_MONTH } from "../formulas/time";
import { type CostResource } from "../graph-view";
import { copyRecipes } from "./copies";
import { storageLines } from "./database-storage";
import { instanceHours } from "./hourly-rate";
import { flag, number, required, text } from "./inputs";
import { onHoursShare } from "./off-hours";
import { freeAll, type Recipe, type RecipeContext, type ServiceRecipes } from "./recipe";
import { tableRecipes } from "./tables";

/** One enhanced-monitoring sample in CloudWatch Logs, as an order of magnitude. */
const MONITORING_SAMPLE_KB = 4;
const FREE_INSIGHTS_DAYS = 7;

const instance: Recipe = (resource, context) => {
  const database = withSource(resource, context);
  const { inputs } = database;
  const zone = flag(inputs, "multiAz") ? "multi" : "single";
  const dbClass = required("instanceClass", text(inputs, "instanceClass"));
  const engine = required("engine", text(inputs, "engine"));
  return [
    instanceLine({ dbClass, engine, zone }, inputs, context),
    ...supportLines({ dbClass, engine, zone }, inputs, context),
    ...storageLines(inputs, zone, context),
    ...insightsLines(inputs, dbClass, context),
    ...monitoringLines(inputs, context),
    ...(flag(inputs, "publiclyAccessible")
      ? [context.fixed("Public IPv4 address", "ipv4.public.hour", HOURS_PER_MONTH)]
      : []),
    ...(flag(inputs, "manageMasterUserPassword")
      ? [context.fixed("Master password (secret that RDS keeps)", "secrets.secret", 1)]
      : []),
    ...surplusCredits(dbClass, context),
  ];
};

/** A replica has the engine and storage of its source, as far as that is seen. */
function withSource(resource: CostResource, { graph }: RecipeContext): CostResource {
  const [source] = graph.dependencies(resource, T.databaseInstance, "replicateSourceDb");
  if (source === undefined) return resource;
  const { engine, engineVersion, allocatedStorage, storageType } = source.inputs;
  return { ...resource, inputs: { engine, engineVersion, allocatedStorage, storageType, ...resource.inputs } };
}

interface Plan {
  readonly dbClass: string;
  readonly engine: string;
  readonly zone: "single" | "multi";
}

function instanceLine({ dbClass, engine, zone }: Plan, inputs: CostResource["inputs"], context: RecipeContext) {
  const hours = HOURS_PER_MONTH * onHoursShare(context);
  const name = `Instance (${dbClass}, ${zone === "multi" ? "Multi-AZ" : "Single-AZ"})`;
  const licence = text(inputs, "licenseModel") === "bring-your-own-license" ? ".byol" : "";
  return instanceHours(name, dbClass, hours, (type) => `rds.${engine}${licence}.${type}.${zone}`, context);
}

/** Versions that their makers no longer support are billed by vCPU hour, unless AWS is told not to run them. */
function supportLines({ dbClass, engine, zone }: Plan, inputs: CostResource["inputs"], context: RecipeContext) {
  if (text(inputs, "engineLifecycleSupport") === "open-source-rds-extended-support-disabled") return [];
  const period = extendedSupport(engine, text(inputs, "engineVersion") ?? "", context.today);
  if (period === undefined) return [];
  const vcpuHours = vcpusOf(dbClass) * (zone === "multi" ? 2 : 1) * HOURS_PER_MONTH * onHoursShare(context);
  return [
    context.fixed(
      `Extended support (${period === "year1" ? "years 1 and 2" : "year 3"})`,
      `rds.extended.${period}`,
      vcpuHours,
    ),
  ];
}

/** Standard insights keep seven days for free; advanced is billed per vCPU hour, longer retention per vCPU month. */
function insightsLines(inputs: CostResource["inputs"], dbClass: string, context: RecipeContext): CostComponent[] {
  const vcpus = vcpusOf(dbClass);
  const instances = flag(inputs, "multiAz") ? 2 : 1;
  if (text(inputs, "databaseInsightsMode") === "advanced") {
    const hours = vcpus * instances * HOURS_PER_MONTH;
    return [context.fixed("Database Insights (advanced)", "rds.database_insights.advanced", hours)];
  }
  const retention = number(inputs, "performanceInsightsRetentionPeriod") ?? FREE_INSIGHTS_DAYS;
  if (!flag(inputs, "performanceInsightsEnabled") || retention <= FREE_INSIGHTS_DAYS) return [];
  const family = dbClass.split(".")[1] ?? "";
  return [context.fixed("Performance Insights, long retention", `rds.performance_insights.longterm.${family}`, vcpus)];
}

function monitoringLines(inputs: CostResource["inputs"], context: RecipeContext): CostComponent[] {
  const interval = number(inputs, "monitoringInterval") ?? 0;
  if (interval === 0) return [];
  const samples = (HOURS_PER_MONTH * 3600 * onHoursShare(context)) / interval;
  const gb = (samples * MONITORING_SAMPLE_KB) / (1024 * 1024);
  return [context.fixed("Enhanced monitoring logs", "cw.logs.ingest.gb", gb)];
}

/** Burstable database instances always run unlimited. */
function surplusCredits(dbClass: string, context: RecipeContext): CostComponent[] {
  const hours = context.usage.database.surplusCreditHours;
  return /^db\.t\d/.test(dbClass)
    ? [context.perUse("CPU credits above the baseline", "rds.t4g.surplus_credit", hours)]
    : [];
}

export const database: ServiceRecipes = {
  service: "Database",
  recipes: {
    [T.databaseInstance]: instance,
    ...copyRecipes.database,
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
    ...tableRecipes,
  },
};
