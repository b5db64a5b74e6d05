import { T } from "@toolkit/offline/aws-types";
import { type InputList, inputs } from "./list";

const S3 = "https://aws.amazon.com/s3/pricing/";
const IN_OTHER_TYPES = "what these older inputs of a bucket say; the types of their own are priced";

const bucketUnmodelled = {
  accelerationStatus: "transfer acceleration, by the GB",
  lifecycleRules: IN_OTHER_TYPES,
};

export const dataInputs: Readonly<Record<string, InputList>> = {
  [T.replicatedBackups]: inputs({
    source: "https://aws.amazon.com/rds/mysql/pricing/",
    changes: "retentionPeriod",
    free: "kmsKeyId preSignedUrl sourceDbInstanceArn",
  }),
  [T.bucketReplication]: inputs({
    source: "https://aws.amazon.com/s3/pricing/",
    changes: "bucket",
    used: { rules: "backup.dumpGb" },
    free: "role token",
  }),
  [T.databaseInstance]: inputs({
    source: "https://aws.amazon.com/rds/mysql/pricing/",
    changes: `allocatedStorage backupRetentionPeriod databaseInsightsMode engine engineLifecycleSupport engineVersion
      instanceClass iops licenseModel manageMasterUserPassword maxAllocatedStorage monitoringInterval multiAz
      performanceInsightsEnabled performanceInsightsRetentionPeriod publiclyAccessible replicateSourceDb
      storageThroughput storageType`,
    unmodelled: {
      blueGreenUpdate: "the second database while a blue/green update runs",
      dedicatedLogVolume: "the dedicated log volume, by the GB and IOPS",
      backupTarget: "backups outside the region",
      customerOwnedIpEnabled: "addresses of Outposts",
      domain: "the directory that it joins",
      domainFqdn: "the directory that it joins",
    },
    used: {
      enabledCloudwatchLogsExports: "logs.databaseGb",
      finalSnapshotIdentifier: "database.usedGb",
      skipFinalSnapshot: "database.usedGb",
      deleteAutomatedBackups: "database.usedGb",
    },
    free: `allowMajorVersionUpgrade applyImmediately autoMinorVersionUpgrade availabilityZone backupWindow
      caCertIdentifier characterSetName copyTagsToSnapshot customIamInstanceProfile dbName dbSubnetGroupName
      deletionProtection domainAuthSecretArn domainDnsIps domainIamRoleName domainOu iamDatabaseAuthenticationEnabled
      identifier identifierPrefix kmsKeyId maintenanceWindow masterUserSecretKmsKeyId monitoringRoleArn
      ncharCharacterSetName networkType optionGroupName parameterGroupName password passwordWo passwordWoVersion
      performanceInsightsKmsKeyId port replicaMode restoreToPointInTime s3Import snapshotIdentifier storageEncrypted timezone
      upgradeStorageConfig username vpcSecurityGroupIds warningEventCategories`,
  }),
  [T.cacheGroup]: inputs({
    source: "https://aws.amazon.com/elasticache/pricing/",
    changes: "engine nodeType numCacheClusters numNodeGroups replicasPerNodeGroup snapshotRetentionLimit",
    unmodelled: {
      durability: "what keeping every write durable costs",
      finalSnapshotIdentifier: "the snapshot that it leaves",
      globalReplicationGroupId: "copies to other regions, by the GB",
      nodeGroupConfigurations: "replicas that single shards have",
    },
    used: { logDeliveryConfigurations: "logs.databaseGb" },
    free: `applyImmediately atRestEncryptionEnabled authToken authTokenUpdateStrategy authTokenWo authTokenWoVersion
      autoMinorVersionUpgrade automaticFailoverEnabled clusterMode dataTieringEnabled engineVersion ipDiscovery
      kmsKeyId maintenanceWindow multiAzEnabled networkType notificationTopicArn parameterGroupName port
      preferredCacheClusterAzs replicationGroupId securityGroupIds securityGroupNames snapshotArns snapshotName
      snapshotWindow subnetGroupName transitEncryptionEnabled transitEncryptionMode userGroupIds`,
  }),
  "aws:elasticache/serverlessCache:ServerlessCache": inputs({
    source: "https://aws.amazon.com/elasticache/pricing/",
    changes: "cacheUsageLimits engine snapshotRetentionLimit",
    parts: {
      cacheUsageLimits: {
        changes: "dataStorage.minimum ecpuPerSeconds.minimum",
        free: "dataStorage ecpuPerSeconds",
      },
    },
    free: `dailySnapshotTime kmsKeyId majorEngineVersion networkType timeouts securityGroupIds
      snapshotArnsToRestores subnetIds userGroupId`,
  }),
  [T.bucket]: inputs({
    source: S3,
    changes: "versioning",
    parts: { versioning: { changes: "enabled", free: "mfaDelete" } },
    unmodelled: { ...bucketUnmodelled, replicationConfiguration: "replication, by the GB and request" },
    used: { logging: "logs.accessLogGb" },
    free: `acl bucket bucketNamespace bucketPrefix corsRules forceDestroy grants objectLockConfiguration objectLockEnabled
      policy requestPayer serverSideEncryptionConfiguration website`,
  }),
  [T.bucketV2]: inputs({
    source: S3,
    unmodelled: {
      ...bucketUnmodelled,
      replicationConfigurations: "replication, by the GB and request",
      versionings: "older versions of its objects",
    },
    used: { loggings: "logs.accessLogGb" },
    free: `acl bucket bucketNamespace bucketPrefix corsRules forceDestroy grants objectLockConfiguration objectLockEnabled
      policy requestPayer serverSideEncryptionConfigurations tagsAll websites`,
  }),
  "aws:s3/bucketMetric:BucketMetric": inputs({ source: S3, free: "bucket filter" }),
  [T.backupPlan]: inputs({
    source: "https://aws.amazon.com/backup/pricing/",
    changes: "rules",
    parts: {
      rules: {
        changes: "copyActions copyActions.lifecycle.deleteAfter lifecycle.coldStorageAfter lifecycle.deleteAfter",
        unmodelled: {
          scanActions: "malware scans of backups, by the GB",
          targetLogicallyAirGappedBackupVaultArn: "copies in an air-gapped vault, by the GB",
        },
        used: { enableContinuousBackup: "database.dailyChangePercent", schedule: "database.dailyChangePercent" },
        free: `completionWindow copyActions.lifecycle.coldStorageAfter
        copyActions.lifecycle.optInToArchiveForSupportedResources lifecycle.optInToArchiveForSupportedResources
        recoveryPointTags ruleName scheduleExpressionTimezone startWindow targetVaultName`,
      },
    },
    unmodelled: { scanSettings: "scans of backups for malware, by the GB" },
    free: "advancedBackupSettings",
  }),
  [T.backupVault]: inputs({ source: "https://aws.amazon.com/backup/pricing/", free: "forceDestroy kmsKeyArn" }),
  [T.secret]: inputs({
    source: "https://aws.amazon.com/secrets-manager/pricing/",
    changes: "replicas",
    parts: { replicas: { free: "region kmsKeyId lastAccessedDate status statusMessage" } },
    free: "forceOverwriteReplicaSecret kmsKeyId policy recoveryWindowInDays type",
  }),
  "aws:ssm/parameter:Parameter": inputs({
    source: "https://aws.amazon.com/systems-manager/pricing/",
    changes: "tier value",
    free: "allowedPattern arn dataType insecureValue keyId overwrite type valueWo valueWoVersion",
  }),
  [T.key]: inputs({
    source: "https://aws.amazon.com/kms/pricing/",
    changes: "customKeyStoreId customerMasterKeySpec enableKeyRotation",
    used: { rotationPeriodInDays: "operations.keyRotations" },
    unmodelled: { xksKeyId: "the external key store that it stands in" },
    free: "bypassPolicyLockoutSafetyCheck deletionWindowInDays isEnabled keyUsage multiRegion policy",
  }),
  [T.replicaKey]: inputs({
    source: "https://aws.amazon.com/kms/pricing/",
    free: "bypassPolicyLockoutSafetyCheck deletionWindowInDays enabled policy primaryKeyArn",
  }),
};
