import { expect } from "chai";
import fc from "fast-check";
import { capacityPlacement, capacityProblem } from "../../components/compute/capacity";

describe("capacity", () => {
  it("runs on Fargate on demand", () => {
    expect(capacityPlacement({ kind: "fargate" })).to.deep.equal({
      strategy: [{ capacityProvider: "FARGATE", weight: 1 }],
      compatibility: "FARGATE",
      platformVersion: "LATEST",
      placement: [],
    });
  });

  it("puts the base on demand and most of the rest on Spot", () => {
    expect(capacityPlacement({ kind: "fargateSpot", onDemandBase: 2 }).strategy).to.deep.equal([
      { capacityProvider: "FARGATE", base: 2, weight: 1 },
      { capacityProvider: "FARGATE_SPOT", weight: 4 },
    ]);
  });

  it("runs on Spot alone without a base", () => {
    expect(capacityPlacement({ kind: "fargateSpot", onDemandBase: 0 }).strategy).to.deep.equal([
      { capacityProvider: "FARGATE_SPOT", weight: 4 },
    ]);
  });

  it("spreads over zones before it fills instances", () => {
    expect(capacityPlacement({ kind: "ec2Spot", capacityProvider: "instances" })).to.deep.equal({
      strategy: [{ capacityProvider: "instances", weight: 1 }],
      compatibility: "EC2",
      placement: [
        { type: "spread", field: "attribute:ecs.availability-zone" },
        { type: "binpack", field: "memory" },
      ],
    });
  });

  it("never has two bases, nor a provider that may not place tasks", () => {
    fc.assert(
      fc.property(fc.nat({ max: 100_000 }), (onDemandBase) => {
        const { strategy } = capacityPlacement({ kind: "fargateSpot", onDemandBase });
        return strategy.filter((share) => (share.base ?? 0) > 0).length <= 1 && strategy.every((s) => s.weight > 0);
      }),
    );
  });

  it("refuses a base that is not a count", () => {
    expect(capacityProblem({ kind: "fargateSpot", onDemandBase: -1 })).to.equal(
      "the on-demand base is -1: use a whole number from 0 to 100000.",
    );
    expect(capacityProblem({ kind: "fargateSpot", onDemandBase: 1.5 })).to.be.a("string");
    expect(capacityProblem({ kind: "fargateSpot", onDemandBase: 1 })).to.equal(undefined);
    expect(capacityProblem({ kind: "fargate" })).to.equal(undefined);
  });
});
