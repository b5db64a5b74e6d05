import { expect } from "chai";

import { T } from "@toolkit/offline/aws-types";
import { shown } from "@toolkit/rehearsal/protocol/values";
import { configure, deployed, succeeded } from "../../../tools/lifecycles/rehearsal";
import { difference, inSync } from "../../../tools/lifecycles/retained";

const BURST = ["webapp:backend.scaling.burst", "webapp:ssr.scaling.burst"] as const;
const set = (value: unknown) => Object.fromEntries(BURST.map((key) => [key, value]));

describe("steps for bursts on a live dev ssr", () => {
  it("come up, change nothing in a second up, and leave nothing when they are off again", async () => {
    const rehearsal = await deployed("dev", set(true));
    try {
      const { account } = rehearsal.world;
      const policies = () => account.all(T.scalingPolicy).filter(({ inputs }) => inputs.policyType === "StepScaling");
      const alarms = () => account.all(T.metricAlarm).map(({ outputs }) => shown(outputs.name));
      const stepping = () => alarms().filter((name) => /-step-(out|in)$/.test(name));
      expect(policies()).to.have.length(4);
      expect(stepping().sort()).to.deep.equal(
        ["backend-step-in", "backend-step-out", "frontend-step-in", "frontend-step-out"].map(
          (key) => `webapp-dev-${key}`,
        ),
      );
      const arns = policies().map(({ outputs }) => shown(outputs.arn));
      const actions = account.all(T.metricAlarm).flatMap(({ inputs }) => inputs.alarmActions ?? []);
      expect(actions).to.include.members(arns);

      const idle = succeeded(await rehearsal.workspace.up(), "a second up");
      expect(idle.changes).to.deep.equal([]);

      configure(rehearsal.workspace, set(false));
      succeeded(await rehearsal.workspace.up(), "off again");
      expect([policies(), stepping()]).to.deep.equal([[], []]);
      expect(await difference(account, rehearsal.workspace)).to.deep.equal(inSync);
      for (const { inputs } of account.all(T.scalingPolicy)) {
        expect(JSON.stringify(inputs)).to.not.contain("disableScaleIn");
      }
    } finally {
      await rehearsal.close();
    }
  });
});
