import { T } from "@toolkit/offline/aws-types";
import { type InputList, inputs } from "./list";

const LAMBDA = "https://aws.amazon.com/lambda/pricing/";
const RESTORE = "the restore of its data, once, by the GB";

export const serverlessInputs: Readonly<Record<string, InputList>> = {
  [T.table]: inputs({
    source: "https://aws.amazon.com/dynamodb/pricing/",
    changes: `billingMode globalSecondaryIndexes pointInTimeRecovery readCapacity streamEnabled tableClass
      writeCapacity`,
    parts: {
      globalSecondaryIndexes: {
        changes: "readCapacity writeCapacity",
        unmodelled: { warmThroughput: "throughput that its indexes are warmed up to, once, by the unit" },
        used: {
          nonKeyAttributes: "tables.storedGb",
          onDemandThroughput: "tables.writes",
          projectionType: "tables.storedGb",
        },
        free: "hashKey keySchemas name rangeKey",
      },
      pointInTimeRecovery: { changes: "enabled", free: "recoveryPeriodInDays" },
    },
    unmodelled: {
      replicas: "its replicas in other regions: their writes, data and transfer",
      globalTableWitness: "writes to the witness of its global table",
      importTable: "the import from S3, once, by the GB",
      restoreBackupArn: RESTORE,
      restoreSourceName: RESTORE,
      restoreSourceTableArn: RESTORE,
      warmThroughput: "throughput that it is warmed up to, once, by the unit",
    },
    used: { localSecondaryIndexes: "tables.writes", onDemandThroughput: "tables.writes" },
    free: `attributes deletionProtectionEnabled hashKey rangeKey restoreDateTime restoreToLatestTime
      serverSideEncryption streamViewType ttl`,
  }),
  [T.function]: inputs({
    source: LAMBDA,
    changes: "architectures ephemeralStorage memorySize snapStart tracingConfig",
    parts: {
      ephemeralStorage: { changes: "size" },
      snapStart: { changes: "applyOn", free: "optimizationStatus" },
      tracingConfig: { changes: "mode" },
    },
    unmodelled: {
      capacityProviderConfig: "the instances that it runs on and their management fee",
      durableConfig: "durable executions, by the operation and GB",
      tenancyConfig: "environments of each tenant, by their number",
    },
    used: { loggingConfig: "logs.applicationGb", timeout: "functions.durationMs" },
    free: `code codeSha256 codeSigningConfigArn deadLetterConfig environment fileSystemConfig handler imageConfig
      imageUri kmsKeyArn layers packageType publish publishTo replaceSecurityGroupsOnDestroy
      replacementSecurityGroupIds reservedConcurrentExecutions role runtime s3Bucket s3Key s3ObjectVersion skipDestroy
      sourceCodeHash sourceKmsKeyArn useResourceTimeoutForPropagation vpcConfig`,
  }),
  [T.provisionedConcurrency]: inputs({
    source: LAMBDA,
    changes: "functionName provisionedConcurrentExecutions",
    free: "qualifier skipDestroy",
  }),
};
