import { T } from "@toolkit/offline/aws-types";
import { CostError } from "../errors";
import { splitByStrategy } from "../formulas/capacity-split";
import { memoryGibOf, networkInterfacesOf, vcpusOf } from "../formulas/instance-sizes";
import { HOURS_PER_MONTH } from "../formulas/time";
import { type CostResource } from "../graph-view";
import { type Disk, diskLines, diskOf } from "./disks";
import { instanceHours } from "./hourly-rate";
import { flag, number, object, objects, text } from "./inputs";
import { DETAILED_MONITORING_METRICS, hoursOf, type InstancePlan } from "./instance-hours";
import { type Recipe, type RecipeContext } from "./recipe";
import { averageTasks, definitionOf, isFargate, SERVICE, strategyOf, taskSize } from "./tasks";

export const LAUNCH_CONFIGURATION = "aws:ec2/launchConfiguration:LaunchConfiguration";
/** Memory that the operating system and the ECS agent keep for themselves. */
const RESERVED_GIB = 0.25;

type Inputs = Readonly<Record<string, unknown>>;

/** What a launch template or configuration says of its instances. */
interface Launch extends Omit<InstancePlan, "type"> {
  readonly type: string | undefined;
  readonly disks: readonly Disk[];
  readonly isMonitored: boolean;
  readonly isSpot: boolean;
  readonly hasPublicAddress: boolean;
}

/**
 * Instances of an Auto Scaling group: never fewer than its minimum, as many as the tasks on it need, or what the profile
 * says of a group that scales by something else. Spot is the on-demand price less the profile's assumed discount.
 */
export const autoScalingGroup: Recipe = (group, context) => {
  const mix = object(group.inputs, "mixedInstancesPolicy");
  const launch = launchOf(group, context);
  const types = allowedTypes(mix, launch, context);
  const distribution = object(mix, "instancesDistribution");
  const onDemandType = chosenType(types, text(distribution, "onDemandAllocationStrategy") ?? "prioritized", context);
  const spotType = chosenType(types, text(distribution, "spotAllocationStrategy") ?? "lowest-price", context);
  const count = averageInstances(group, onDemandType, context);
  if (count === 0) context.note("priced without instances, as its minimum says (usage compute.instances sets more)");
  const onDemand = launch.isSpot ? 0 : onDemandOf(count, distribution);
  const spot = count - onDemand;
  const paidShare = 1 - context.usage.compute.ec2SpotDiscountPercent / 100;
  return [
    ...(onDemand > 0 || spot === 0
      ? hoursOf({ ...launch, type: onDemandType }, "", onDemand * HOURS_PER_MONTH, context)
      : []),
    ...(spot > 0
      ? hoursOf(
          { ...launch, type: spotType },
          ", Spot at its share of the on-demand price",
          spot * paidShare * HOURS_PER_MONTH,
          context,
        )
      : []),
    ...diskLines(launch.disks, count, context),
    ...(launch.isMonitored
      ? [context.fixed("Detailed monitoring", "cw.metric", DETAILED_MONITORING_METRICS * count)]
      : []),
    ...(launch.hasPublicAddress
      ? [context.fixed("Public IPv4 addresses", "ipv4.public.hour", HOURS_PER_MONTH * count)]
      : []),
  ];
};

function onDemandOf(count: number, distribution: Inputs): number {
  const base = Math.min(count, number(distribution, "onDemandBaseCapacity") ?? 0);
  const aboveBase = (number(distribution, "onDemandPercentageAboveBaseCapacity") ?? 100) / 100;
  return base + (count - base) * aboveBase;
}

/** A group whose tasks an ECS capacity provider places follows the tasks; others follow what they are told. */
function averageInstances(group: CostResource, type: string, context: RecipeContext): number {
  const minimum = number(group.inputs, "minSize") ?? 0;
  const needed = neededInstances(type, context);
  const isEcs = needed > 0 || context.graph.dependents(group.urn, T.capacityProvider).length > 0;
  const wanted = isEcs ? needed : (number(group.inputs, "desiredCapacity") ?? 0);
  return Math.max(minimum, wanted, context.usage.compute.instances);
}

