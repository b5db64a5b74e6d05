import { expect } from "chai";

import { CostError, loadPriceBook, staleTableWarning } from "../src";
import table from "../src/prices/table.json";

const book = loadPriceBook();

describe("price table", () => {
  it("has us-east-1 in full, unverified only some instance types", () => {
    const rows = book.keys("us-east-1").map((key) => book.price(key, "us-east-1"));
    expect(rows).to.have.length.above(130);
    expect(rows.filter(({ verified, key }) => !verified && !key.startsWith("ec2."))).to.be.empty;
  });

  it("has eu-west-1 in part, what is estimated there marked unverified", () => {
    expect(book.price("rds.mysql.db.m7g.large.multi", "eu-west-1").verified).to.be.false;
    expect(book.price("cw.logs.ingest.gb", "eu-west-1")).to.include({ usd: 0.57, verified: true });
  });

  it("gives unit, source, date and SKU with a price", () => {
    expect(book.price("nat.hour", "us-east-1")).to.deep.include({
      usd: 0.045,
      unit: "h",
      source: "PL-B",
      date: "2026-09-30",
      confidence: "A",
      sku: "M2YSHUBETB3JX4M4",
      catalogVersion: "AmazonEC2 20260925174521",
    });
  });

  it("has no prices for what is no commercial region", () => {
    for (const region of ["mars-1", "cn-north-1", "us-gov-west-1"])
      expect(() => book.price("nat.hour", region)).to.throw(CostError, `"${region}"`);
  });

  it("names the nearest row when asked for an unknown one", () => {
    expect(() => book.price("nat.hours", "us-east-1")).to.throw(
      CostError,
      /no price for "nat.hours" in us-east-1.*"nat.hour"/,
    );
  });

  it("lists every problem of a malformed table", () => {
    const broken = structuredClone(table) as unknown as { regions: { "us-east-1": Record<string, object> } };
    broken.regions["us-east-1"]["nat.hour"] = { usd: -1, unit: "h", source: "PL-B", confidence: "E" };
    broken.regions["us-east-1"]["nat.gb"] = { usd: 1, unit: "GB", source: "PL-B", confidence: "A", price: 2 };
    expect(() => loadPriceBook(broken)).to.throw(CostError, /nat\.hour[^]*nat\.gb|nat\.gb[^]*nat\.hour/);
  });

  it("refuses a row whose source is not listed", () => {
    const broken = structuredClone(table) as unknown as {
      regions: { "us-east-1": Record<string, { source: string }> };
    };
    const row = broken.regions["us-east-1"]["nat.hour"];
    if (row) row.source = "hearsay";
    expect(() => loadPriceBook(broken)).to.throw(CostError, /unknown source "hearsay"/);
  });
});

describe("age of the table", () => {
  it("is silent up to 90 days and warns after", () => {
    expect(staleTableWarning("2026-01-01", "2026-04-01")).to.be.undefined;
    expect(staleTableWarning("2026-01-01", "2026-04-02")).to.equal(
      'warning: the price table is 91 days old (2026-01-01); run "npm run toolkit -- refresh-prices".',
    );
  });
});
