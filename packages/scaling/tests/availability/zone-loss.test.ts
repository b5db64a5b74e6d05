import { expect } from "chai";

import { compositeOf } from "../../src/availability/commitments";
import { partsOf } from "../../src/availability/parts";
import { heldByOneZone } from "../../src/availability/zone-loss";
import { allZones } from "../../src/availability/zones";
import { shop, type Shop } from "./shop";

const held = async (options: Shop = {}): Promise<string[]> => {
  const graph = await shop(options);
  return heldByOneZone(graph, partsOf(graph), allZones(graph)).map(
    ({ zone, what, perhaps }) => `${zone}: ${what}${perhaps ? "?" : ""}`,
  );
};

describe("what one zone holds all of", () => {
  it("is nothing with two tasks, a standby and a NAT in each zone", async () => {
    expect(await held()).to.deep.equal([]);
  });

  it("is one task or the only database, wherever it stands", async () => {
    expect(await held({ min: 1 })).to.deep.equal(["us-east-1a: service till?", "us-east-1b: service till?"]);
    expect(await held({ multiAz: false })).to.deep.equal([
      "us-east-1a: database goods?",
      "us-east-1b: database goods?",
    ]);
  });

  it("is every task in one zone, however many", async () => {
    expect(await held({ taskZones: ["a"], min: 4 })).to.deep.equal([
      "us-east-1a: service till",
      "us-east-1a: the way out of the private subnets",
    ]);
  });

  it("is the one NAT, unless tasks start without it", async () => {
    expect(await held({ natZones: ["b"] })).to.deep.equal(["us-east-1b: the way out of the private subnets"]);
    const endpoints = ["ecr.api", "ecr.dkr", "logs", "secretsmanager"];
    expect(await held({ natZones: ["b"], endpoints })).to.deep.equal([]);
    expect(await held({ natZones: ["b"], endpoints: endpoints.slice(1) })).to.deep.equal([
      "us-east-1b: the way out of the private subnets",
    ]);
  });

  it("is nothing of two tasks in three zones with two NATs, either of which can go", async () => {
    expect(await held({ zones: ["a", "b", "c"], natZones: ["a", "b"] })).to.deep.equal([]);
  });

  it("is a cache without a replica", async () => {
    expect(await held({ cacheNodes: 1 })).to.deep.equal(["us-east-1a: cache shelf?", "us-east-1b: cache shelf?"]);
    expect(await held({ cacheNodes: 2 })).to.deep.equal([]);
  });

  it("is all on instances of a group that may have one only", async () => {
    expect(await held({ strategy: [{ capacityProvider: "own", weight: 1 }] })).to.deep.equal([
      "us-east-1a: service till?",
      "us-east-1b: service till?",
    ]);
  });
});

describe("AWS's commitments", () => {
  const composite = async (options: Shop) => {
    const graph = await shop(options);
    return compositeOf(graph, partsOf(graph));
  };

  it("multiply along the way of a request", async () => {
    const { factors, share, hoursOfYear } = await composite({});
    expect(factors.map(({ resource, commitment }) => [resource, commitment.share])).to.deep.equal([
      ["front", 0.9999],
      ["till", 0.9999],
      ["goods", 0.9995],
    ]);
    expect(share).to.be.closeTo(0.9999 * 0.9999 * 0.9995, 1e-12);
    expect(hoursOfYear).to.be.closeTo((1 - share) * 8760, 1e-9);
  });

  it("are less for what stands alone", async () => {
    const { factors } = await composite({ min: 1, multiAz: false });
    expect(factors.map(({ commitment }) => commitment.share)).to.deep.equal([0.9999, 0.995, 0.995]);
  });
});
