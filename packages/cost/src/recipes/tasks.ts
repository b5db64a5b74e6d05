import { T } from "@toolkit/offline/aws-types";
import { type CostComponent } from "../cost-component";
import { splitByStrategy, type StrategyItem } from "../formulas/capacity-split";
import { type CostResource } from "../graph-view";
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
  /** Ephemeral storage above the free 20 GB. */
  readonly extraStorageGb: number;
}

export function taskSize(definition: CostResource): TaskSize {
  const { inputs } = definition;
  const storage = number(object(inputs, "ephemeralStorage"), "sizeInGib") ?? FREE_EPHEMERAL_GB;
  return {
    vcpu: required(definition, "cpu", number(inputs, "cpu")) / 1024,
    memoryGb: required(definition, "memory", number(inputs, "memory")) / 1024,
    architecture: text(object(inputs, "runtimePlatform"), "cpuArchitecture") === "ARM64" ? "arm" : "x86",
    extraStorageGb: Math.max(0, storage - FREE_EPHEMERAL_GB),
  };
}

export function definitionOf(service: CostResource, context: RecipeContext): CostResource {
  const found =
    context.graph.dependencies(service, TASK_DEFINITION, "taskDefinition")[0] ??
    context.graph.dependencies(service, TASK_DEFINITION)[0];
  return required(service, "taskDefinition", found);
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

export function strategyOf(service: CostResource): readonly StrategyItem[] {
  const strategy = objects(service.inputs, "capacityProviderStrategies").map((item) => ({
    capacityProvider: text(item, "capacityProvider") ?? "",
    base: number(item, "base"),
    weight: number(item, "weight"),
  }));
  if (strategy.length > 0) return strategy;
  return [{ capacityProvider: text(service.inputs, "launchType") ?? "FARGATE", weight: 1 }];
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
    const rate = spot ? `fargate.spot.${size.architecture}` : `fargate.linux.${size.architecture}`;
    const label = `${size.architecture === "arm" ? "ARM" : "x86"}${spot ? ", Spot" : ""}`;
    const taskHours = count * hours;
    return [
      line(`vCPU (${label})`, `${rate}.vcpu`, taskHours * size.vcpu),
      line(`Memory (${label})`, `${rate}.gb`, taskHours * size.memoryGb),
      ...(size.extraStorageGb > 0
        ? [line("Ephemeral storage over 20 GB", "fargate.ephemeral.gb", taskHours * size.extraStorageGb)]
        : []),
    ];
  });
}
