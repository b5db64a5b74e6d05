import { T } from "@toolkit/offline/aws-types";
import { HOURS_PER_MONTH } from "../formulas/time";
import { instanceHours } from "./hourly-rate";
import { number, required, text } from "./inputs";
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

export const cache: ServiceRecipes = {
  service: "Cache",
  recipes: {
    [T.cacheGroup]: replicationGroup,
    ...freeAll(
      "aws:elasticache",
      ["subnetGroup:SubnetGroup", "parameterGroup:ParameterGroup", "user:User", "userGroup:UserGroup"],
      "settings of the cache, free",
    ),
  },
};
