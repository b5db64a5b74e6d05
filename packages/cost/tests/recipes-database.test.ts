import { expect } from "chai";

import { CostError, estimate, formulas } from "../src";
import { costOf, linesOf, missingOf, prices, resource, usage } from "./support/fixtures";

const { toCents, HOURS_PER_MONTH } = formulas;

describe("database", () => {
  const database = (inputs: object) =>
    resource("aws:rds/instance:Instance", "db", {
      ...{ engine: "mysql", instanceClass: "db.t4g.small", allocatedStorage: 50, storageType: "gp3" },
      ...inputs,
    });

  it("costs 29.11 USD in one zone and 58.95 in two", () => {
    expect(toCents(costOf([database({})], "db"))).to.equal(29.11);
    expect(toCents(costOf([database({ multiAz: true })], "db"))).to.equal(58.95);
  });

  it("adds the secret that RDS keeps and advanced insights", () => {
    const insights = costOf([database({ databaseInsightsMode: "advanced" })], "db") - costOf([database({})], "db");
    expect(toCents(insights)).to.equal(18.25);
    const secret = costOf([database({ manageMasterUserPassword: true })], "db") - costOf([database({})], "db");
    expect(toCents(secret)).to.equal(0.4);
  });

  it("keeps backups for free up to its own size", () => {
    const backups = (usedGb: number) =>
      linesOf(
        [database({ backupRetentionPeriod: 10 })],
        "db",
        usage({ database: { usedGb, dailyChangePercent: 10 } }),
      ).find(({ priceKey }) => priceKey === "rds.backup.gb")?.monthlyQuantity;
    expect([backups(25), backups(40)]).to.deep.equal([0, 30]);
  });

  it("prices a size the table lacks as a multiple of large, unverified", () => {
    const [instance] = linesOf([database({ instanceClass: "db.m7g.2xlarge" })], "db");
    expect(instance).to.include({ priceKey: "rds.mysql.db.m7g.large.single", confidence: "D" });
    expect(instance?.monthlyQuantity).to.equal(4 * HOURS_PER_MONTH);
  });

  it("tells a family or storage without a price, and prices the rest", () => {
    expect(missingOf(database({ instanceClass: "db.x2g.large" }))).to.match(/db\.x2g\.large/);
    expect(missingOf(database({ storageType: "tape" }))).to.match(/rds\.tape\.gb\.single/);
    expect(costOf([database({ instanceClass: "db.x2g.large" })], "db")).to.equal(50 * 0.115);
  });

  const more = (inputs: object, than: object = {}) =>
    toCents(costOf([database(inputs)], "db") - costOf([database(than)], "db"));

  it("pays for IOPS and throughput above what its storage includes", () => {
    expect(more({ iops: 4000 })).to.equal(20);
    expect(more({ storageThroughput: 200 })).to.equal(6);
    const striped = { allocatedStorage: 400 };
    expect(more({ ...striped, iops: 12_000 }, striped)).to.equal(0);
    expect(more({ ...striped, iops: 14_000, multiAz: true }, { ...striped, multiAz: true })).to.equal(80);
    const provisioned = { storageType: "io1", allocatedStorage: 100 };
    expect(more({ ...provisioned, iops: 1200 }, { storageType: "gp2", allocatedStorage: 100 })).to.equal(121);
  });

  it("pays for versions that their makers no longer support, from the day on, unless AWS may not run them", () => {
    const on = (today: string, engineVersion: string, inputs: object = {}) => {
      const resources = [database({ engineVersion, ...inputs })];
      return estimate({ resources, region: "us-east-1", usage: usage(), prices, today }).total;
    };
    const usual = on("2026-07-31", "8.0.40");
    expect(toCents(on("2026-08-01", "8.0.40") - usual)).to.equal(146);
    expect(
      toCents(on("2026-08-01", "8.0.40", { multiAz: true }) - on("2026-07-31", "8.0", { multiAz: true })),
    ).to.equal(292);
    expect(toCents(on("2026-08-01", "5.7") - usual)).to.equal(292);
    expect(on("2026-08-01", "8.4")).to.equal(usual);
    const refused = { engineLifecycleSupport: "open-source-rds-extended-support-disabled" };
    expect(on("2026-08-01", "8.0", refused)).to.equal(usual);
  });

  it("pays for a public address, and for insights by the class", () => {
    expect(more({ publiclyAccessible: true })).to.equal(3.65);
    const kept = { performanceInsightsEnabled: true, performanceInsightsRetentionPeriod: 31 };
    expect(more({ ...kept, instanceClass: "db.m5.large" }, { instanceClass: "db.m5.large" })).to.equal(7.63);
    expect(missingOf(database({ ...kept }))).to.match(/longterm\.t4g/);
  });

  it("grows with its data as far as it may", () => {
    const full = usage({ database: { usedGb: 90 } });
    const gb = (inputs: object) =>
      linesOf([database(inputs)], "db", full).find(({ priceKey }) => priceKey === "rds.gp3.gb.single")?.monthlyQuantity;
    expect([gb({}), gb({ maxAllocatedStorage: 80 }), gb({ maxAllocatedStorage: 500 })]).to.deep.equal([50, 80, 100]);
  });

  it("of a replica has engine and storage of its source", () => {
    const replica = resource(
      "aws:rds/instance:Instance",
      "replica",
      { instanceClass: "db.t4g.small" },
      { propertyDependencies: { replicateSourceDb: [database({}).urn] } },
    );
    expect(toCents(costOf([database({}), replica], "replica"))).to.equal(29.11);
    expect(costOf.bind(undefined, [replica], "replica")).to.throw(CostError, /"engine" is missing/);
  });
});
