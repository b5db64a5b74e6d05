import { expect } from "chai";
import {
  type DeploymentArgs,
  deploymentConfiguration,
  deploymentOf,
  deploymentProblems,
  hasTwoTargetGroups,
  shiftMinutes,
} from "../../components/compute/deployment";

const problems = (args: DeploymentArgs): string[] =>
  deploymentProblems(args).map(({ setting, value, fix }) => `${setting} ${String(value)} ${fix}`);

describe("a deployment", () => {
  it("has these defaults", () => {
    expect(deploymentOf()).to.deep.equal({ strategy: "rolling", twoTargetGroups: false });
    expect(deploymentOf("canary")).to.deep.equal({
      strategy: "canary",
      percent: 10,
      canaryMinutes: 10,
      bakeMinutes: 10,
      hooks: [],
    });
    expect(deploymentOf("linear")).to.deep.equal({
      strategy: "linear",
      stepPercent: 20,
      stepMinutes: 5,
      bakeMinutes: 10,
      hooks: [],
    });
    expect(deploymentOf("blueGreen")).to.deep.equal({ strategy: "blueGreen", bakeMinutes: 10, hooks: [] });
  });

  it("tells ECS its strategy, with minutes as texts", () => {
    expect(deploymentConfiguration(deploymentOf("canary"))).to.deep.equal({
      strategy: "CANARY",
      bakeTimeInMinutes: "10",
      canaryConfiguration: { canaryPercent: 10, canaryBakeTimeInMinutes: "10" },
    });
    expect(deploymentConfiguration(deploymentOf({ strategy: "linear", stepMinutes: 2 }))).to.deep.equal({
      strategy: "LINEAR",
      bakeTimeInMinutes: "10",
      linearConfiguration: { stepPercent: 20, stepBakeTimeInMinutes: "2" },
    });
    expect(deploymentConfiguration(deploymentOf({ strategy: "blueGreen", bakeMinutes: 0 }))).to.deep.equal({
      strategy: "BLUE_GREEN",
      bakeTimeInMinutes: "0",
    });
    expect(deploymentConfiguration(deploymentOf())).to.deep.equal({ strategy: "ROLLING" });
  });

  it("takes so many minutes more than its tasks need to start", () => {
    expect(
      ["rolling", "canary", "linear", "blueGreen"].map((each) => shiftMinutes(deploymentOf(each as "rolling"))),
    ).to.deep.equal([0, 20, 35, 10]);
    expect(
      shiftMinutes(deploymentOf({ strategy: "linear", stepPercent: 30, stepMinutes: 10, bakeMinutes: 0 })),
    ).to.equal(40);
  });

  it("has two target groups unless it is rolling, and then by wish", () => {
    expect(hasTwoTargetGroups("canary")).to.equal(true);
    expect(hasTwoTargetGroups("rolling")).to.equal(false);
    expect(hasTwoTargetGroups({ strategy: "rolling", twoTargetGroups: true })).to.equal(true);
  });

  for (const [args, expected] of [
    [{ strategy: "canary", percent: 0 }, ["percent 0 must be 0.1 to 99 percent; blueGreen moves all requests at once"]],
    [{ strategy: "canary", percent: 0.25 }, ["percent 0.25 must be in tenths of a percent"]],
    [
      { strategy: "canary", canaryMinutes: 7 },
      ["canaryMinutes 7 must be at least 8 minutes: the alarms that roll back need them to see a bad version"],
    ],
    [{ strategy: "linear", stepPercent: 2 }, ["stepPercent 2 must be 3 to 100 percent"]],
    [{ strategy: "blueGreen", bakeMinutes: 1.5 }, ["bakeMinutes 1.5 must be whole minutes"]],
    [
      { strategy: "canary", canaryMinutes: 30, bakeMinutes: 31 },
      ["strategy canary waits 61 minutes in all: use at most 60, since a deployment from CI has two hours"],
    ],
    [
      { strategy: "canary", stepMinutes: 5 },
      ["stepMinutes 5 has no meaning with strategy: canary, which knows percent, canaryMinutes, bakeMinutes, hooks"],
    ],
    [
      { strategy: "rolling", bakeMinutes: 5 },
      ["bakeMinutes 5 has no meaning with strategy: rolling, which knows twoTargetGroups"],
    ],
    [
      { strategy: "rolling", hooks: [{ function: "f", stages: ["PRE_SCALE_UP"] }] },
      [
        'hooks [{"function":"f","stages":["PRE_SCALE_UP"]}] has no meaning with strategy: rolling, which knows twoTargetGroups',
      ],
    ],
    [{ strategy: "canary", percent: 0.3, canaryMinutes: 8, bakeMinutes: 52 }, []],
  ] as const) {
    it(`${JSON.stringify(args)}: ${expected.length === 0 ? "is right" : "is refused"}`, () => {
      expect(problems(args)).to.deep.equal(expected);
    });
  }
});
