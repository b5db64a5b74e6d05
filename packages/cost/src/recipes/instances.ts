import { T } from "@toolkit/offline/aws-types";
import { HOURS_PER_MONTH } from "../formulas/time";
import { type CostResource } from "../graph-view";
import { autoScalingGroup, LAUNCH_CONFIGURATION } from "./auto-scaling";
import { diskLines, diskOf } from "./disks";
import { DETAILED_MONITORING_METRICS, hoursOf, type InstancePlan } from "./instance-hours";
import { flag, number, object, objects, required, text } from "./inputs";
import { free, freeAll, type Recipe, type RecipeContext, type ServiceRecipes } from "./recipe";

const instance: Recipe = (resource, context) => {
  const { inputs } = resource;
  const plan: InstancePlan = {
    type: required("instanceType", text(inputs, "instanceType")),
    tenancy: text(inputs, "tenancy") ?? "default",
    ebsOptimized: flag(inputs, "ebsOptimized"),
    credits: text(object(inputs, "creditSpecification"), "cpuCredits"),
  };
  const disks = [object(inputs, "rootBlockDevice"), ...objects(inputs, "ebsBlockDevices")].map((disk) =>
    diskOf(disk, context),
  );
  const isSpot = text(object(inputs, "instanceMarketOptions"), "marketType") === "spot";
  const paid = isSpot ? 1 - context.usage.compute.ec2SpotDiscountPercent / 100 : 1;
  return [
    ...hoursOf(plan, isSpot ? ", Spot at its share of the on-demand price" : "", HOURS_PER_MONTH * paid, context),
    ...diskLines(disks, 1, context),
    ...(flag(inputs, "monitoring")
      ? [context.fixed("Detailed monitoring", "cw.metric", DETAILED_MONITORING_METRICS)]
      : []),
    ...(hasPublicAddress(resource, context)
      ? [context.fixed("Public IPv4 address", "ipv4.public.hour", HOURS_PER_MONTH)]
      : []),
  ];
};

/** Asked for, or by the subnet's default; an Elastic IP takes the place of that address and is priced by itself. */
function hasPublicAddress(resource: CostResource, { graph }: RecipeContext): boolean {
  const takers = [T.elasticIp, T.eipAssociation].flatMap((type) => graph.dependents(resource.urn, type));
  if (takers.length > 0) return false;
  if (resource.inputs.associatePublicIpAddress !== undefined) return flag(resource.inputs, "associatePublicIpAddress");
  return graph.dependencies(resource, T.subnet, "subnetId").some(({ inputs }) => flag(inputs, "mapPublicIpOnLaunch"));
}

/** A volume by itself. */
const volume: Recipe = ({ inputs }, context) => {
  const described = { ...inputs, volumeType: inputs.type, volumeSize: inputs.size, snapshotId: undefined };
  const { type, gb, iops, throughput } = diskOf(described, context);
  if (number(inputs, "size") === undefined) context.lacks("its size, which is its snapshot's, is not seen");
  return diskLines([{ type, gb: inputs.size === undefined ? 0 : gb, iops, throughput }], 1, context);
};

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
    "aws:ebs/volume:Volume": volume,
    "aws:ec2/volumeAttachment:VolumeAttachment": free("attachments are free"),
    [T.autoScalingGroup]: autoScalingGroup,
    [T.capacityProvider]: capacityProvider,
    [T.launchTemplate]: free("instances are priced at the Auto Scaling group"),
    [LAUNCH_CONFIGURATION]: free("instances are priced at the Auto Scaling group"),
    ...freeAll(
      "aws:autoscaling",
      ["lifecycleHook:LifecycleHook", "policy:Policy", "schedule:Schedule", "tag:Tag", "notification:Notification"],
      "Auto Scaling is free; instances are priced at the group",
    ),
    [T.encryptionByDefault]: free("an account setting"),
    [T.defaultKmsKey]: free("an account setting"),
  },
};
