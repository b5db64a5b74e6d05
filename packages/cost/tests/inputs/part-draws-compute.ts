import { T } from "@toolkit/offline/aws-types";
import { definition, resource } from "../support/fixtures";
import { draws, given, type PartDraw, type Values } from "./part-draw";

const io = (volumeType: string): object[] => [{ volumeSize: 100, volumeType }];
const disk: Readonly<Record<string, Values>> = {
  volumeSize: [10, 20],
  volumeType: ["gp2", "gp3", "standard"],
  iops: { values: [3000, 5000], within: io("io1") },
  throughput: { values: [125, 300], within: io("gp3") },
  snapshotId: { values: [undefined, "snap-1"], within: [{ volumeType: "gp3" }] },
};
const { snapshotId: _snapshotId, ...root } = disk;
/** A root disk is one object. */
const rootDisk = Object.fromEntries(
  Object.entries(root).map(([name, values]) => {
    const { within, ...rest } = given(values);
    return [name, Array.isArray(within) ? { ...rest, within: within[0] as unknown } : values];
  }),
);

const group = (property: string) => (urn: string) => [
  resource(
    T.autoScalingGroup,
    "group",
    { minSize: 1, mixedInstancesPolicy: { launchTemplate: { overrides: [{ instanceType: "t3.medium" }] } } },
    { propertyDependencies: { [property]: [urn] } },
  ),
];

const mixed = (values: readonly unknown[], distribution: object = {}, types = ["m5.large", "t3.medium"]): Values => ({
  values,
  within: {
    instancesDistribution: distribution,
    launchTemplate: { overrides: types.map((instanceType) => ({ instanceType })) },
  },
});

const two = [
  { capacityProvider: "FARGATE", weight: 1 },
  { capacityProvider: "FARGATE_SPOT", weight: 1 },
];
const strategy: Readonly<Record<string, Values>> = {
  base: { values: [0, 1], within: two },
  capacityProvider: { values: ["FARGATE", "FARGATE_SPOT"], within: two.slice(0, 1) },
  weight: { values: [1, 3], within: two },
};
const fourTasks = { desiredCount: 4 };

const cluster = resource(T.cluster, "cluster");
const files = resource(T.bucket, "files");
const dumps = resource(T.bucket, "dumps");
const scaled = resource(
  T.service,
  "scaled",
  { desiredCount: 1, launchType: "FARGATE" },
  { propertyDependencies: { taskDefinition: [definition.urn] } },
);
const target = resource(
  T.scalingTarget,
  "target",
  { minCapacity: 1, maxCapacity: 9 },
  { propertyDependencies: { resourceId: [scaled.urn] } },
);

/** What the drawn resources depend on, where it stands in the stack. */
export const AROUND: Readonly<Record<string, readonly string[]>> = {
  bucket: [files.urn, dumps.urn],
  clusterName: [cluster.urn],
  resourceId: [target.urn],
  taskDefinition: [definition.urn],
};
/** What the application says of its buckets. */
export const ROLES = { buckets: { dumps: "dumps" } } as const;

const serviceOf = (property: string, inputs: object) => (urn: string) => [
  resource(T.service, "service", inputs, {
    propertyDependencies: { taskDefinition: [definition.urn], [property]: [urn] },
  }),
];

const ageing = [
  { status: "Enabled", transitions: [{ days: 30, storageClass: "GLACIER_IR" }], expiration: { days: 365 } },
];
const hourly = { beside: { scheduleExpression: "daily 1" }, within: { ecsParameters: { taskCount: 1 } } };

