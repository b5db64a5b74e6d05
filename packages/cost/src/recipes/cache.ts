import { T } from "@toolkit/offline/aws-types";
import { CostError } from "../errors";
import { HOURS_PER_MONTH } from "../formulas/time";
import { instanceHours } from "./hourly-rate";
import { number, object, objects, required, text } from "./inputs";
import { freeAll, type Recipe, type ServiceRecipes } from "./recipe";

/** ElastiCache keeps one snapshot of each cache for nothing. Source: https://aws.amazon.com/elasticache/pricing/, "Backup storage". */
const FREE_SNAPSHOTS = 1;

/** Nodes by the hour, primary and replicas alike. */
const replicationGroup: Recipe = ({ inputs }, context) => {
  const type = required("nodeType", text(inputs, "nodeType"));
  const engine = text(inputs, "engine") ?? "redis";
  const shards = number(inputs, "numNodeGroups") ?? 1;
  const nodes = number(inputs, "numCacheClusters") ?? shards * (1 + (number(inputs, "replicasPerNodeGroup") ?? 0));
  if ((number(inputs, "snapshotRetentionLimit") ?? 0) > FREE_SNAPSHOTS) {
    context.lacks("snapshots beyond the first, by the GB of what the cache holds");
  }
  const name = `Nodes (${nodes} × ${type}, ${engine})`;
  return [instanceHours(name, type, nodes * HOURS_PER_MONTH, (known) => `elasticache.${engine}.${known}`, context)];
};

/** GB that AWS meters at least for each serverless cache, by engine. Source: https://aws.amazon.com/elasticache/pricing/, "Serverless". */
const LEAST_GB: Readonly<Record<string, number>> = { valkey: 0.1, redis: 1, memcached: 1 };
const MILLION = 1_000_000;
const SECONDS_PER_HOUR = 3600;

/** What is stored by the hour, and what requests take; a minimum that is set is billed where less is used. */
const serverlessCache: Recipe = ({ inputs }, context) => {
  const engine = required("engine", text(inputs, "engine")?.toLowerCase());
  const least = LEAST_GB[engine];
  if (least === undefined) {
    throw new CostError(`engine is ${engine}: serverless caches run ${Object.keys(LEAST_GB).join(", ")}.`);
  }
  const limits = object(inputs, "cacheUsageLimits");
  const reservedGb = number(object(limits, "dataStorage"), "minimum") ?? 0;
  const reservedUnits = objects(limits, "ecpuPerSeconds").map((each) => number(each, "minimum") ?? 0);
  const gb = Math.max(context.share("caches", "storedGb"), least, reservedGb);
  const units = Math.max(
    context.share("caches", "processingUnits"),
    ...reservedUnits.map((perSecond) => perSecond * SECONDS_PER_HOUR * HOURS_PER_MONTH),
  );
  if ((number(inputs, "snapshotRetentionLimit") ?? 0) > 0) {
    context.lacks("snapshots, by the GB of what the cache holds");
  }
  const key = `elasticache.serverless.${engine}`;
  return [
    context.perUse(`Data (${engine}, serverless)`, `${key}.gb.hour`, gb * HOURS_PER_MONTH),
    context.perUse("Processing units", `${key}.units1m`, units / MILLION),
  ];
};

export const cache: ServiceRecipes = {
  service: "Cache",
  recipes: {
    [T.cacheGroup]: replicationGroup,
    "aws:elasticache/serverlessCache:ServerlessCache": serverlessCache,
    ...freeAll(
      "aws:elasticache",
      ["subnetGroup:SubnetGroup", "parameterGroup:ParameterGroup", "user:User", "userGroup:UserGroup"],
      "settings of the cache, free",
    ),
  },
};
