import { T } from "@toolkit/offline/aws-types";
import { shiftMinutesOf } from "@toolkit/offline/shift-phases";
import { type CostComponent } from "../cost-component";
import { type StrategyItem } from "../formulas/capacity-split";
import { type CostResource } from "../graph-view";
import { HOURS_PER_MONTH } from "../formulas/time";
import { flag, object, objects, text } from "./inputs";
import { onHoursShare } from "./off-hours";
import { free, freeAll, type Recipe, type RecipeContext, type ServiceRecipes } from "./recipe";
import {
  assumedFargate,
  averageTasks,
  definitionOf,
  fargateLines,
  isFargate,
  SERVICE,
  strategyOf,
  taskSize,
} from "./tasks";

/** The scaling minimum is fixed; tasks above it and the overlap of deployments come with the usage. */
const service: Recipe = (resource, context) => {
  const size = taskSize(definitionOf(resource, context));
  const strategy = strategyOf(resource, context) ?? assumedFargate(context);
  sayWhereTasksRun(strategy, context);
  const { tasks, minimum } = averageTasks(resource, context);
  const { deploys, deploymentMinutes } = context.usage.operations;
  const overlapHours = (deploys * (deploymentMinutes + shiftMinutesOf(resource.inputs))) / 60;
  const minimumLines = fargateLines(size, minimum, strategy, HOURS_PER_MONTH, context.fixed);
  // Bases are filled by the minimum first, so the lines above it are what the whole costs less the minimum.
  const wholeLines = fargateLines(size, tasks, strategy, HOURS_PER_MONTH, context.perUse);
  const scaledLines = wholeLines.flatMap((line): CostComponent[] => {
    const quantity = line.monthlyQuantity - quantityOf(minimumLines, line.name);
    return quantity > 0 ? [context.perUse(`${line.name}, above the minimum`, line.priceKey, quantity)] : [];
  });
  const overlapLines = fargateLines(size, tasks, strategy, overlapHours, (name, key, quantity) =>
    context.perUse(`${name}, while deploying`, key, quantity),
  );
  return [...minimumLines, ...publicAddresses(resource, minimum, tasks, context), ...scaledLines, ...overlapLines];
};

/** Tasks on instances cost what the instances do. */
function sayWhereTasksRun(strategy: readonly StrategyItem[], { graph, lacks }: RecipeContext): void {
  const others = strategy.map(({ capacityProvider }) => capacityProvider).filter((name) => !isFargate(name));
  if (others.includes("EXTERNAL")) lacks("instances of ECS Anywhere, by the hour");
  const hosts = [...graph.ofType(T.autoScalingGroup), ...graph.ofType(T.instance)];
  if (others.length > 0 && hosts.length === 0) lacks(`the instances of ${others.join(", ")}, which are not seen here`);
}

function quantityOf(lines: readonly CostComponent[], name: string): number {
  return lines.filter((line) => line.name === name).reduce((sum, line) => sum + line.monthlyQuantity, 0);
}

function publicAddresses(
  resource: CostResource,
  minimum: number,
  tasks: number,
  context: RecipeContext,
): CostComponent[] {
  if (!flag(object(resource.inputs, "networkConfiguration"), "assignPublicIp")) return [];
  return [
    context.fixed("Public IPv4 addresses", "ipv4.public.hour", minimum * HOURS_PER_MONTH),
    context.perUse("Public IPv4 addresses, above the minimum", "ipv4.public.hour", (tasks - minimum) * HOURS_PER_MONTH),
  ];
}

/** Metrics of classic Container Insights, as the ECS example of AWS's pricing page has counted them; not re-read. */
const INSIGHTS_METRICS = { cluster: 8, service: 11, taskFamily: 6 };
/** An estimate of the metrics that enhanced observability keeps for each cluster, service, task family, task and container. */
const ENHANCED_METRICS = 13;
/** Size of one performance log event; each cluster, service, task and container writes one a minute. */
const PERFORMANCE_EVENT_KB = 1;

const cluster: Recipe = (resource, context) => {
  const setting = objects(resource.inputs, "settings").find((item) => text(item, "name") === "containerInsights");
  const mode = setting === undefined ? "disabled" : text(setting, "value");
  if (mode !== "enabled" && mode !== "enhanced") return { free: "ECS clusters are free; Container Insights is off" };
  const services = context.graph.ofType(SERVICE);
  const tasks = services.reduce((sum, item) => sum + averageTasks(item, context).tasks, 0);
  const share = onHoursShare(context);
  const eventsAMinute = 1 + services.length + 2 * tasks;
  const logGb = (eventsAMinute * PERFORMANCE_EVENT_KB * HOURS_PER_MONTH * 60) / (1024 * 1024);
  if (mode === "enhanced") {
    const sources = 1 + 2 * services.length * share + 2 * tasks;
    return [
      context.fixed(
        "Container Insights metrics (enhanced)",
        "cw.insights.ecs.enhanced.metric",
        ENHANCED_METRICS * sources,
      ),
    ];
  }
  const perService = INSIGHTS_METRICS.service + INSIGHTS_METRICS.taskFamily;
  return [
    context.fixed(
      "Container Insights metrics",
      "cw.metric",
      INSIGHTS_METRICS.cluster + perService * services.length * share,
    ),
    context.fixed("Container Insights log events", "cw.logs.ingest.gb", logGb),
  ];
};

const repository: Recipe = (_, context) => [
  context.perUse("Image storage", "ecr.gb", context.share("storage", "imageGb")),
];

export const containers: ServiceRecipes = {
  service: "Containers",
  recipes: {
    [SERVICE]: service,
    [T.cluster]: cluster,
    [T.taskDefinition]: free(
      "task definitions are free; tasks are priced at the service or the schedule that runs them",
    ),
    ...freeAll(
      "aws:ecs",
      ["clusterCapacityProviders:ClusterCapacityProviders", "accountSettingDefault:AccountSettingDefault", "tag:Tag"],
      "ECS settings are free",
    ),
    [T.repository]: repository,
    ...freeAll(
      "aws:ecr",
      [
        "lifecyclePolicy:LifecyclePolicy",
        "repositoryPolicy:RepositoryPolicy",
        "registryPolicy:RegistryPolicy",
        "registryScanningConfiguration:RegistryScanningConfiguration",
      ],
      "part of the repository; basic scanning is free",
    ),
    "awsx:ecr:Image": free("built where Pulumi runs; its storage is priced at the repository"),
    [T.image]: free("built where Pulumi runs; its storage is priced at the repository"),
  },
};