/** Average instances that the ECS services on EC2 need, by CPU, memory and network interfaces of one type. */
function neededInstances(type: string, context: RecipeContext): number {
  let vcpu = 0;
  let memoryGb = 0;
  let tasks = 0;
  for (const service of context.graph.ofType(SERVICE)) {
    // Without a strategy they are priced on Fargate.
    const strategy = strategyOf(service, context) ?? [];
    const onEc2 = [...splitByStrategy(averageTasks(service, context).tasks, strategy)]
      .filter(([provider]) => !isFargate(provider))
      .reduce((sum, [, count]) => sum + count, 0);
    if (onEc2 === 0) continue;
    const size = taskSize(definitionOf(service, context));
    vcpu += onEc2 * size.vcpu;
    memoryGb += onEc2 * size.memoryGb;
    tasks += onEc2;
  }
  const interfaces = networkInterfacesOf(type) - 1;
  return Math.ceil(
    Math.max(vcpu / vcpusOf(type), memoryGb / (memoryGibOf(type) - RESERVED_GIB), tasks / Math.max(1, interfaces)),
  );
}

/** By priority the first type of the list; by price, and where AWS decides by its own capacity, the cheapest. */
function chosenType(types: readonly string[], strategy: string, context: RecipeContext): string {
  const [first = ""] = types;
  if (strategy.endsWith("prioritized") || types.length === 1) return first;
  const rate = (type: string) => instanceHours("", type, 1, (name) => `ec2.${name}`, context).monthlyCost;
  const priced = types.filter((type) => rate(type) > 0);
  if (strategy !== "lowest-price") context.note(`priced as the cheapest of its types; with ${strategy} AWS decides`);
  return [...(priced.length > 0 ? priced : types)].sort((a, b) => rate(a) - rate(b))[0] ?? first;
}

function allowedTypes(mix: Inputs, { type }: Launch, context: RecipeContext): readonly string[] {
  const overrides = objects(object(mix, "launchTemplate"), "overrides");
  if (overrides.some((item) => item.instanceRequirements !== undefined))
    throw new CostError("its overrides say what instances must have, and AWS chooses their types");
  if (overrides.some((item) => item.weightedCapacity !== undefined))
    context.lacks("what the weights of its types say: its capacity is priced as a number of instances");
  const named = overrides.flatMap((item) => text(item, "instanceType") ?? []);
  if (named.length > 0) return named;
  if (type !== undefined) return [type];
  throw new CostError("neither overrides nor launch template name an instance type");
}

function launchOf(group: CostResource, context: RecipeContext): Launch {
  const [configuration] = context.graph.dependencies(group, LAUNCH_CONFIGURATION);
  if (configuration !== undefined) return launchOfConfiguration(configuration.inputs, context);
  const [template] = context.graph.dependencies(group, T.launchTemplate);
  return launchOfTemplate(template?.inputs ?? {}, context);
}

function launchOfTemplate(inputs: Inputs, context: RecipeContext): Launch {
  const mappings = objects(inputs, "blockDeviceMappings").map((mapping) => object(mapping, "ebs"));
  if (mappings.length === 0) context.lacks("the root disks of its instances, which their image describes");
  return {
    type: text(inputs, "instanceType"),
    tenancy: text(object(inputs, "placement"), "tenancy") ?? "default",
    ebsOptimized: flag(inputs, "ebsOptimized"),
    credits: text(object(inputs, "creditSpecification"), "cpuCredits"),
    disks: mappings.filter((ebs) => Object.keys(ebs).length > 0).map((ebs) => diskOf(ebs, context)),
    isMonitored: flag(object(inputs, "monitoring"), "enabled"),
    isSpot: text(object(inputs, "instanceMarketOptions"), "marketType") === "spot",
    hasPublicAddress: objects(inputs, "networkInterfaces").some((one) => flag(one, "associatePublicIpAddress")),
  };
}

function launchOfConfiguration(inputs: Inputs, context: RecipeContext): Launch {
  return {
    type: text(inputs, "instanceType"),
    tenancy: text(inputs, "placementTenancy") ?? "default",
    ebsOptimized: flag(inputs, "ebsOptimized"),
    credits: undefined,
    disks: [object(inputs, "rootBlockDevice"), ...objects(inputs, "ebsBlockDevices")].map((disk) =>
      diskOf(disk, context),
    ),
    isMonitored: inputs.enableMonitoring === undefined || flag(inputs, "enableMonitoring"),
    isSpot: inputs.spotPrice !== undefined,
    hasPublicAddress: flag(inputs, "associatePublicIpAddress"),
  };
}
