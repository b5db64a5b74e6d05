import { T } from "../aws-types";
import type { Models, ResourceModel, Scope } from "./types";

const bucketArn = (r: Scope): string => `arn:${r.partition}:s3:::${r.text("bucket")}`;

/** S3's own hosted zones (AWS general reference, S3 website endpoints). */
const BUCKET_ZONE_IDS: Readonly<Record<string, string>> = {
  "us-east-1": "Z3AQBSTGFYJSTF",
  "us-east-2": "Z2O1EMRO9K5GLX",
  "us-west-2": "Z3BJ6K6RIION7M",
  "eu-west-1": "Z1BKCTXD74EZPE",
  "eu-central-1": "Z21DNDUVLTQW6Q",
};

/** A setting of a bucket: its id is the bucket's name. */
const bucketSetting: ResourceModel = { id: (r) => r.text("bucket") };

const checksums = {
  checksumCrc32: "",
  checksumCrc32c: "",
  checksumCrc64nvme: "",
  checksumSha1: "",
  checksumSha256: "",
};

/** S3 buckets, their settings and objects. */
export const storageModels: Models = {
  [T.bucket]: {
    autoname: { property: "bucket", maxLength: 63, lowerCase: true, prefixProperty: "bucketPrefix" },
    id: (r) => r.text("bucket"),
    computed: (r, id) => ({
      arn: bucketArn(r),
      bucketDomainName: `${id}.s3.${r.dnsSuffix}`,
      bucketRegion: r.region,
      bucketRegionalDomainName: `${id}.s3.${r.region}.${r.dnsSuffix}`,
      hostedZoneId: BUCKET_ZONE_IDS[r.region] ?? `Z${r.code(13)}`,
      websiteDomain: "",
      websiteEndpoint: "",
    }),
  },
  [T.bucketAcl]: { id: (r) => `${r.text("bucket")},${r.text("acl")}` },
  "aws:s3/bucketCorsConfiguration:BucketCorsConfiguration": bucketSetting,
  "aws:s3/bucketIntelligentTieringConfiguration:BucketIntelligentTieringConfiguration": {
    autoname: { property: "name", maxLength: 64 },
    id: (r) => `${r.text("bucket")}:${r.text("name")}`,
  },
  [T.bucketLifecycle]: bucketSetting,
  [T.bucketLogging]: bucketSetting,
  "aws:s3/bucketMetric:BucketMetric": {
    autoname: { property: "name", maxLength: 64 },
    id: (r) => `${r.text("bucket")}:${r.text("name")}`,
  },
  [T.bucketNotification]: bucketSetting,
  [T.bucketObjectLock]: bucketSetting,
  [T.bucketOwnership]: bucketSetting,
  [T.bucketPolicy]: bucketSetting,
  [T.bucketPublicAccess]: bucketSetting,
  [T.bucketReplication]: bucketSetting,
  [T.bucketEncryption]: bucketSetting,
  [T.bucketVersioning]: bucketSetting,
  [T.bucketObject]: {
    id: (r) => `${r.text("bucket")}/${r.text("key", r.name)}`,
    computed: (r) => ({
      ...checksums,
      arn: `${bucketArn(r)}/${r.text("key", r.name)}`,
      etag: r.hex(32, "etag"),
      versionId: r.code(32),
    }),
  },
};
