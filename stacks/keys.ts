import { arn, EDGE_REGION } from "../components/account";
import {
  distributionsUse,
  Encryption,
  type KeySettings,
  logsUse,
  publishersUse,
  trailUses,
} from "../components/security";
import { type Keys, type StackContext } from "./context";

/** Fixed name, since the bucket policy and the key policy must name the trail before it exists. */
export const trailName = (prefix: string): string => `${prefix}-audit`;

/** One key a purpose when `protection.customerManagedKeys` asks for them. */
export function createKeys({ config, account, lifetime, opts }: StackContext): Keys {
  if (!config.protection.customerManagedKeys) return {};
  const { aws } = config;
  const { prefix } = account;
  const trailArn = arn(account, "cloudtrail", `trail/${trailName(prefix)}`);
  const keys = {
    data: { description: `${prefix}: database, its secret, images and backups` },
    logs: {
      description: `${prefix}: log groups and audit trail`,
      statements: [
        logsUse(account, aws.region, logGroupPatterns(prefix)),
        ...(config.protection.auditTrail === "own" ? trailUses(account, trailArn) : []),
      ],
    },
    dumps: { description: `${prefix}: database dumps` },
    ...bucketKey({ config, account }),
    alarms: { description: `${prefix}: alarm topic`, statements: publishersUse(account) },
    edge: {
      description: `${prefix}: logs and alarm topic of the edge`,
      region: EDGE_REGION,
      statements: [logsUse(account, EDGE_REGION, [`aws-waf-logs-${prefix}*`]), ...publishersUse(account)],
    },
  } satisfies Record<string, KeySettings>;
  const { keyArns } = new Encryption(
    "encryption",
    { account, keys, deletionWindowDays: lifetime.keyDeletionDays, protect: lifetime.protect },
    opts,
  );
  return keyArns;
}

/** A key of their own, since CloudFront must use it to serve what it encrypts, and no other. */
const bucketKey = ({ config, account }: Pick<StackContext, "config" | "account">): Record<string, KeySettings> => {
  const buckets = Object.values(config.buckets);
  if (buckets.length === 0) return {};
  const isServed = buckets.some(({ servedAt }) => servedAt !== undefined);
  return {
    buckets: {
      description: `${account.prefix}: buckets of the application`,
      statements: isServed ? [distributionsUse(account)] : [],
    },
  };
};

/** Every log group of the stack; a group that is missing here could not be created. */
const logGroupPatterns = (prefix: string): string[] => [
  `/${prefix}/*`,
  `/aws/rds/instance/${prefix}-*`,
  `/aws/ecs/containerinsights/${prefix}-*`,
  `/aws/vendedlogs/${prefix}/*`,
  `aws-waf-logs-${prefix}*`,
];
