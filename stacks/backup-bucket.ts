import { BackupBucket } from "../components/data";
import { type LogArchive, logTo } from "../components/operations";
import { type Keys, type StackContext } from "./context";

/** The bucket of dumps, made before the network's way out, whose S3 endpoint admits named buckets only. */
export function createBackupBucket(
  { config, account, lifetime, opts }: StackContext,
  keys: Keys,
  archive: LogArchive | undefined,
): BackupBucket {
  const { backup } = config;
  const bucket = new BackupBucket(
    "dumps",
    {
      account,
      storageClass: backup.storageClass,
      glacierAfterDays: backup.glacierAfterDays,
      expireAfterDays: backup.expireAfterDays,
      objectLockDays: backup.objectLockDays,
      // Locked dumps cannot be deleted with the bucket, by anybody who may not bypass the lock.
      forceDestroy: lifetime.forceDestroy && backup.objectLockDays === 0,
      protect: lifetime.protect,
      keyArn: keys.dumps,
    },
    opts,
  );
  logTo("dumps", archive, bucket.bucketName, { parent: bucket });
  return bucket;
}
