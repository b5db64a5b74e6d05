import { T } from "@toolkit/offline/aws-types";
import { type CostComponent } from "../cost-component";
import { splitByStrategy, type StrategyItem } from "../formulas/capacity-split";
import { type CostResource, type GraphView } from "../graph-view";
import { busyTasks } from "../usage";
import { number, object, objects, required, text } from "./inputs";
import { type Line, type RecipeContext } from "./recipe";
import { boundsOverTime } from "./task-bounds";

export { SERVICE } from "./task-bounds";
export const TASK_DEFINITION = T.taskDefinition;

/** Storage that each Fargate task has without extra charge. */
const FREE_EPHEMERAL_GB = 20;
const FARGATE = ["FARGATE", "FARGATE_SPOT"];

export interface TaskSize {
  readonly vcpu: number;
  readonly memoryGb: number;
  readonly architecture: "arm" | "x86";
  readonly system: "linux" | "windows";
  /** Ephemeral storage above the free 20 GB. */
  readonly extraStorageGb: number;
}

export function taskSize(definition: CostResource): TaskSize {
  const { inputs } = definition;
  const storage = number(object(inputs, "ephemeralStorage"), "sizeInGib") ?? FREE_EPHEMERAL_GB;
  return {
    vcpu: required("cpu", number(inputs, "cpu")) / 1024,
    memoryGb: required("memory", number(inputs, "memory")) / 1024,
    architecture: text(object(inputs, "runtimePlatform"), "cpuArchitecture") === "ARM64" ? "arm" : "x86",
    system: (text(object(inputs, "runtimePlatform"), "operatingSystemFamily") ?? "LINUX").startsWith("WINDOWS")
      ? "windows"
      : "linux",
    extraStorageGb: Math.max(0, storage - FREE_EPHEMERAL_GB),
  };
}

export function definitionOf(service: CostResource, context: RecipeContext): CostResource {
  const found =
    context.graph.dependencies(service, TASK_DEFINITION, "taskDefinition")[0] ??
    context.graph.dependencies(service, TASK_DEFINITION)[0];
  return required("taskDefinition", found);
}

/**
 * Average running tasks and average minimum: at every time the profile's number within the bounds of that
 * time, which scheduled floors raise and off hours set to zero.
 */
export function averageTasks(service: CostResource, context: RecipeContext): { tasks: number; minimum: number } {
  const wanted = busyTasks(service, context.usage);
  return boundsOverTime(service, context).reduce(
    ({ tasks, minimum }, { value: { min, max }, share }) => ({
      tasks: tasks + Math.min(Math.max(min, wanted), Math.max(min, max)) * share,
      minimum: minimum + min * share,
    }),
    { tasks: 0, minimum: 0 },
  );
}

/**
 * The strategy of a service, or of the task that a schedule runs: its own, else its launch type, else the default of its
 * cluster; undefined when none says it.
 *
 * @param inputs where the strategy stands. @default the resource's inputs
 */
export function strategyOf(
  resource: CostResource,
  { graph }: Pick<RecipeContext, "graph">,
  inputs = resource.inputs,
): readonly StrategyItem[] | undefined {
  const own = strategyItems(inputs, "capacityProviderStrategies");
  if (own.length > 0) return own;
  const launchType = text(inputs, "launchType");
  if (launchType !== undefined) return [{ capacityProvider: launchType, weight: 1 }];
  return clusterStrategy(resource, graph);
}

function strategyItems(inputs: CostResource["inputs"], key: string): StrategyItem[] {
  return objects(inputs, key).map((item) => ({
    capacityProvider: text(item, "capacityProvider") ?? "",
    base: number(item, "base"),
    weight: number(item, "weight"),
  }));
}

function clusterStrategy(resource: CostResource, graph: GraphView): StrategyItem[] | undefined {
  const [cluster] = graph.dependencies(resource, T.cluster);
  const settings = cluster === undefined ? [] : graph.dependents(cluster.urn, T.clusterCapacityProviders);
  return settings
    .map(({ inputs }) => strategyItems(inputs, "defaultCapacityProviderStrategies"))
    .find((strategy) => strategy.length > 0);
}

/** What is taken for granted where nothing names a strategy. */
export function assumedFargate({ note }: RecipeContext): StrategyItem[] {
  note("priced on Fargate: neither it nor its cluster names a launch type or capacity provider");
  return [{ capacityProvider: "FARGATE", weight: 1 }];
}

export function isFargate(provider: string): boolean {
  return FARGATE.includes(provider);
}

/** vCPU, memory and storage lines for `taskHours` hours of one task on each Fargate provider. */
export function fargateLines(
  size: TaskSize,
  tasks: number,
  strategy: readonly StrategyItem[],
  hours: number,
  line: Line,
): CostComponent[] {
  return [...splitByStrategy(tasks, strategy)].flatMap(([provider, count]) => {
    if (!isFargate(provider) || count * hours === 0) return [];
    const spot = provider === "FARGATE_SPOT";
    const rate = `fargate.${spot && size.system === "linux" ? "spot" : size.system}.${size.architecture}`;
    const system = size.system === "windows" ? ", Windows" : "";
    const label = `${size.architecture === "arm" ? "ARM" : "x86"}${system}${spot ? ", Spot" : ""}`;
    const taskHours = count * hours;
    return [
      line(`vCPU (${label})`, `${rate}.vcpu`, taskHours * size.vcpu),
      line(`Memory (${label})`, `${rate}.gb`, taskHours * size.memoryGb),
      ...(size.extraStorageGb > 0
        ? [
            line(
              `Ephemeral storage over 20 GB${spot ? " (Spot)" : ""}`,
              "fargate.ephemeral.gb",
              taskHours * size.extraStorageGb,
            ),
          ]
        : []),
    ];
  });
}
