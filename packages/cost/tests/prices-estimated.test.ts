import { expect } from "chai";

import { BASE_REGION, COMMERCIAL_REGIONS, loadPriceBook } from "../src";
import { parsePriceTable } from "../src/prices";
import table from "../src/prices/table.json";

const known = parsePriceTable(table);

describe("prices that are not known in a region", () => {
  it("are predicted for eu-west-1's well-sourced rows, unseen, within the spread that is told", () => {
    const ireland = Object.entries(known.regions["eu-west-1"] ?? {});
    const unseen = ireland.filter(
      ([key, { confidence, usd }]) => confidence === "A" && usd > 0 && key in (known.regions[BASE_REGION] ?? {}),
    );
    const rest = Object.fromEntries(ireland.filter(([, { confidence }]) => confidence !== "A"));
    const book = loadPriceBook({ ...known, regions: { ...known.regions, "eu-west-1": rest } });
    const errors = unseen.map(([key, { usd }]) => {
      const { usd: predicted, estimated } = book.price(key, "eu-west-1");
      const error = usd / predicted - 1;
      expect(estimated, key).not.to.equal(undefined);
      expect(error, key).to.be.within(estimated?.spread.low ?? 0, estimated?.spread.high ?? 0);
      return error;
    });
    expect(errors).to.have.length.of.at.least(28);
    expect(Math.max(...errors.map(Math.abs))).to.be.below(0.15);
    expect(errors.filter((error) => Math.abs(error) < 0.005)).to.have.length.of.at.least(24);
  });

  it("are there for every key in every commercial region, each marked with what it is derived from", () => {
    const book = loadPriceBook();
    for (const region of COMMERCIAL_REGIONS) {
      for (const key of book.keys(BASE_REGION)) {
        const { usd, estimated, verified } = book.price(key, region);
        expect(usd, `${region} ${key}`).to.be.at.least(0);
        if (estimated !== undefined) expect(verified, `${region} ${key}`).to.equal(false);
      }
    }
    expect(book.price("rds.mysql.db.t4g.micro.single", "eu-central-1").estimated?.by).to.equal("region");
    expect(book.price("rds.mysql.db.m7g.large.single", "eu-west-1").estimated?.by).to.equal("family");
    expect(book.price("nat.hour", "mx-central-1").estimated?.by).to.equal("nothing");
  });

  it("are no less than in the cheapest and no more than in the dearest region that is known", () => {
    const { factor, spread } = loadPriceBook().price("ec2.m5.large", "sa-east-1").estimated ?? {};
    expect(factor).to.be.closeTo(1.72, 0.02);
    expect(spread?.low).to.be.within(-0.35, -0.05);
    expect(spread?.high).to.be.within(0.05, 0.45);
  });

  it("are the same everywhere where AWS has one price in the world", () => {
    expect(loadPriceBook().price("waf.acl", "sa-east-1")).to.deep.include({
      usd: 5,
      estimated: { factor: 1, by: "family", spread: { low: 0, high: 0 } },
    });
  });
});
