import { expect } from "chai";

import { T } from "@toolkit/offline/aws-types";
import { weightsOf, type Shift } from "@toolkit/rehearsal/aws/shifts";
import { shown } from "@toolkit/rehearsal/protocol/values";
import type { Outcome } from "@toolkit/rehearsal/driver/workspace";
import {
  configure,
  deployed,
  type Rehearsal,
  type Settings,
  succeeded,
  upWith,
} from "../../../tools/lifecycles/rehearsal";
import { difference, inSync } from "../../../tools/lifecycles/retained";
import { eachStepNeedsTheOneBefore } from "./ordered";

const BACKEND = "webapp:backend.deployment";

const release = (version: string): Settings => ({
  "webapp:backend.environment": { RELEASE: version },
  "webapp:ssr.environment": { RELEASE: version },
});

describe("gradual deployments of a live stack", function () {
  this.timeout(600_000);

  let rehearsal: Rehearsal;

  before(async () => {
    rehearsal = await deployed("dev", { [BACKEND]: "canary", "webapp:ssr.deployment": "linear" });
    rehearsal.world.shifts.isBad = ({ inputs }) =>
      JSON.stringify(inputs.containerDefinitions).includes("without-answers");
  });

  after(async () => {
    await rehearsal.close();
  });

  eachStepNeedsTheOneBefore();

  const up = (what: string, settings: Settings = {}): Promise<Outcome> => upWith(rehearsal, what, settings);

  /** Percent of the service's requests by target group, the first one first. */
  const weights = (service: string, rule = service): number[] => {
    const { account } = rehearsal.world;
    const named = (type: string, name: string) => account.all(type).find(({ urn }) => urn.endsWith(`::${name}`));
    const found = named(T.listenerRule, rule);
    const byGroup = found === undefined ? {} : weightsOf(found);
    return [service, `${service}-alt`].map((name) => byGroup[shown(named(T.targetGroup, name)?.outputs.arn)] ?? 0);
  };

  const shiftsOf = (service: string): Shift[] =>
    rehearsal.world.shifts.done.filter((shift) => shift.service.startsWith(`${service}-`));

  const phases = ({ minutes }: Shift): string => {
    const counts = new Map<number, number>();
    for (const { percent } of minutes) counts.set(percent, (counts.get(percent) ?? 0) + 1);
    return [...counts].map(([percent, length]) => `${percent} % for ${length} min`).join(", ");
  };

  const changesNothing = async (): Promise<void> => {
    const { workspace, world } = rehearsal;
    const before = [weights("backend"), weights("frontend")];
    expect((await up("an idle up")).changes).to.deep.equal([]);
    const drift = await workspace.preview("--refresh", "--run-program", "--expect-no-changes");
    expect(succeeded(drift, "the detection of drift").changes).to.deep.equal([]);
    succeeded(await workspace.refresh("--run-program"), "refresh");
    expect((await up("an up after the refresh")).changes).to.deep.equal([]);
    expect([weights("backend"), weights("frontend")]).to.deep.equal(before);
    expect(await difference(world.account, workspace)).to.deep.equal(inSync);
  };

  it("begin without a shift, with all requests at the first group", () => {
    expect(rehearsal.world.shifts.done).to.deep.equal([]);
    expect(weights("backend")).to.deep.equal([100, 0]);
    expect(weights("backend", "backend-test")).to.deep.equal([0, 100]);
  });

  it("give a new version a tenth, or a fifth more in each step, and then all; nothing undoes it", async () => {
    await up("a new version", { ...release("2"), "webapp:edge.originSecret": { send: 2, accept: [1, 2] } });
    expect(shiftsOf("backend").map(phases)).to.deep.equal(["10 % for 10 min, 100 % for 10 min"]);
    expect(shiftsOf("frontend").map(phases)).to.deep.equal([
      "20 % for 5 min, 40 % for 5 min, 60 % for 5 min, 80 % for 5 min, 100 % for 15 min",
    ]);
    expect([weights("backend"), weights("frontend")]).to.deep.equal([
      [0, 100],
      [0, 100],
    ]);
    expect(weights("backend", "backend-test")).to.deep.equal([100, 0]);
    await changesNothing();
  });

  it("change other things of the rule without the weights", async () => {
    const outcome = await up("a rotation of the header", { "webapp:edge.originSecret": { send: 2, accept: [2, 3] } });
    expect(outcome.having("update")).to.include.members([
      "aws:lb/listenerRule:ListenerRule::frontend",
      "aws:lb/listenerRule:ListenerRule::frontend-test",
    ]);
    expect(weights("frontend")).to.deep.equal([0, 100]);
  });

  it("take a bad version back from either group: at most 11 % of the requests reached it, then none", async () => {
    configure(rehearsal.workspace, { "webapp:backend.environment": { RELEASE: "without-answers" } });
    const failed = await rehearsal.workspace.up();
    expect(failed.exitCode).to.not.equal(0);
    expect(JSON.stringify(failed.diagnostics)).to.match(/rolled back because the CloudWatch alarm.*backend-5xx/);
    const [, shift] = shiftsOf("backend");
    expect(shift?.rolledBackBy).to.match(/^backend-5xx/);
    const requests = shift?.minutes ?? [];
    const sum = (which: "old" | "new"): number => requests.reduce((total, each) => total + each[which], 0);
    expect([sum("new"), sum("old")]).to.deep.equal([200, 1800]);
    expect(sum("new") / (sum("new") + sum("old"))).to.be.at.most(0.11);
    expect(weights("backend")).to.deep.equal([0, 100]);
    expect(rehearsal.edge.outages).to.deep.equal([]);
  });

  it("call functions at their stages; one that fails takes the version back before anybody reached it", async () => {
    const smoke = "arn:aws:lambda:us-east-1:123456789012:function:smoke";
    const { shifts } = rehearsal.world;
    shifts.hookAnswers = ({ stage }) => (stage === "POST_TEST_TRAFFIC_SHIFT" ? "FAILED" : "SUCCEEDED");
    const stages = ["PRE_SCALE_UP", "POST_TEST_TRAFFIC_SHIFT"];
    configure(rehearsal.workspace, {
      [BACKEND]: { strategy: "canary", hooks: [{ function: smoke, stages }] },
      "webapp:backend.environment": { RELEASE: "2b" },
    });
    const failed = await rehearsal.workspace.up();
    expect(JSON.stringify(failed.diagnostics)).to.include(`lifecycle hook ${smoke} failed at POST_TEST_TRAFFIC_SHIFT`);
    expect(shiftsOf("backend").at(-1)).to.deep.include({
      minutes: [],
      rolledBackBy: smoke,
      calls: stages.map((stage) => ({ function: smoke, stage })),
    });
    expect(weights("backend")).to.deep.equal([0, 100]);
    shifts.hookAnswers = () => "SUCCEEDED";
  });

  it("go on with a good one: after two shifts nothing undoes them either", async () => {
    await up("a better version", release("3"));
    expect(shiftsOf("backend").at(-1)?.rolledBackBy).to.equal(undefined);
    expect([weights("backend"), weights("frontend")]).to.deep.equal([
      [100, 0],
      [100, 0],
    ]);
    await changesNothing();
  });

  it("end and begin again in place, with the second group as long as it may have requests", async () => {
    await up("rolling, with both groups", { [BACKEND]: { strategy: "rolling", twoTargetGroups: true } });
    const gone = await up("rolling", { [BACKEND]: "rolling" });
    expect(gone.having("delete")).to.include("aws:lb/targetGroup:TargetGroup::backend-alt");
    configure(rehearsal.workspace, { [BACKEND]: "canary" });
    const refused = await rehearsal.workspace.up();
    expect(JSON.stringify(refused.diagnostics)).to.include(
      "a rolling deployment before you change its deployment strategy",
    );
    const ready = await up("rolling, with both groups again", {
      [BACKEND]: { strategy: "rolling", twoTargetGroups: true },
    });
    const begun = await up("canary", { [BACKEND]: "canary" });
    expect([...gone.having("replace"), ...ready.having("replace"), ...begun.having("replace")]).to.deep.equal([]);
    await up("a version after that", release("4"));
    expect(weights("backend")).to.deep.equal([0, 100]);
    expect(rehearsal.edge.outages).to.deep.equal([]);
  });
});
