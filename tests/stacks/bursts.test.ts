import { expect } from "chai";

import { type StackDeployment, deployStack } from "../support/deploy-stack";
import { METRIC_ALARM, dimensionProblems, metricsRead, widgetsOf } from "../support/metrics";
import { overlaps } from "../support/dashboard";
import { runbookNamedIn, runbookSections } from "../support/runbooks";

const set = ["backend.scaling.burst=true", "ssr.scaling.burst={ inFlight: 8 }"];

describe("steps for bursts in prod", () => {
  let deployment: StackDeployment;
  before(async () => {
    deployment = await deployStack("prod", { set });
  });
  const alarms = () => deployment.all(METRIC_ALARM).filter(({ name }) => /-step-(out|in)$/.test(name));

  it("have alarms that are named by stack and service, tell nobody and have a runbook", () => {
    expect(alarms().map(({ inputs }) => inputs.name)).to.have.members([
      "webapp-prod-backend-step-out",
      "webapp-prod-backend-step-in",
      "webapp-prod-frontend-step-out",
      "webapp-prod-frontend-step-in",
    ]);
    for (const alarm of alarms()) {
      expect(alarm.inputs.alarmActions, alarm.name).to.have.length(1);
      expect(alarm.inputs, alarm.name).to.not.have.any.keys("okActions", "insufficientDataActions");
      expect(alarm.inputs.treatMissingData, alarm.name).to.equal("notBreaching");
      expect(runbookSections.has(runbookNamedIn(String(alarm.inputs.alarmDescription)) ?? ""), alarm.name).to.equal(
        true,
      );
      const ofAws = metricsRead(alarm).filter(({ namespace }) => namespace.startsWith("AWS/"));
      expect(ofAws.flatMap((metric) => dimensionProblems(alarm.name, metric))).to.deep.equal([]);
    }
  });

  it("are graphed per service, with the threshold, where nothing covers anything", () => {
    const widgets = widgetsOf(deployment);
    expect(overlaps(widgets)).to.deep.equal([]);
    const graphs = widgets.filter(({ properties }) => properties.title === "Pressure: requests per task");
    const drawn = graphs.map(({ properties }) => JSON.stringify(properties));
    expect(drawn).to.have.length(2);
    for (const [index, service, threshold] of [
      [0, "frontend", 8],
      [1, "backend", 3],
    ] as const) {
      for (const name of ["RequestsInFlight", "RequestsRefused"]) {
        expect(drawn[index]).to.contain(`["webapp-prod/services","${name}","Service","${service}",{"stat":"Average"`);
      }
      expect(drawn[index]).to.contain(`"value":${threshold}`);
    }
    const shown = JSON.stringify(widgets.filter(({ type }) => type === "alarm"));
    expect(shown, "a load is no fault").to.not.match(/step-(out|in)/);
  });

  it("are refused in a service that may have no task at all", async () => {
    const refused = await deployStack("dev", { set: ["backend.scaling.burst=true", "backend.minTasks=0"] }).then(
      () => "",
      String,
    );
    expect(refused).to.contain("webapp:backend.scaling.burst = true needs webapp:backend.minTasks of at least 1");
  });
});
