import { BackupBucket, type BackupBucketArgs } from "../components/data";
import { type LogArchive, logTo } from "../components/operations";
import { type Keys, type StackContext } from "./context";

/** The bucket of dumps, made before the network's way out, whose S3 endpoint admits named buckets only. */
export function createBackupBucket(
  { config, account, lifetime, opts }: StackContext,
  keys: Keys,
  archive: LogArchive | undefined,
): BackupBucket {
  const bucket = new BackupBucket("dumps", { account, ...dumpKeeping({ config, lifetime }), keyArn: keys.dumps }, opts);
  logTo("dumps", archive, bucket.bucketName, { parent: bucket });
  return bucket;
}

/** How long dumps and their copies are kept, and what may delete them. */
export function dumpKeeping({ config, lifetime }: Pick<StackContext, "config" | "lifetime">) {
  const { storageClass, glacierAfterDays, expireAfterDays, objectLockDays } = config.backup;
  return {
    storageClass,
    glacierAfterDays,
    expireAfterDays,
    objectLockDays,
    // Locked dumps cannot be deleted with the bucket, by anybody who may not bypass the lock.
    forceDestroy: lifetime.forceDestroy && objectLockDays === 0,
    protect: lifetime.protect,
  } satisfies Partial<BackupBucketArgs>;
}
