import { companionRule, customRule, isSet, isTrue, oneOf } from "../makers";
import { type Rule } from "../rule";
import { T } from "@toolkit/offline/aws-types";
import { asList, valueAt } from "../values";

const BUCKET = { type: T.bucket, severity: "medium" } as const;

const isUnfiltered = (rule: unknown): boolean =>
  valueAt(rule, "status") === "Enabled" && Object.keys(valueAt(rule, "filter") ?? {}).length === 0;

/** Buckets and what stands beside each. */
export const bucketRules: readonly Rule[] = [
  companionRule({
    ...BUCKET,
    id: "bucket-not-public",
    answers: "CKV2_AWS_6 CKV_AWS_53 CKV_AWS_54 CKV_AWS_55 CKV_AWS_56 S3.2 S3.3 S3.8 CIS-3.1.4 nag:S2",
    severity: "critical",
    title: "Buckets block all public access",
    fix: "Give each bucket a BucketPublicAccessBlock with all four settings.",
    companion: T.bucketPublicAccess,
    link: "bucket",
    expects: ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"].map((path) => ({
      path,
      accepts: isTrue,
      good: true,
      bad: false,
    })),
  }),
  companionRule({
    ...BUCKET,
    id: "bucket-without-acls",
    answers: "CKV2_AWS_65 CKV_AWS_20 CKV_AWS_57 S3.12",
    title: "Policies alone say who may use a bucket, no ACLs",
    fix: "Set objectOwnership to BucketOwnerEnforced.",
    companion: T.bucketOwnership,
    link: "bucket",
    expects: [
      {
        path: "rule.objectOwnership",
        accepts: oneOf("BucketOwnerEnforced"),
        good: "BucketOwnerEnforced",
        bad: "BucketOwnerPreferred",
      },
    ],
  }),
  customRule({
    id: "bucket-acl-private",
    answers: "CKV_AWS_20 CKV_AWS_57 CKV_AWS_375 CKV2_AWS_43",
    severity: "critical",
    title: "No bucket has an ACL",
    fix: "Take the ACL out.",
    types: [T.bucket, T.bucketAcl],
    check: ({ inputs }) => (isSet(inputs.acl) ? [{ message: `acl is ${String(inputs.acl)}` }] : []),
    compliant: [{ type: T.bucket }, { type: T.bucketAcl }],
    breaks: [
      { type: T.bucket, path: "acl", to: "public-read" },
      { type: T.bucketAcl, path: "acl", to: "public-read-write" },
    ],
  }),
  companionRule({
    ...BUCKET,
    id: "bucket-encrypted",
    answers: "CKV_AWS_19",
    severity: "high",
    title: "Objects are encrypted at rest",
    fix: "Set sseAlgorithm.",
    companion: T.bucketEncryption,
    link: "bucket",
    also: ["bucket-customer-key"],
    expects: [
      {
        path: "rules.*.applyServerSideEncryptionByDefault.sseAlgorithm",
        accepts: oneOf("AES256", "aws:kms", "aws:kms:dsse"),
        good: "AES256",
        bad: undefined,
        also: ["bucket-customer-key"],
      },
    ],
  }),
  companionRule({
    ...BUCKET,
    id: "bucket-customer-key",
    answers: "CKV_AWS_145",
    title: "Objects are encrypted with a customer managed key",
    fix: "Set sseAlgorithm to aws:kms, and kmsMasterKeyId.",
    companion: T.bucketEncryption,
    link: "bucket",
    also: ["bucket-encrypted"],
    expects: [
      {
        path: "rules.*.applyServerSideEncryptionByDefault.sseAlgorithm",
        accepts: oneOf("aws:kms", "aws:kms:dsse"),
        good: "aws:kms",
        bad: "AES256",
      },
      {
        path: "rules.*.applyServerSideEncryptionByDefault.kmsMasterKeyId",
        accepts: isSet,
        good: "arn:aws:kms:eu-west-1:123456789012:key/1",
        bad: undefined,
      },
    ],
  }),
  companionRule({
    ...BUCKET,
    id: "bucket-versioned",
    answers: "CKV_AWS_21",
    title: "Overwritten and deleted objects can be had back",
    fix: "Enable BucketVersioning.",
    companion: T.bucketVersioning,
    link: "bucket",
    expects: [{ path: "versioningConfiguration.status", accepts: oneOf("Enabled"), good: "Enabled", bad: "Suspended" }],
  }),
  companionRule({
    ...BUCKET,
    id: "bucket-access-logs",
    answers: "CKV_AWS_18 S3.9 CIS-4.4 nag:S1",
    title: "Requests to buckets are logged",
    fix: "Add a BucketLogging.",
    companion: T.bucketLogging,
    link: "bucket",
    expects: [{ path: "targetBucket", accepts: isSet, good: "logs", bad: undefined }],
  }),
  companionRule({
    ...BUCKET,
    id: "bucket-lifecycle",
    answers: "CKV2_AWS_61 CKV_AWS_300 S3.13",
    severity: "low",
    title: "Old versions and unfinished uploads are removed, in the whole bucket",
    fix: "Add an unfiltered, enabled lifecycle rule that aborts uploads after 7 days.",
    companion: T.bucketLifecycle,
    link: "bucket",
    expects: [
      {
        path: "rules",
        accepts: (rules) =>
          asList(rules).some((rule) => isUnfiltered(rule) && isSet(valueAt(rule, "abortIncompleteMultipartUpload"))),
        good: [{ status: "Enabled", filter: {}, abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } }],
        bad: [{ status: "Disabled", filter: {}, abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } }],
      },
    ],
  }),
  companionRule({
    ...BUCKET,
    id: "bucket-events",
    answers: "CKV2_AWS_62",
    severity: "low",
    title: "Buckets report what happens to their objects",
    fix: "Add a BucketNotification with eventbridge.",
    companion: T.bucketNotification,
    link: "bucket",
    expects: [{ path: "eventbridge", accepts: isTrue, good: true, bad: false }],
  }),
  companionRule({
    ...BUCKET,
    id: "bucket-object-lock",
    answers: "CKV_AWS_143",
    severity: "low",
    title: "Objects cannot be deleted for a while",
    fix: "Add a BucketObjectLockConfiguration; it cannot be undone.",
    companion: T.bucketObjectLock,
    link: "bucket",
  }),
  companionRule({
    ...BUCKET,
    id: "bucket-replicated",
    answers: "CKV_AWS_144",
    severity: "low",
    title: "Objects are copied to another region",
    fix: "Add a BucketReplicationConfig.",
    companion: T.bucketReplication,
    link: "bucket",
  }),
  customRule({
    id: "bucket-keeps-objects",
    severity: "high",
    title: "A bucket with objects is not deleted",
    fix: "Set forceDestroy to false.",
    types: [T.bucket],
    check: ({ inputs }) => (inputs.forceDestroy === true ? [{ message: "forceDestroy is true" }] : []),
    compliant: [{ type: T.bucket, inputs: { forceDestroy: false } }],
    breaks: [{ type: T.bucket, path: "forceDestroy", to: true }],
  }),
];
