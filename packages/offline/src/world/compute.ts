import { named } from "./names";
import type { Models, Scope } from "./types";

const clusterNameOf = (r: Scope): string => r.text("cluster", "default").split("/").at(-1) ?? "";

const instanceIp = (r: Scope): string => `10.0.${r.number(250)}.${4 + r.number(240, "host")}`;

const scalableTarget = (r: Scope): string => r.arn("application-autoscaling", `scalable-target/${r.hex(12)}`);

/** ECS, ECR, EC2 instances, Auto Scaling and Application Auto Scaling. */
export const computeModels: Models = {
  "aws:ecs/cluster:Cluster": {
    autoname: { property: "name", maxLength: 255 },
    id: (r) => r.arn("ecs", `cluster/${r.text("name")}`),
    computed: (_, id) => ({ arn: id }),
  },
  "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders": { id: (r) => r.text("clusterName") },
  "aws:ecs/capacityProvider:CapacityProvider": {
    autoname: { property: "name", maxLength: 255 },
    id: (r) => r.arn("ecs", `capacity-provider/${r.text("name")}`),
    computed: (_, id) => ({ arn: id }),
  },
  "aws:ecs/service:Service": {
    autoname: { property: "name", maxLength: 255 },
    id: (r) => r.arn("ecs", `service/${clusterNameOf(r)}/${r.text("name")}`),
    computed: (_, id) => ({ arn: id }),
  },
  "aws:ecs/taskDefinition:TaskDefinition": {
    id: (r) => r.text("family"),
    computed: (r) => {
      const arnWithoutRevision = r.arn("ecs", `task-definition/${r.text("family")}`);
      return { arn: `${arnWithoutRevision}:1`, arnWithoutRevision, revision: 1 };
    },
  },
  "aws:ecr/repository:Repository": {
    autoname: { property: "name", maxLength: 256, lowerCase: true },
    id: (r) => r.text("name"),
    computed: (r) => ({
      arn: r.arn("ecr", `repository/${r.text("name")}`),
      registryId: r.accountId,
      repositoryUrl: `${r.accountId}.dkr.ecr.${r.region}.${r.dnsSuffix}/${r.text("name")}`,
    }),
  },
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": {
    id: (r) => r.text("repository"),
    computed: (r) => ({ registryId: r.accountId }),
  },
  "aws:ecr/repositoryPolicy:RepositoryPolicy": {
    id: (r) => r.text("repository"),
    computed: (r) => ({ registryId: r.accountId }),
  },
  "awsx:ecr:Image": {
    global: true,
    id: () => "",
    computed: (r) => ({ imageUri: `${r.text("repositoryUrl")}@sha256:${r.hex(64)}` }),
  },
  "aws:appautoscaling/target:Target": {
    id: (r) => r.text("resourceId"),
    computed: (r) => ({ arn: scalableTarget(r) }),
  },
  "aws:appautoscaling/policy:Policy": {
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
  "aws:appautoscaling/scheduledAction:ScheduledAction": {
    autoname: { property: "name", maxLength: 256 },
    id: (r) => `${r.text("name")}-${r.text("serviceNamespace")}-${r.text("resourceId")}`,
    computed: (r) => ({
      arn: r.arn(
        "autoscaling",
        `scheduledAction:${r.uuid()}:resource/ecs/${r.text("resourceId")}:scheduledActionName/${r.text("name")}`,
      ),
    }),
  },
  "aws:autoscaling/group:Group": {
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
  "aws:ec2/launchTemplate:LaunchTemplate": {
    autoname: named(125),
    id: (r) => `lt-${r.hex(17)}`,
    computed: (r, id) => ({ arn: r.arn("ec2", `launch-template/${id}`), defaultVersion: 1, latestVersion: 1 }),
  },
  "aws:ec2/instance:Instance": {
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
