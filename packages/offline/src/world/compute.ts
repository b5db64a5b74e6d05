import { T } from "../aws-types";
import { named } from "./names";
import type { Models, Scope } from "./types";

const clusterNameOf = (r: Scope): string => r.text("cluster", "default").split("/").at(-1) ?? "";

const instanceIp = (r: Scope): string => `10.0.${r.number(250)}.${4 + r.number(240, "host")}`;

const scalableTarget = (r: Scope): string => r.arn("application-autoscaling", `scalable-target/${r.hex(12)}`);

/** ECS, ECR, EC2 instances, Auto Scaling and Application Auto Scaling. */
export const computeModels: Models = {
  [T.cluster]: {
    autoname: { property: "name", maxLength: 255 },
    id: (r) => r.arn("ecs", `cluster/${r.text("name")}`),
    computed: (_, id) => ({ arn: id }),
  },
  [T.clusterCapacityProviders]: { id: (r) => r.text("clusterName") },
  [T.capacityProvider]: {
    autoname: { property: "name", maxLength: 255 },
    id: (r) => r.arn("ecs", `capacity-provider/${r.text("name")}`),
    computed: (_, id) => ({ arn: id }),
  },
  [T.service]: {
    autoname: { property: "name", maxLength: 255 },
    id: (r) => r.arn("ecs", `service/${clusterNameOf(r)}/${r.text("name")}`),
    computed: (_, id) => ({ arn: id }),
  },
  [T.taskDefinition]: {
    id: (r) => r.text("family"),
    computed: (r) => {
      const arnWithoutRevision = r.arn("ecs", `task-definition/${r.text("family")}`);
      return { arn: `${arnWithoutRevision}:1`, arnWithoutRevision, revision: 1 };
    },
  },
  [T.repository]: {
    autoname: { property: "name", maxLength: 256, lowerCase: true },
    id: (r) => r.text("name"),
    computed: (r) => ({
      arn: r.arn("ecr", `repository/${r.text("name")}`),
      registryId: r.accountId,
      repositoryUrl: `${r.accountId}.dkr.ecr.${r.region}.${r.dnsSuffix}/${r.text("name")}`,
    }),
  },
  [T.repositoryLifecycle]: {
    id: (r) => r.text("repository"),
    computed: (r) => ({ registryId: r.accountId }),
  },
  [T.repositoryPolicy]: {
    id: (r) => r.text("repository"),
    computed: (r) => ({ registryId: r.accountId }),
  },
  "awsx:ecr:Image": {
    global: true,
    id: () => "",
    computed: (r) => ({ imageUri: `${r.text("repositoryUrl")}@sha256:${r.hex(64)}` }),
  },
  [T.scalingTarget]: {
    id: (r) => r.text("resourceId"),
    computed: (r) => ({ arn: scalableTarget(r) }),
  },
  [T.scalingPolicy]: {
    autoname: { property: "name", maxLength: 256 },
    id: (r) => r.text("name"),
    computed: (r) => ({
      arn: r.arn(
        "autoscaling",
        `scalingPolicy:${r.uuid()}:resource/ecs/${r.text("resourceId")}:policyName/${r.text("name")}`,
      ),
      alarmArns: ["AlarmHigh", "AlarmLow"].map((side) =>
        r.arn("cloudwatch", `alarm:TargetTracking-${r.text("resourceId")}-${side}-${r.uuid(side)}`),
      ),
    }),
  },
  [T.scalingSchedule]: {
    autoname: { property: "name", maxLength: 256 },
    id: (r) => `${r.text("name")}-${r.text("serviceNamespace")}-${r.text("resourceId")}`,
    computed: (r) => ({
      arn: r.arn(
        "autoscaling",
        `scheduledAction:${r.uuid()}:resource/ecs/${r.text("resourceId")}:scheduledActionName/${r.text("name")}`,
      ),
    }),
  },
  [T.autoScalingGroup]: {
    autoname: named(255),
    id: (r) => r.text("name"),
    computed: (r) => ({
      arn: r.arn("autoscaling", `autoScalingGroup:${r.uuid()}:autoScalingGroupName/${r.text("name")}`),
      predictedCapacity: 0,
      warmPoolSize: 0,
    }),
  },
  "aws:autoscaling/lifecycleHook:LifecycleHook": {
    autoname: { property: "name", maxLength: 255 },
    id: (r) => r.text("name"),
  },
  "aws:autoscaling/schedule:Schedule": {
    id: (r) => r.text("scheduledActionName"),
    computed: (r) => ({
      arn: r.arn(
        "autoscaling",
        `scheduledUpdateGroupAction:${r.uuid()}:autoScalingGroupName/${r.text("autoscalingGroupName")}:scheduledActionName/${r.text("scheduledActionName")}`,
      ),
    }),
  },
  "aws:autoscaling/policy:Policy": {
    autoname: { property: "name", maxLength: 255 },
    id: (r) => r.text("name"),
    computed: (r) => ({
      arn: r.arn(
        "autoscaling",
        `scalingPolicy:${r.uuid()}:autoScalingGroupName/${r.text("autoscalingGroupName")}:policyName/${r.text("name")}`,
      ),
    }),
  },
  [T.launchTemplate]: {
    autoname: named(125),
    id: (r) => `lt-${r.hex(17)}`,
    computed: (r, id) => ({ arn: r.arn("ec2", `launch-template/${id}`), defaultVersion: 1, latestVersion: 1 }),
  },
  [T.instance]: {
    id: (r) => `i-${r.hex(17)}`,
    computed: (r, id) => ({
      arn: r.arn("ec2", `instance/${id}`),
      instanceLifecycle: "",
      instanceState: "running",
      outpostArn: "",
      passwordData: "",
      primaryNetworkInterfaceId: `eni-${r.hex(17)}`,
      privateDns: `ip-${instanceIp(r).replaceAll(".", "-")}.ec2.internal`,
      privateIp: instanceIp(r),
      publicDns: "",
      publicIp: "",
      spotInstanceRequestId: "",
    }),
  },
};
