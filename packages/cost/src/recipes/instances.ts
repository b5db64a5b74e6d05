import { T } from "@toolkit/offline/aws-types";
import { type CostComponent } from "../cost-component";
import { CostError } from "../errors";
import { memoryGibOf, networkInterfacesOf, vcpusOf } from "../formulas/instance-sizes";
import { splitByStrategy } from "../formulas/capacity-split";
import { HOURS_PER_MONTH } from "../formulas/time";
import { type CostResource } from "../graph-view";
import { instanceHours } from "./hourly-rate";
import { flag, number, object, objects, required, text } from "./inputs";
import { free, freeAll, type Recipe, type RecipeContext, type ServiceRecipes } from "./recipe";
import { averageTasks, definitionOf, isFargate, SERVICE, strategyOf, taskSize } from "./tasks";

const DEFAULT_DISK_GB = 8;
/** Metrics that detailed monitoring of one instance adds. */
const DETAILED_MONITORING_METRICS = 7;
/** Memory that the operating system and the ECS agent keep for themselves. */
const RESERVED_GIB = 0.25;
const LAUNCH_TEMPLATE = T.launchTemplate;

const ec2Key = (type: string) => `ec2.${type}`;

const instance: Recipe = (resource, context) => {
  const { inputs } = resource;
  const type = required(resource, "instanceType", text(inputs, "instanceType"));
  const disks = [object(inputs, "rootBlockDevice"), ...objects(inputs, "ebsBlockDevices")];
  const diskGb = disks.reduce((sum, disk) => sum + (number(disk, "volumeSize") ?? DEFAULT_DISK_GB), 0);
  return [
    instanceHours(`Instance (${type})`, type, HOURS_PER_MONTH, ec2Key, context),
    context.fixed("Disk (gp3)", "ebs.gp3.gb", diskGb),
    ...(flag(inputs, "monitoring")
      ? [context.fixed("Detailed monitoring", "cw.metric", DETAILED_MONITORING_METRICS)]
      : []),
  ];
};

/** Average instances that the ECS services on EC2 need, by CPU, memory and network interfaces of one type. */
function neededInstances(type: string, context: RecipeContext): number {
  let vcpu = 0;
  let memoryGb = 0;
  let tasks = 0;
  for (const service of context.graph.ofType(SERVICE)) {
    const onEc2 = [...splitByStrategy(averageTasks(service, context).tasks, strategyOf(service))]
      .filter(([provider]) => !isFargate(provider))
      .reduce((sum, [, count]) => sum + count, 0);
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

/**
 * Instances of an Auto Scaling group: never fewer than its minimum, as many as the tasks on it need. Priced as the
 * dearest of the allowed types; Spot is the on-demand price less the profile's assumed discount.
 */
const autoScalingGroup: Recipe = (group, context) => {
  const mix = object(group.inputs, "mixedInstancesPolicy");
  const template = context.graph.dependencies(group, LAUNCH_TEMPLATE)[0];
  const types = allowedTypes(group, mix, template);
  const rate = (type: string) => instanceHours("", type, 1, ec2Key, context).monthlyCost;
  const dearest = [...types].sort((a, b) => rate(b) - rate(a))[0] ?? "";
  const minimum = number(group.inputs, "minSize") ?? 0;
  const count = Math.max(minimum, neededInstances(dearest, context));
  const distribution = object(mix, "instancesDistribution");
  const base = Math.min(count, number(distribution, "onDemandBaseCapacity") ?? 0);
  const aboveBase = (number(distribution, "onDemandPercentageAboveBaseCapacity") ?? 100) / 100;
  const onDemand = base + (count - base) * aboveBase;
  const spot = count - onDemand;
  const paidShare = 1 - context.usage.compute.ec2SpotDiscountPercent / 100;
  const hours = (name: string, count: number) =>
    instanceHours(`Instances (${dearest}, ${name})`, dearest, count * HOURS_PER_MONTH, ec2Key, context);
  return [
    hours("on demand", onDemand),
    ...(spot > 0 ? [hours("Spot at its share of the on-demand price", spot * paidShare)] : []),
    ...diskLine(template, count, context),
  ];
};

function allowedTypes(
  group: CostResource,
  mix: Readonly<Record<string, unknown>>,
  template: CostResource | undefined,
): readonly string[] {
  const overrides = objects(object(mix, "launchTemplate"), "overrides").flatMap(
    (item) => text(item, "instanceType") ?? [],
  );
  if (overrides.length > 0) return overrides;
  const single = template === undefined ? undefined : text(template.inputs, "instanceType");
  if (single !== undefined) return [single];
  throw new CostError(
    `${group.type} "${group.name}" cannot be priced: neither overrides nor launch template name a type.`,
  );
}

function diskLine(template: CostResource | undefined, count: number, context: RecipeContext): CostComponent[] {
  const mappings = template === undefined ? [] : objects(template.inputs, "blockDeviceMappings");
  const perInstance = mappings.reduce((sum, mapping) => sum + (number(object(mapping, "ebs"), "volumeSize") ?? 0), 0);
  return perInstance > 0 ? [context.fixed("Disks (gp3)", "ebs.gp3.gb", perInstance * count)] : [];
}

/** Managed scaling makes a target-tracking policy on the group, which AWS backs with two alarms. */
const capacityProvider: Recipe = (provider, context) => {
  const scaling = object(object(provider.inputs, "autoScalingGroupProvider"), "managedScaling");
  if (text(scaling, "status") !== "ENABLED") return { free: "instances are priced at the Auto Scaling group" };
  return [context.fixed("Alarms of managed scaling", "cw.alarm.standard", 2)];
};

export const instances: ServiceRecipes = {
  service: "Instances",
  recipes: {
    [T.instance]: instance,
    [T.autoScalingGroup]: autoScalingGroup,
    [T.capacityProvider]: capacityProvider,
    [LAUNCH_TEMPLATE]: free("instances are priced at the Auto Scaling group"),
    ...freeAll(
      "aws:autoscaling",
      ["lifecycleHook:LifecycleHook", "policy:Policy", "schedule:Schedule", "tag:Tag", "notification:Notification"],
      "Auto Scaling is free; instances are priced at the group",
    ),
    [T.encryptionByDefault]: free("an account setting"),
    [T.defaultKmsKey]: free("an account setting"),
  },
};
