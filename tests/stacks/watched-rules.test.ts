import { expect } from "chai";

import { deployStack } from "../support/deploy-stack";
import { officeHours } from "../support/off-hours";
import { forEachCombination } from "./combinations";

/** Everything that makes a rule, and every alarm. */
const SETTINGS = {
  dev: ["alerts.alarms=full", "backend.secrets.TOKEN=create", ...officeHours()],
  prod: ["backend.secrets.TOKEN=create"],
};

describe("rules of EventBridge", () => {
  forEachCombination(({ stack, frontend }, name) => {
    it(`tell when they could not deliver an event: ${name}`, async () => {
      const deployment = await deployStack(stack, { set: [`frontend=${frontend}`, ...SETTINGS[stack]], mode: "known" });
      const watched = deployment
        .all("aws:cloudwatch/metricAlarm:MetricAlarm")
        .filter(({ inputs }) => inputs.metricName === "FailedInvocations")
        .map(({ inputs }) => (inputs.dimensions as { RuleName: string }).RuleName);
      const rules = deployment.all("aws:cloudwatch/eventRule:EventRule").map(({ id }) => id);
      expect(rules).to.have.length.of.at.least(3);
      expect(watched.sort()).to.deep.equal(rules.sort());
    });
  });
});
