import { T } from "@toolkit/offline/aws-types";
import { type InputList, inputs } from "./list";

const EC2 = "https://aws.amazon.com/ec2/pricing/on-demand/";
const ECS = "https://aws.amazon.com/fargate/pricing/";
const DISK = "volumeSize volumeType iops throughput";

/** Types that cost nothing themselves and say what others cost. */
export const elsewhereInputs: Readonly<Record<string, InputList>> = {
  [T.taskDefinition]: inputs({
    source: ECS,
    changes: "cpu ephemeralStorage memory runtimePlatform",
    used: { containerDefinitions: "tasks", volumes: "storage.otherGb" },
    free: `enableFaultInjection executionRoleArn family ipcMode networkMode pidMode placementConstraints proxyConfiguration
      requiresCompatibilities skipDestroy taskRoleArn trackLatest`,
  }),
  [T.scalingTarget]: inputs({
    source: ECS,
    changes: "maxCapacity minCapacity",
    free: "resourceId roleArn scalableDimension serviceNamespace suspendedState",
  }),
  [T.scalingSchedule]: inputs({
    source: ECS,
    changes: "scalableTargetAction schedule timezone",
    used: { startTime: "tasks", endTime: "tasks" },
    free: "resourceId scalableDimension serviceNamespace",
  }),
  [T.clusterCapacityProviders]: inputs({
    source: ECS,
    changes: "defaultCapacityProviderStrategies",
    free: "capacityProviders clusterName",
  }),
  [T.launchTemplate]: inputs({
    source: EC2,
    changes: `blockDeviceMappings creditSpecification ebsOptimized instanceMarketOptions instanceType monitoring
      networkInterfaces placement`,
    parts: { blockDeviceMappings: "ebs", networkInterfaces: "associatePublicIpAddress", placement: "tenancy" },
    unmodelled: {
      capacityReservationSpecification: "the reservation that its instances may run in",
      instanceRequirements: "instances of types that AWS chooses",
      licenseSpecifications: "licences of its instances",
      secondaryInterfaces: "public addresses of further interfaces",
    },
    used: { imageId: "compute.windowsPercent" },
    free: `cpuOptions defaultVersion disableApiStop disableApiTermination enclaveOptions hibernationOptions
      iamInstanceProfile instanceInitiatedShutdownBehavior kernelId keyName maintenanceOptions metadataOptions
      networkPerformanceOptions privateDnsNameOptions ramDiskId securityGroupNames tagSpecifications
      updateDefaultVersion userData vpcSecurityGroupIds`,
  }),
  "aws:ec2/launchConfiguration:LaunchConfiguration": inputs({
    source: EC2,
    changes: `associatePublicIpAddress ebsBlockDevices ebsOptimized enableMonitoring instanceType placementTenancy
      rootBlockDevice spotPrice`,
    parts: { rootBlockDevice: DISK, ebsBlockDevices: DISK },
    used: { imageId: "compute.windowsPercent" },
    free: "ephemeralBlockDevices iamInstanceProfile keyName metadataOptions securityGroups userData userDataBase64",
  }),
  [T.bucketLifecycle]: inputs({
    source: "https://aws.amazon.com/s3/pricing/",
    changes: "rules",
    parts: { rules: "transitions expiration" },
    free: "bucket expectedBucketOwner timeouts transitionDefaultMinimumObjectSize",
  }),
  [T.bucketVersioning]: inputs({
    source: "https://aws.amazon.com/s3/pricing/",
    changes: "versioningConfiguration",
    free: "bucket expectedBucketOwner mfa",
  }),
  [T.accessAnalyzer]: inputs({
    source: "https://aws.amazon.com/iam/access-analyzer/pricing/",
    unmodelled: { type: "the analysis of unused or internal access, by the identity or resource" },
    free: "analyzerName configuration",
  }),
  "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration": inputs({
    source: "https://aws.amazon.com/inspector/pricing/",
    unmodelled: { scanType: "enhanced scanning by Inspector, by the image" },
    free: "rules",
  }),
};
