import { z } from "zod";

import { LONGEST_RETENTION_DAYS, MOST_REPLICAS } from "../../../components/data/cache-problems";
import { VALKEY_VERSIONS, type ValkeyVersion } from "../../../components/data/cache-parameters";
import { days } from "./values";

const versions = Object.keys(VALKEY_VERSIONS) as [ValkeyVersion, ...ValkeyVersion[]];

export const cacheSchema = z.strictObject({
  engine: z.literal("valkey").describe("Engine of the cache"),
  engineVersion: z
    .enum(versions)
    .describe("Major and minor version, in quotes; ElastiCache patches it and takes none back"),
  nodeType: z
    .string()
    .regex(/^cache\.[a-z0-9]+\.[a-z0-9]+$/, "a node type such as cache.t4g.micro")
    .describe("ElastiCache node type"),
  replicas: z
    .int()
    .min(0)
    .max(MOST_REPLICAS)
    .describe("Copies in other AZs; with one or more, a replica takes over when the primary fails"),
  authentication: z.enum(["iam", "password"]).describe("How those who use it sign in"),
  passwordVersion: z
    .int()
    .min(1)
    .max(1_000_000)
    .describe("Another number makes another password and restarts its users"),
  snapshotRetentionDays: days(0, LONGEST_RETENTION_DAYS).describe("Days that daily snapshots are kept, 0 takes none"),
});
