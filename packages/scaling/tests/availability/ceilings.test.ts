import { expect } from "chai";

import { type Ceiling, ceilingsOf, type Demand, isOver } from "../../src/availability/ceilings";
import { COMMITMENTS } from "../../src/availability/commitments";
import { FIGURES } from "../../src/availability/figures";
import { partsOf } from "../../src/availability/parts";
import { kmsQuota, QUOTAS } from "../../src/availability/quotas";
import { shop, type Shop } from "./shop";

describe("ceilings", () => {
  const of = async (options: Shop = {}, demand: Demand = {}): Promise<Ceiling[]> => {
    const graph = await shop(options);
    return ceilingsOf(graph, partsOf(graph), "us-east-1", demand);
  };
  const asked = async (what: string, options: Shop = {}, demand: Demand = {}) =>
    (await of(options, demand)).find((one) => one.what === what)?.asked;

  it("ask for twice the most tasks, since a deployment starts as many again", async () => {
    expect(await asked("Fargate on demand", { max: 4 })).to.equal(8);
    expect(await asked("target group of till", { max: 4 })).to.equal(8);
    expect(await asked("Fargate Spot", { max: 4 })).to.equal(undefined);
  });

  it("split vCPUs between on demand and Spot as the strategy does", async () => {
    const strategy = [
      { capacityProvider: "FARGATE", base: 2, weight: 1 },
      { capacityProvider: "FARGATE_SPOT", weight: 3 },
    ];
    expect(await asked("Fargate on demand", { max: 3, strategy })).to.equal(3);
    expect(await asked("Fargate Spot", { max: 3, strategy })).to.equal(3);
  });

  it("count the addresses of each private subnet, of which five are AWS's", async () => {
    const found = (await of({ max: 100, endpoints: ["logs"], prefix: 25 })).find(
      ({ what }) => what === "addresses of closed-a",
    );
    // 100 of 200 tasks and an endpoint; the load balancer stands in the open subnets.
    expect(found).to.deep.include({ limit: 123, asked: 101 });
    const over = (await of({ max: 130, prefix: 25 })).find(({ what }) => what === "addresses of closed-a");
    expect(over === undefined ? undefined : isOver(over)).to.equal(true);
  });

  it("count connections where the application says how many a task opens", async () => {
    expect(await asked("connections of goods", { max: 4 })).to.equal(undefined);
    const demand = { connections: () => 7 };
    expect(await asked("connections of goods", { max: 4 }, demand)).to.equal(56);
    const over = (await of({ max: 4 }, demand)).find(({ what }) => what === "connections of goods");
    expect(over).to.deep.include({ limit: 50 });
    expect(over === undefined ? undefined : isOver(over)).to.equal(true);
  });

  it("share a NAT's connections among the tasks behind it", async () => {
    const nats = (await of({ max: 10 })).filter(({ what }) => what.startsWith("NAT"));
    expect(nats.map(({ how, asked: none }) => [how, none])).to.deep.equal([
      ["11,000 for each of 5 tasks", undefined],
      ["11,000 for each of 5 tasks", undefined],
    ]);
  });
});

describe("sources", () => {
  it("of everything that AWS publishes are pages of AWS", () => {
    const published = Object.values(FIGURES).filter(({ evidence }) => evidence !== "assumed");
    const all = [...published, ...Object.values(COMMITMENTS), ...Object.values(QUOTAS), kmsQuota("us-east-1")];
    expect(all.length).to.be.greaterThan(20);
    for (const { title, address } of all as { title: string; address?: string }[]) {
      expect(address, title).to.match(/^https:\/\/(docs\.)?aws\.amazon\.com\//);
    }
  });

  it("of what nobody publishes have no address to hide behind", () => {
    const assumed = Object.values(FIGURES).filter(({ evidence }) => evidence === "assumed");
    expect(assumed.map((figure) => "address" in figure)).to.deep.equal(assumed.map(() => false));
  });
});
