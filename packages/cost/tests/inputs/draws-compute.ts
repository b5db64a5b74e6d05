import { T } from "@toolkit/offline/aws-types";
import { type Draw, draws } from "./draw";

const disks = [{ volumeSize: 10 }, { volumeSize: 20 }, { volumeSize: 20, volumeType: "io1", iops: 500 }];
const strategy = (capacityProvider: string) => [{ capacityProvider, weight: 1 }];

/** What changes the bill of networks, load balancers, machines, tasks and functions. */
export const COMPUTE: readonly Draw[] = [
  ...[T.loadBalancer, "aws:alb/loadBalancer:LoadBalancer"].flatMap((type) =>
    draws(
      type,
      { subnets: ["a", "b"] },
      {
        internal: [true, false],
        ipAddressType: ["ipv4", "dualstack-without-public-ipv4"],
        loadBalancerType: ["application", "network", "gateway"],
        minimumLoadBalancerCapacity: [undefined, { capacityUnits: 50 }],
        subnets: [["a"], ["a", "b"]],
        subnetMappings: [undefined, [{}, {}, {}]],
      },
    ),
  ),
  ...draws(T.elasticIp, {}, { publicIpv4Pool: ["amazon", "ipv4pool-1"] }),
  ...draws(
    T.flowLog,
    { logDestinationType: "s3" },
    {
      logDestinationType: ["s3", "cloud-watch-logs", "kinesis-data-firehose"],
      destinationOptions: [undefined, { fileFormat: "parquet" }],
    },
  ),
  ...draws(T.natGateway, {}, { availabilityMode: ["zonal", "regional"] }),
  ...draws(
    T.endpoint,
    { vpcEndpointType: "Interface" },
    {
      subnetIds: [["a"], ["a", "b"]],
      vpcEndpointType: ["Gateway", "Interface", "GatewayLoadBalancer", "ServiceNetwork"],
    },
  ),
  ...draws(
    T.instance,
    { instanceType: "t3.medium" },
    {
      associatePublicIpAddress: [false, true],
      creditSpecification: [{ cpuCredits: "standard" }, { cpuCredits: "unlimited" }],
      ebsBlockDevices: [[], [{ volumeSize: 5 }], [{ volumeSize: 5, volumeType: "gp3", throughput: 200 }]],
      ebsOptimized: {
        type: T.instance,
        input: "ebsOptimized",
        values: [false, true],
        beside: { instanceType: "r3.xlarge" },
      },
      instanceMarketOptions: [undefined, { marketType: "spot" }],
      instanceType: ["t3.medium", "m5.large", "x99.large"],
      monitoring: [false, true],
      rootBlockDevice: disks,
      tenancy: ["default", "dedicated", "host"],
    },
  ),
  ...draws(
    "aws:ebs/volume:Volume",
    { size: 10, type: "gp3" },
    {
      iops: [3000, 4000],
      size: [10, 20, undefined],
      throughput: [125, 200],
      type: ["gp2", "gp3", "io1", "io2", "st1", "standard", "gp9"],
    },
  ),
  ...draws(
    T.autoScalingGroup,
    { minSize: 1, launchTemplate: { id: "lt-1" }, mixedInstancesPolicy: mix("t3.medium") },
    {
      desiredCapacity: [1, 2],
      minSize: [1, 2],
      mixedInstancesPolicy: [mix("t3.medium"), mix("m5.large")],
    },
  ),
  ...draws(
    T.capacityProvider,
    {},
    {
      autoScalingGroupProvider: [{ managedScaling: { status: "DISABLED" } }, { managedScaling: { status: "ENABLED" } }],
    },
  ),
  ...draws(
    T.cluster,
    {},
    {
      settings: ["disabled", "enabled", "enhanced"].map((value) => [{ name: "containerInsights", value }]),
    },
  ),
  ...draws(
    T.service,
    { desiredCount: 1, launchType: "FARGATE" },
    {
      capacityProviderStrategies: [strategy("FARGATE"), strategy("FARGATE_SPOT")],
      desiredCount: [1, 2],
      launchType: ["FARGATE", "EC2", "EXTERNAL"],
      networkConfiguration: [{ assignPublicIp: false }, { assignPublicIp: true }],
    },
  ),
  ...draws(
    T.function,
    { memorySize: 1024 },
    {
      architectures: [["x86_64"], ["arm64"]],
      ephemeralStorage: [{ size: 512 }, { size: 1024 }, { size: 2048 }],
      memorySize: [1024, 2048, undefined],
      snapStart: [{ applyOn: "None" }, { applyOn: "PublishedVersions" }],
      tracingConfig: [{ mode: "PassThrough" }, { mode: "Active" }],
    },
  ),
  ...draws(
    T.provisionedConcurrency,
    { provisionedConcurrentExecutions: 1 },
    { provisionedConcurrentExecutions: [1, 2] },
  ),
  ...draws(
    T.scalingPolicy,
    { policyType: "TargetTrackingScaling" },
    {
      policyType: ["TargetTrackingScaling", "StepScaling"],
      targetTrackingScalingPolicyConfiguration: [1, 2, 3].map((count) => ({
        customizedMetricSpecification: { metrics: Array.from({ length: count }, () => ({ metricStat: {} })) },
      })),
    },
  ),
];

function mix(instanceType: string): object {
  return { launchTemplate: { overrides: [{ instanceType }] } };
}
