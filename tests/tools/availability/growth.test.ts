import { expect } from "chai";

import { FACTORS, type Growth, growthOf } from "../../../tools/availability/growth";
import { deployStack } from "../../support/deploy-stack";

const grown = async (...set: string[]): Promise<Growth> => growthOf(await deployStack("prod", { set }));

describe("a stack with more traffic", () => {
  let prod: Growth;

  before(async () => {
    prod = await grown();
  });

  it("names what has to change in the order in which it does", () => {
    const { rows } = prod;
    const starts = rows.map(({ from }) => from);
    expect(starts).to.deep.equal([...starts].sort((a = 0, b = 0) => a - b));
    const of = (what: string) => rows.find((row) => row.what === what);
    expect(of("class of the database")).to.deep.equal({
      what: "class of the database",
      now: "db.t4g.small",
      from: 20,
      needed: ["db.t4g.small", "db.t4g.small", "db.m7g.2xlarge", "db.m7g.16xlarge"],
    });
    expect(of("most tasks of backend")).to.deep.include({ now: "10", from: 5, needed: ["10", "32", "320", "3,200"] });
  });

  it("needs a larger database earlier when the pages use it too", async () => {
    const { rows } = await grown('ssr.uses=["database"]');
    expect(rows.find(({ what }) => what === "class of the database")?.from).to.equal(10);
  });

  it("costs what the cost tool says now, and more with each step", () => {
    const { monthly } = prod;
    expect(monthly[0]).to.be.closeTo(296.36, 0.005);
    expect(monthly.length).to.equal(FACTORS.length);
    expect(monthly).to.deep.equal([...monthly].sort((a, b) => a - b));
  });

  it("needs no larger network in a /16, and one in a /22", async () => {
    const what = "addresses of network-private-a";
    expect(prod.enough).to.include(what);
    const small = await grown("network.cidr=10.1.0.0/22");
    expect(small.rows.find((row) => row.what === what)?.from).to.equal(30);
  });
});
