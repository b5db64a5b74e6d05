import { T } from "@toolkit/offline/aws-types";
import { type InputList, inputs } from "./list";
import { credits, disk, market, rootDisk, strategy } from "./shared-parts";

const EC2 = "https://aws.amazon.com/ec2/pricing/on-demand/";
const ECS = "https://aws.amazon.com/fargate/pricing/";

export const computeInputs: Readonly<Record<string, InputList>> = {
  [T.instance]: inputs({
    source: EC2,
    changes: `associatePublicIpAddress creditSpecification ebsBlockDevices ebsOptimized instanceMarketOptions instanceType
      monitoring rootBlockDevice tenancy`,
    parts: {
      creditSpecification: credits,
      ebsBlockDevices: disk,
      instanceMarketOptions: market,
      rootBlockDevice: rootDisk,
    },
    used: { ami: "compute.windowsPercent" },
    unmodelled: {
      launchTemplate: "what its launch template says and it does not",
      secondaryNetworkInterfaces: "public addresses of further interfaces",
      capacityReservationSpecification: "the reservation that it may run in",
      hostId: "the dedicated host that it runs on",
      hostResourceGroupArn: "the dedicated hosts that it runs on",
    },
    free: `availabilityZone cpuOptions disableApiStop disableApiTermination enablePrimaryIpv6 enclaveOptions
      ephemeralBlockDevices forceDestroy getPasswordData hibernation iamInstanceProfile
      instanceInitiatedShutdownBehavior ipv6AddressCount ipv6Addresses keyName maintenanceOptions metadataOptions
      networkInterfaces primaryNetworkInterface placementGroup placementGroupId placementPartitionNumber privateDnsNameOptions privateIp secondaryPrivateIps
      securityGroups sourceDestCheck subnetId userData userDataBase64 userDataReplaceOnChange volumeTags
      vpcSecurityGroupIds`,
  }),
  "aws:ebs/volume:Volume": inputs({
    source: "https://aws.amazon.com/ebs/pricing/",
    changes: "iops size throughput type",
    unmodelled: {
      volumeInitializationRate: "faster initialization from a snapshot, by the GB",
      finalSnapshot: "the snapshot that it leaves",
      outpostArn: "volumes of Outposts",
    },
    free: "availabilityZone encrypted kmsKeyId multiAttachEnabled snapshotId",
  }),
  [T.autoScalingGroup]: inputs({
    source: EC2,
    changes: "desiredCapacity minSize mixedInstancesPolicy launchTemplate launchConfiguration",
    parts: {
      launchTemplate: { free: "id name version" },
      mixedInstancesPolicy: {
        changes: `instancesDistribution.onDemandAllocationStrategy instancesDistribution.onDemandBaseCapacity
        instancesDistribution.onDemandPercentageAboveBaseCapacity instancesDistribution.spotAllocationStrategy
        launchTemplate.overrides.instanceRequirements launchTemplate.overrides.instanceType
        launchTemplate.overrides.weightedCapacity`,
        unmodelled: {
          "launchTemplate.overrides.launchTemplateSpecification": "what launch templates of single overrides say",
        },
        free: `instancesDistribution.spotInstancePools instancesDistribution.spotMaxPrice
        launchTemplate.launchTemplateSpecification`,
      },
    },
    unmodelled: {
      warmPool: "instances of its warm pool, while they run, and their disks",
      capacityReservationSpecification: "the reservation that its instances may run in",
      desiredCapacityType: "capacity in other units than instances",
    },
    used: {
      maxSize: "compute.instances",
      instanceRefresh: "compute.instances",
      instanceMaintenancePolicy: "compute.instances",
    },
    free: `availabilityZoneDistribution availabilityZones capacityRebalance context defaultCooldown defaultInstanceWarmup
      enabledMetrics forceDelete forceDeleteWarmPool healthCheckGracePeriod healthCheckType ignoreFailedScalingActivities
      initialLifecycleHooks instanceLifecyclePolicy loadBalancers maxInstanceLifetime metricsGranularity minElbCapacity
      placementGroup protectFromScaleIn serviceLinkedRoleArn suspendedProcesses targetGroupArns terminationPolicies
      trafficSources vpcZoneIdentifiers waitForCapacityTimeout waitForElbCapacity`,
  }),
  [T.capacityProvider]: inputs({
    source: ECS,
    changes: "autoScalingGroupProvider",
    parts: {
      autoScalingGroupProvider: {
        changes: "managedScaling.status",
        used: {
          "managedScaling.targetCapacity": "compute.instances",
          "managedScaling.minimumScalingStepSize": "compute.instances",
          "managedScaling.maximumScalingStepSize": "compute.instances",
          "managedScaling.instanceWarmupPeriod": "compute.instances",
        },
        free: "autoScalingGroupArn managedDraining managedTerminationProtection",
      },
    },
    unmodelled: { managedInstancesProvider: "managed instances and their management fee" },
    free: "cluster",
  }),
  [T.cluster]: inputs({
    source: ECS,
    changes: "settings",
    parts: { settings: { changes: "name value" } },
    used: { configuration: "logs.auditGb" },
    free: "serviceConnectDefaults",
  }),
  [T.service]: inputs({
    source: ECS,
    changes: "capacityProviderStrategies desiredCount launchType networkConfiguration taskDefinition cluster",
    parts: {
      capacityProviderStrategies: strategy,
      networkConfiguration: { changes: "assignPublicIp", free: "securityGroups subnets" },
    },
    unmodelled: {
      volumeConfiguration: "EBS volumes of its tasks",
      vpcLatticeConfigurations: "VPC Lattice, by the hour and GB",
    },
    used: {
      deploymentMaximumPercent: "operations.deploymentMinutes",
      deploymentMinimumHealthyPercent: "operations.deploymentMinutes",
      deploymentConfiguration: "operations.deploymentMinutes",
      availabilityZoneRebalancing: "tasks",
    },
    free: `alarms deploymentCircuitBreaker deploymentController enableEcsManagedTags enableExecuteCommand forceDelete
      forceNewDeployment healthCheckGracePeriodSeconds iamRole loadBalancers orderedPlacementStrategies
      placementConstraints platformVersion propagateTags schedulingStrategy serviceConnectConfiguration
      serviceRegistries sigintRollback triggers waitForSteadyState`,
  }),
  [T.repository]: inputs({
    source: "https://aws.amazon.com/ecr/pricing/",
    used: { imageTagMutability: "storage.imageGb", imageTagMutabilityExclusionFilters: "storage.imageGb" },
    free: "encryptionConfigurations forceDelete imageScanningConfiguration",
  }),
};
