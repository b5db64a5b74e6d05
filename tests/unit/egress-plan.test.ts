import { expect } from "chai";
import { type EgressPlanArgs, egressProblems, missingEndpoints, natAzKeys } from "../../components/network/egress-plan";

const plan = (change: Partial<EgressPlanArgs> = {}): EgressPlanArgs => ({
  nat: "single",
  natAz: "b",
  workloadAzKeys: ["a", "b"],
  endpoints: [],
  ...change,
});

describe("egress plan", () => {
  it("puts NATs where each mode says", () => {
    expect(natAzKeys(plan({ nat: "none" }))).to.deep.equal([]);
    expect(natAzKeys(plan({ nat: "instance" }))).to.deep.equal(["b"]);
    expect(natAzKeys(plan({ nat: "single" }))).to.deep.equal(["b"]);
    expect(natAzKeys(plan({ nat: "perAz" }))).to.deep.equal(["a", "b"]);
  });

  it("asks for no endpoint while there is a NAT", () => {
    expect(missingEndpoints(plan({ nat: "instance", exec: true }))).to.deep.equal([]);
  });

  it("names the endpoints that tasks cannot start without", () => {
    expect(missingEndpoints(plan({ nat: "none" }))).to.deep.equal(["ecr.api", "ecr.dkr", "logs", "secretsmanager"]);
    const four = ["ecr.api", "ecr.dkr", "logs", "secretsmanager"] as const;
    expect(missingEndpoints(plan({ nat: "none", endpoints: four }))).to.deep.equal([]);
    expect(missingEndpoints(plan({ nat: "none", endpoints: four, exec: true }))).to.deep.equal(["ssmmessages"]);
    expect(missingEndpoints(plan({ nat: "none", endpoints: four, called: ["kms", "logs"] }))).to.deep.equal(["kms"]);
    expect(missingEndpoints(plan({ called: ["kms"] }))).to.deep.equal([]);
  });

  it("finds nothing wrong with a sound plan", () => {
    expect(egressProblems(plan(), ["a", "b"])).to.deep.equal([]);
  });

  it("reports all problems at once", () => {
    expect(egressProblems(plan({ nat: "single", natAz: "d", workloadAzKeys: ["a", "c"] }), ["a", "b"])).to.deep.equal([
      "Workload AZs: c not among the AZs [a, b].",
      "NAT AZ: d not among the AZs [a, b].",
    ]);
    expect(egressProblems(plan({ nat: "none", natAz: "d", workloadAzKeys: [] }), ["a", "b"])).to.deep.equal([
      "Workload AZs: none, but tasks need one of [a, b].",
      'nat "none" leaves tasks without ecr.api, ecr.dkr, logs, secretsmanager: add these to the endpoints, or choose another nat.',
    ]);
  });
});