/** Parts of inputs of networks, computing and data, that change a bill. */
export const COMPUTE_DRAWS: readonly PartDraw[] = [
  ...[T.loadBalancer, "aws:alb/loadBalancer:LoadBalancer"].flatMap((type) =>
    draws(type, {
      minimumLoadBalancerCapacity: { capacityUnits: [undefined, 50, 100] },
      subnetMappings: { allocationId: { values: [undefined, "eipalloc-1"], within: [{}, {}, {}] } },
    }),
  ),
  ...draws(T.flowLog, { destinationOptions: { fileFormat: ["plain-text", "parquet"] } }),
  ...draws(T.instance, {
    creditSpecification: { cpuCredits: ["standard", "unlimited"] },
    ebsBlockDevices: disk,
    instanceMarketOptions: { marketType: [undefined, "spot"] },
    rootBlockDevice: rootDisk,
  }),
  ...draws(T.autoScalingGroup, {
    mixedInstancesPolicy: {
      "instancesDistribution.onDemandAllocationStrategy": mixed(["prioritized", "lowest-price"]),
      "instancesDistribution.onDemandBaseCapacity": mixed([0, 1], { onDemandPercentageAboveBaseCapacity: 0 }),
      "instancesDistribution.onDemandPercentageAboveBaseCapacity": mixed([0, 100]),
      "instancesDistribution.spotAllocationStrategy": mixed(["lowest-price", "capacity-optimized-prioritized"], {
        onDemandPercentageAboveBaseCapacity: 0,
      }),
      "launchTemplate.overrides.instanceRequirements": mixed([undefined, { vcpuCount: { min: 2 } }]),
      "launchTemplate.overrides.instanceType": mixed(["m5.large", "t3.large"]),
      "launchTemplate.overrides.weightedCapacity": mixed([undefined, "2"]),
    },
  }),
  ...draws(T.capacityProvider, { autoScalingGroupProvider: { "managedScaling.status": ["DISABLED", "ENABLED"] } }),
  ...draws(T.cluster, {
    settings: {
      name: { values: ["other", "containerInsights"], within: [{ value: "enabled" }] },
      value: ["disabled", "enabled"],
    },
  }),
  ...draws(T.service, {
    capacityProviderStrategies: Object.fromEntries(
      Object.entries(strategy).map(([part, values]) => [part, { ...given(values), beside: fourTasks }]),
    ),
    networkConfiguration: { assignPublicIp: [false, true] },
  }),
  ...draws(T.clusterCapacityProviders, { defaultCapacityProviderStrategies: strategy }, () => [
    cluster,
    ...serviceOf("cluster", fourTasks)(cluster.urn),
  ]),
  ...draws(
    T.taskDefinition,
    {
      ephemeralStorage: { sizeInGib: { values: [21, 100], beside: { cpu: "1024", memory: "2048" } } },
      runtimePlatform: {
        cpuArchitecture: { values: ["X86_64", "ARM64"], beside: { cpu: "1024", memory: "2048" } },
        operatingSystemFamily: {
          values: ["LINUX", "WINDOWS_SERVER_2022_CORE"],
          beside: { cpu: "1024", memory: "2048" },
        },
      },
    },
    serviceOf("taskDefinition", { desiredCount: 1, launchType: "FARGATE" }),
  ),
  ...draws(T.bucket, { versioning: { enabled: [false, true] } }),
  ...draws(T.bucketVersioning, { versioningConfiguration: { status: ["Suspended", "Enabled"] } }, () => [files]),
  ...draws(
    T.bucketLifecycle,
    {
      rules: {
        "expiration.days": { values: [365, 730], within: ageing },
        status: { values: ["Enabled", "Disabled"], within: ageing },
        "transitions.days": { values: [30, 60], within: ageing },
        "transitions.storageClass": { values: ["GLACIER_IR", "DEEP_ARCHIVE"], within: ageing },
      },
    },
    () => [dumps],
  ),
  ...draws(
    T.scalingSchedule,
    {
      scalableTargetAction: {
        maxCapacity: { values: [2, 0], beside: { schedule: "daily 1" }, within: { minCapacity: 0 } },
        minCapacity: { values: [1, 3], beside: { schedule: "daily 1" } },
      },
    },
    () => [scaled, target],
  ),
  ...draws(T.schedule, {
    target: {
      "ecsParameters.capacityProviderStrategies": { values: [two, two.slice(0, 1)], ...hourly },
      "ecsParameters.launchType": { values: ["FARGATE", "EC2"], ...hourly },
      "ecsParameters.taskCount": { values: [1, 2], ...hourly },
    },
  }),
  ...draws(T.backupPlan, {
    rules: {
      copyActions: [undefined, [{}], [{}, {}]],
      "copyActions.lifecycle.deleteAfter": { values: [7, 35], within: [{ copyActions: [{}] }] },
      "lifecycle.coldStorageAfter": [undefined, 30],
      "lifecycle.deleteAfter": [7, 35],
    },
  }),
  ...draws("aws:elasticache/serverlessCache:ServerlessCache", {
    cacheUsageLimits: {
      "dataStorage.minimum": [20, 50],
      "ecpuPerSeconds.minimum": { values: [1000, 5000], within: { ecpuPerSeconds: [{}] } },
    },
  }),
  ...draws(T.table, { globalSecondaryIndexes: { readCapacity: [5, 10], writeCapacity: [5, 10] } }),
  ...draws(T.table, { pointInTimeRecovery: { enabled: [false, true] } }),
  ...draws(T.function, {
    ephemeralStorage: { size: [1024, 2048] },
    snapStart: { applyOn: ["None", "PublishedVersions"] },
    tracingConfig: { mode: ["PassThrough", "Active"] },
  }),
  ...draws(
    T.launchTemplate,
    {
      blockDeviceMappings: Object.fromEntries(
        Object.entries(disk).map(([part, values]) => {
          const { within, ...rest } = given(values);
          const ebs = Array.isArray(within) ? (within[0] as unknown) : { volumeSize: 10 };
          return [`ebs.${part}`, { ...rest, within: [{ ebs }] }];
        }),
      ),
      creditSpecification: { cpuCredits: ["standard", "unlimited"] },
      instanceMarketOptions: { marketType: [undefined, "spot"] },
      monitoring: { enabled: [false, true] },
      networkInterfaces: { associatePublicIpAddress: { values: ["false", "true"], within: [{}] } },
      placement: { tenancy: ["default", "dedicated"] },
    },
    group("launchTemplate"),
  ),
  ...draws(
    "aws:ec2/launchConfiguration:LaunchConfiguration",
    { ebsBlockDevices: disk, rootBlockDevice: rootDisk },
    group("launchConfiguration"),
  ),
];
