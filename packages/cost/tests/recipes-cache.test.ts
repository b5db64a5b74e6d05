import { expect } from "chai";

import { formulas } from "../src";
import { costOf, linesOf, missingOf, resource } from "./support/fixtures";

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
});
