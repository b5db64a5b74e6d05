import { expect } from "chai";

import { CostError, formulas } from "../src";
import { costOf, linesOf, resource, usage } from "./support/fixtures";

const { toCents, HOURS_PER_MONTH } = formulas;

describe("database", () => {
  const database = (inputs: object) =>
    resource("aws:rds/instance:Instance", "db", { instanceClass: "db.t4g.small", allocatedStorage: 50, ...inputs });

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

  it("refuses a family or storage without a price", () => {
    expect(() => costOf([database({ instanceClass: "db.x2g.large" })], "db")).to.throw(CostError, /db\.x2g\.large/);
    expect(() => costOf([database({ storageType: "io2" })], "db")).to.throw(CostError, /io2/);
    expect(() => costOf([database({ iops: 12_000 })], "db")).to.throw(CostError, /12000 IOPS/);
  });
});
