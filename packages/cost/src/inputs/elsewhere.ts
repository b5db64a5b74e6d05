import { T } from "@toolkit/offline/aws-types";
import { type InputList, inputs } from "./list";
import { credits, disk, market, rootDisk, strategy } from "./shared-parts";

const EC2 = "https://aws.amazon.com/ec2/pricing/on-demand/";
const ECS = "https://aws.amazon.com/fargate/pricing/";

/** Types that cost nothing themselves and say what others cost. */
export const elsewhereInputs: Readonly<Record<string, InputList>> = {
  [T.taskDefinition]: inputs({
    source: ECS,
    changes: "cpu ephemeralStorage memory runtimePlatform",
    parts: {
      ephemeralStorage: { changes: "sizeInGib" },
      runtimePlatform: { changes: "cpuArchitecture operatingSystemFamily" },
    },
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
    parts: { scalableTargetAction: { changes: "maxCapacity minCapacity" } },
    used: { startTime: "tasks", endTime: "tasks" },
    free: "resourceId scalableDimension serviceNamespace",
  }),
  [T.clusterCapacityProviders]: inputs({
    source: ECS,
    changes: "defaultCapacityProviderStrategies",
    parts: { defaultCapacityProviderStrategies: strategy },
    free: "capacityProviders clusterName",
  }),
  [T.launchTemplate]: inputs({
    source: EC2,
    changes: `blockDeviceMappings creditSpecification ebsOptimized instanceMarketOptions instanceType monitoring
      networkInterfaces placement`,
    parts: {
      blockDeviceMappings: {
        changes: "ebs.volumeSize ebs.volumeType ebs.iops ebs.throughput ebs.snapshotId",
        unmodelled: { "ebs.volumeInitializationRate": "faster initialization of disks from a snapshot, by the GB" },
        free: "deviceName ebs.deleteOnTermination ebs.encrypted ebs.kmsKeyId noDevice virtualName",
      },
      creditSpecification: credits,
      instanceMarketOptions: market,
      monitoring: { changes: "enabled" },
      networkInterfaces: {
        changes: "associatePublicIpAddress",
        unmodelled: { associateCarrierIpAddress: "carrier addresses of Wavelength zones" },
        free: `connectionTrackingSpecification deleteOnTermination description deviceIndex enaQueueCount enaSrdSpecification
        interfaceType ipv4AddressCount ipv4Addresses ipv4PrefixCount ipv4Prefixes ipv6AddressCount ipv6Addresses
        ipv6PrefixCount ipv6Prefixes networkCardIndex networkInterfaceId primaryIpv6 privateIpAddress securityGroups
        subnetId`,
      },
      placement: {
        changes: "tenancy",
        unmodelled: {
          hostId: "the dedicated host that its instances run on",
          hostResourceGroupArn: "the dedicated hosts that its instances run on",
        },
        free: "affinity availabilityZone groupId groupName partitionNumber spreadDomain",
      },
    },
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
    parts: { ebsBlockDevices: disk, rootBlockDevice: rootDisk },
    used: { imageId: "compute.windowsPercent" },
    free: "ephemeralBlockDevices iamInstanceProfile keyName metadataOptions securityGroups userData userDataBase64",
  }),
  [T.bucketLifecycle]: inputs({
    source: "https://aws.amazon.com/s3/pricing/",
    changes: "rules",
    parts: {
      rules: {
        changes: `expiration.days status transitions.days transitions.storageClass`,
        used: {
          "expiration.date": "storage.otherGb",
          filter: "storage.otherGb",
          noncurrentVersionExpiration: "storage.olderVersionsPercent",
          noncurrentVersionTransitions: "storage.olderVersionsPercent",
          prefix: "storage.otherGb",
          "transitions.date": "storage.otherGb",
        },
        free: "abortIncompleteMultipartUpload expiration.expiredObjectDeleteMarker id",
      },
    },
    free: "bucket expectedBucketOwner timeouts transitionDefaultMinimumObjectSize",
  }),
  [T.bucketVersioning]: inputs({
    source: "https://aws.amazon.com/s3/pricing/",
    changes: "versioningConfiguration",
    parts: { versioningConfiguration: { changes: "status", free: "mfaDelete" } },
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
