import { expect } from "chai";

import { formulas } from "../src";
import { costOf, linesOf, missingOf, resource, usage } from "./support/fixtures";

const { HOURS_PER_MONTH, toCents } = formulas;

describe("cache", () => {
  const cache = (inputs: object = {}) =>
    resource("aws:elasticache/replicationGroup:ReplicationGroup", "cache", {
      engine: "valkey",
      nodeType: "cache.t4g.micro",
      numCacheClusters: 1,
      ...inputs,
    });

  it("costs 9.34 USD as one small node, and as much again for each replica", () => {
    expect(toCents(costOf([cache()], "cache"))).to.equal(9.34);
    expect(toCents(costOf([cache({ numCacheClusters: 3 })], "cache"))).to.equal(toCents(3 * 0.0128 * HOURS_PER_MONTH));
    expect(linesOf([cache()], "cache")).to.have.length(1);
  });

  it("counts nodes of shards with their replicas", () => {
    const shards = cache({ numCacheClusters: undefined, numNodeGroups: 2, replicasPerNodeGroup: 1 });
    expect(linesOf([shards], "cache")[0]).to.include({ name: "Nodes (4 × cache.t4g.micro, valkey)" });
    expect(linesOf([shards], "cache")[0]?.monthlyQuantity).to.equal(4 * HOURS_PER_MONTH);
  });

  it("says what no line holds of snapshots, of which the first is free", () => {
    expect(missingOf(cache({ snapshotRetentionLimit: 1 }))).to.equal("");
    expect(missingOf(cache({ snapshotRetentionLimit: 7 }))).to.contain(
      "snapshots beyond the first, by the GB of what the cache holds",
    );
  });

  describe("serverless", () => {
    const month = usage({ caches: { storedGb: 2, processingUnits: 3_000_000 } });
    const serverless = (inputs: object = {}) =>
      resource("aws:elasticache/serverlessCache:ServerlessCache", "cache", { engine: "valkey", name: "c", ...inputs });
    const priced = (inputs: object, given = month) => toCents(costOf([serverless(inputs)], "cache", given));

    it("is billed by what it stores, at least a tenth of a GB of Valkey or one of Redis, and by what requests take", () => {
      expect(priced({})).to.equal(toCents(2 * 0.084 * HOURS_PER_MONTH + 3 * 0.0023));
      expect(priced({ engine: "redis" })).to.equal(toCents(2 * 0.125 * HOURS_PER_MONTH + 3 * 0.0034));
      const idle = usage();
      expect(priced({}, idle)).to.equal(toCents(0.1 * 0.084 * HOURS_PER_MONTH));
      expect(priced({ engine: "redis" }, idle)).to.equal(toCents(0.125 * HOURS_PER_MONTH));
    });

    it("is billed its minimum where less is used", () => {
      const cacheUsageLimits = { dataStorage: { minimum: 5, unit: "GB" }, ecpuPerSeconds: [{ minimum: 1000 }] };
      const units = (1000 * 3600 * HOURS_PER_MONTH) / 1_000_000;
      expect(priced({ cacheUsageLimits })).to.equal(toCents(5 * 0.084 * HOURS_PER_MONTH + units * 0.0023));
    });

    it("says what no line holds of snapshots, and of an engine that it does not know", () => {
      expect(missingOf(serverless({ snapshotRetentionLimit: 1 }))).to.contain("snapshots");
      expect(missingOf(serverless({ engine: "dragonfly" }))).to.contain(
        "serverless caches run valkey, redis, memcached",
      );
    });
  });
});
