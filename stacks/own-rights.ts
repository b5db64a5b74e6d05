import { type PolicyStatement, statement } from "../components/security/iam";
import { bucketStatements } from "../components/storage";
import { type TaskConfig } from "./config";
import { type Foundation } from "./context";
import { nameInFile, type User } from "./uses/users";

/** What the configuration lets the tasks of a service, worker or job call, beside what the program needs itself. */
export function ownStatements(
  foundation: Foundation,
  user: Pick<User, "key">,
  { permissions }: Pick<TaskConfig, "permissions">,
): PolicyStatement[] {
  const { account, config } = foundation;
  const { s3Buckets } = config.network;
  return [
    ...s3Buckets.flatMap((bucket, index) =>
      typeof bucket === "string" || !bucket.services.includes(nameInFile(user))
        ? []
        : bucketStatements({
            ...bucket,
            sid: `Bucket${index + 1}`,
            bucketArn: bucketArn(account.partition, bucket.name),
            region: account.region,
          }),
    ),
    ...permissions.map(({ sid, ...said }) => statement({ sid: `Own${sid}`, ...said })),
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
