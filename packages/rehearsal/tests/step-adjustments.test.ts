import { expect } from "chai";

import { T } from "@toolkit/offline/aws-types";
import { Scenario } from "../src/proofs/scenario";

type Bound = string | undefined;

/** Whether the emulated account takes steps with these bounds, in any order. */
function takes(...bounds: readonly (readonly [from: Bound, to: Bound])[]): boolean {
  const aws = new Scenario();
  const target = { resourceId: "table/notes", serviceNamespace: "dynamodb", scalableDimension: "read" };
  aws.make(T.scalingTarget, target);
  const stepAdjustments = bounds.map(([from, to]) => ({
    ...(from === undefined ? {} : { metricIntervalLowerBound: from }),
    ...(to === undefined ? {} : { metricIntervalUpperBound: to }),
    scalingAdjustment: 1,
  }));
  try {
    aws.make(T.scalingPolicy, { ...target, stepScalingPolicyConfiguration: { stepAdjustments } });
    return true;
  } catch {
    return false;
  }
}

describe("step adjustments of the emulated account", () => {
  it("meet without gap and overlap, in any order", () => {
    expect(takes(["0", "10"], ["10", undefined])).to.equal(true);
    expect(takes(["10", undefined], ["0", "10"])).to.equal(true);
    expect(takes([undefined, "-10"], ["-10", "0"])).to.equal(true);
    expect(takes(["0", "10"], ["11", undefined])).to.equal(false);
    expect(takes(["0", "10"], ["9", undefined])).to.equal(false);
  });

  it("are open where they leave the threshold, and never at both ends", () => {
    expect(takes(["0", undefined])).to.equal(true);
    expect(takes([undefined, "0"])).to.equal(true);
    expect(takes(["0", "10"])).to.equal(false);
    expect(takes(["-10", "0"])).to.equal(false);
    expect(takes([undefined, undefined])).to.equal(false);
    expect(takes(["0", undefined], ["10", undefined])).to.equal(false);
  });
});
