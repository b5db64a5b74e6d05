import type * as aws from "@pulumi/aws";

/** Where the dump image puts its objects. */
export const DUMP_PREFIX = "dumps/";

export interface DumpAging {
  /** Class that dumps move to. */
  readonly storageClass: "none" | "glacierIr" | "glacier" | "deepArchive";
  /** Days after which they move; not read with `none`. */
  readonly glacierAfterDays: number;
  /** Days after which they are deleted. */
  readonly expireAfterDays: number;
}

const STORAGE_CLASSES = { glacierIr: "GLACIER_IR", glacier: "GLACIER", deepArchive: "DEEP_ARCHIVE" } as const;
/** Days in which a deleted or replaced dump can be brought back. */
const NONCURRENT_DAYS = 7;
/** Days until the parts of an unfinished upload are deleted: they cost storage, and no list of objects shows them. */
const ABORT_UPLOAD_DAYS = 2;

/**
 * The dump bucket's lifecycle: dumps move, then expire; deleted versions and broken uploads go soon.
 *
 * S3 moves no object below 128 KB, so the manifests stay readable and tell the newest dump without a restore request.
 */
export function dumpLifecycle(aging: DumpAging): aws.types.input.s3.BucketLifecycleConfigurationRule[] {
  const { storageClass, glacierAfterDays, expireAfterDays } = aging;
  return [
    {
      id: "dumps",
      status: "Enabled",
      filter: { prefix: DUMP_PREFIX },
      transitions:
        storageClass === "none" ? undefined : [{ days: glacierAfterDays, storageClass: STORAGE_CLASSES[storageClass] }],
      expiration: { days: expireAfterDays },
    },
    {
      id: "leftovers",
      status: "Enabled",
      filter: {},
      expiration: { expiredObjectDeleteMarker: true },
      noncurrentVersionExpiration: { noncurrentDays: NONCURRENT_DAYS },
      abortIncompleteMultipartUpload: { daysAfterInitiation: ABORT_UPLOAD_DAYS },
    },
  ];
}
