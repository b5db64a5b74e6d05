import { type PolicyStatement, statement } from "../components/security/iam";
import { type StackConfig } from "./config";
import { type Foundation } from "./context";
import { type User } from "./uses/users";

type Bucket = Exclude<StackConfig["network"]["s3Buckets"][number], string>;

/** On objects. Whoever writes in parts must be able to list and end them. */
const OBJECT_ACTIONS: Readonly<Record<Bucket["access"][number], readonly string[]>> = {
  read: ["s3:GetObject"],
  write: ["s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"],
  delete: ["s3:DeleteObject"],
};

/** S3 encrypts what is written, and decrypts the parts of an upload to put them together. */
const KEY_ACTIONS: typeof OBJECT_ACTIONS = {
  read: ["kms:Decrypt"],
  write: ["kms:Decrypt", "kms:GenerateDataKey"],
  delete: [],
};

/** What the configuration lets the tasks of a service call, beside what the program needs itself. */
export function ownStatements(foundation: Foundation, { section }: Pick<User, "section">): PolicyStatement[] {
  const { s3Buckets } = foundation.config.network;
  return [
    ...s3Buckets.flatMap((bucket, index) =>
      typeof bucket === "string" || !bucket.services.includes(section)
        ? []
        : bucketStatements(foundation, bucket, `Bucket${index + 1}`),
    ),
    ...foundation.config[section].permissions.map(({ sid, ...said }) => statement({ sid: `Own${sid}`, ...said })),
  ];
}

function bucketStatements({ account }: Foundation, bucket: Bucket, sid: string): PolicyStatement[] {
  const { name, access, prefix, keyArn } = bucket;
  const arn = bucketArn(account.partition, name);
  const of = (table: typeof OBJECT_ACTIONS) => [...new Set(access.flatMap((kind) => table[kind]))];
  const keyActions = of(KEY_ACTIONS);
  return [
    statement({ sid: `${sid}Objects`, actions: of(OBJECT_ACTIONS), resources: [`${arn}/${prefix ?? ""}*`] }),
    ...(access.includes("read")
      ? [
          // Without it a missing object answers 403 instead of 404.
          statement({
            sid: `${sid}List`,
            actions: ["s3:ListBucket"],
            resources: [arn],
            conditions: prefix === undefined ? undefined : { StringLike: { "s3:prefix": `${prefix}*` } },
          }),
        ]
      : []),
    ...(keyArn === undefined || keyActions.length === 0
      ? []
      : [
          statement({
            sid: `${sid}Key`,
            actions: keyActions,
            resources: [keyArn],
            conditions: { StringEquals: { "kms:ViaService": `s3.${account.region}.amazonaws.com` } },
          }),
        ]),
  ];
}

/** ARNs of the application's own buckets, each once. */
export const ownBucketArns = ({ account, config }: Pick<Foundation, "account" | "config">): string[] => [
  ...new Set(
    config.network.s3Buckets.map((bucket) =>
      bucketArn(account.partition, typeof bucket === "string" ? bucket : bucket.name),
    ),
  ),
];

const bucketArn = (partition: string, name: string): string => `arn:${partition}:s3:::${name}`;
