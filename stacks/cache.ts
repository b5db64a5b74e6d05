import { Cache } from "../components/data";
import { statement } from "../components/security/iam";
import { type Foundation } from "./context";
import { type Grant, type Usable } from "./uses/grant";
import { sidOf } from "./uses/variable";

/** After the database's default windows, so that the two are never away at once. */
const SNAPSHOT_WINDOW = "05:30-06:30";
const MAINTENANCE_WINDOW = "sun:06:30-sun:07:30";

/** The stack's cache; undefined where the stack file has none. */
export function createCache(foundation: Foundation): Cache | undefined {
  const { account, config, group, keys, lifetime, logs, network, opts } = foundation;
  if (config.cache === undefined) return undefined;
  const { authentication, passwordVersion, ...settings } = config.cache;
  return new Cache(
    "cache",
    {
      ...settings,
      account,
      subnetIds: network.isolatedSubnetIds,
      securityGroupIds: [group("cache")],
      authentication:
        authentication === "iam"
          ? { kind: "iam" }
          : { kind: "password", version: passwordVersion, recoveryWindowDays: lifetime.secretRecoveryDays },
      snapshotWindow: SNAPSHOT_WINDOW,
      maintenanceWindow: MAINTENANCE_WINDOW,
      keyArn: keys.data,
      logs,
      applyImmediately: !lifetime.protect,
      protect: lifetime.protect,
    },
    opts,
  );
}

/** What the cache grants to whoever uses it. */
export const usableCache = (foundation: Foundation, cache: Cache | undefined): Usable =>
  cache === undefined ? {} : { cache: () => cacheGrant(foundation, cache) };

function cacheGrant({ config }: Foundation, cache: Cache): Partial<Grant> {
  const environment = {
    // Fargate sets it by itself, instances do not.
    AWS_REGION: config.aws.region,
    CACHE_AUTHENTICATION: cache.passwordSecretArn === undefined ? "iam" : "password",
    CACHE_HOST: cache.host,
    CACHE_PORT: cache.port.toString(),
    CACHE_USER: cache.userName,
  };
  return cache.passwordSecretArn === undefined
    ? {
        environment: { ...environment, CACHE_NAME: cache.cacheName },
        statements: [
          statement({
            sid: `${sidOf("cache")}Connect`,
            actions: ["elasticache:Connect"],
            resources: [cache.arn, cache.userArn],
          }),
        ],
      }
    : {
        environment,
        secrets: { CACHE_PASSWORD: cache.passwordSecretArn },
        secretArns: [cache.passwordSecretArn],
      };
}
