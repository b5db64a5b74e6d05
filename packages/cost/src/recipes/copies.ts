import { T } from "@toolkit/offline/aws-types";
import { DAYS_PER_MONTH } from "../formulas/time";
import { bucketRole } from "./bucket-roles";
import { dumpsPerMonth } from "./dumps";
import { number } from "./inputs";
import { type Recipe } from "./recipe";

const DEFAULT_KEPT_DAYS = 7;
const PAIRS = "transfer is priced as between most regions; some pairs of regions cost less, others more";

/**
 * Snapshots and logs of a database that RDS copies to another region: one full copy and a daily change for each day that
 * they are kept, none of which is free, and the daily changes on the way.
 *
 * Source: https://aws.amazon.com/rds/mysql/pricing/, "Backup storage" and "Data transfer".
 */
const copiedBackups: Recipe = ({ inputs }, context) => {
  const { usedGb, dailyChangePercent } = context.usage.database;
  const daily = (usedGb * dailyChangePercent) / 100;
  const days = number(inputs, "retentionPeriod") ?? DEFAULT_KEPT_DAYS;
  context.note(PAIRS);
  return [
    context.perUse("Copied backups", "rds.backup.gb", usedGb + daily * days),
    context.perUse("Transfer of copied backups", "dt.crossregion", daily * DAYS_PER_MONTH),
  ];
};

/** What leaves for another region; where it lies then is priced at the other bucket. Source: https://aws.amazon.com/s3/pricing/. */
const replication: Recipe = (resource, context) => {
  const [bucket] = context.graph.dependencies(resource, T.bucket, "bucket");
  if (bucket === undefined || bucketRole(bucket, context) !== "dumps") {
    context.lacks("the transfer of what is copied to other regions");
    return { free: "storage is priced at the bucket that it is copied to" };
  }
  context.note(PAIRS);
  const gb = context.usage.backup.dumpGb * dumpsPerMonth(bucket, context);
  return [context.perUse("Transfer of copies", "dt.crossregion", gb)];
};

export const copyRecipes = {
  database: { [T.replicatedBackups]: copiedBackups },
  bucket: { [T.bucketReplication]: replication },
};
