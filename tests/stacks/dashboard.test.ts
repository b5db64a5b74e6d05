import { expect } from "chai";

import { sourceProblems } from "../../components/operations";
import { overlaps } from "../support/dashboard";
import { deployStack, type StackDeployment } from "../support/deploy-stack";
import {
  alarmsOf,
  dimensionProblems,
  isEdgeMetric,
  lineOf,
  sourcesOf,
  type Widget,
  widgetsOf,
} from "../support/metrics";
import { deployCombination, forEachCombination } from "./combinations";

const STATE_MACHINE = "aws:sfn/stateMachine:StateMachine";

forEachCombination(({ stack, frontend }, name) => {
  describe(`dashboard of ${name}`, () => {
    let deployment: StackDeployment;
    let widgets: Widget[];

    before(async () => {
      deployment =
        stack === "prod"
          ? await deployCombination({ stack, frontend })
          : await deployStack(stack, { set: [`frontend=${frontend}`, "alerts.dashboard=true"] });
      widgets = widgetsOf(deployment);
    });

    const graphs = () =>
      widgets
        .filter(({ type }) => type === "metric")
        .map(({ properties: { title = "", region, metrics = [] } }) => ({ title, region, lines: metrics.map(lineOf) }));

    it("reads metrics that something publishes, by name, each graph in a region that has them", () => {
      expect(graphs()).to.have.length.above(10);
      for (const { title, region, lines } of graphs()) {
        expect(lines, title).to.have.length.above(0);
        expect(region, title).to.equal(lines.some(isEdgeMetric) ? "us-east-1" : deployment.config.aws.region);
        expect(sourceProblems(lines, sourcesOf(deployment)), title).to.deep.equal([]);
        expect(lines.flatMap((line) => dimensionProblems(title, line))).to.deep.equal([]);
      }
    });

    it("covers nothing with anything, and stays on the grid", () => {
      expect(overlaps(widgets)).to.deep.equal([]);
      for (const { x, width } of widgets) expect(x + width).to.be.at.most(24);
    });

    it("goes from the user to the database and to what keeps it safe", () => {
      const headings = widgets.flatMap(({ type, properties }) =>
        type === "text" ? [(properties as { readonly markdown: string }).markdown.replace("## ", "")] : [],
      );
      const containers = frontend === "ssr";
      expect(headings).to.deep.equal([
        "Edge",
        ...(containers ? ["Load balancer: public"] : []),
        "Load balancer: internal",
        ...(containers ? ["Service: frontend"] : []),
        "Service: backend",
        "Database",
        "Backups and rotation",
        ...(stack === "prod" ? ["Way out"] : []),
      ]);
    });

    it("shows what scaling does as far as Container Insights tells", () => {
      const tasks = graphs().filter(({ title }) => title === "Tasks");
      const read = tasks.map(({ lines }) => lines.map(({ metricName }) => metricName));
      const counts =
        stack === "prod" ? ["DesiredTaskCount", "RunningTaskCount", "PendingTaskCount"] : ["HealthyHostCount"];
      expect(read).to.deep.equal(read.map(() => counts));
      expect(read).to.have.length(frontend === "ssr" ? 2 : 1);
    });

    it("reads at most 50 metrics, which is what AWS gives free", () => {
      expect(graphs().flatMap(({ lines }) => lines)).to.have.length.at.most(50);
    });

    it("follows state machines that exist", () => {
      const machines = deployment.all(STATE_MACHINE).map(({ id }) => id);
      const read = graphs().flatMap(({ lines }) =>
        lines.flatMap(({ dimensions }) => dimensions?.StateMachineArn ?? []),
      );
      expect(read).to.have.length.above(0);
      expect(machines).to.include.members(read);
    });

    it("shows the state of the alarms of its own component and of the rollback alarms", () => {
      const shown = widgets.find(({ type }) => type === "alarm")?.properties.alarms ?? [];
      const expected = alarmsOf(deployment)
        .filter(({ inputs }) => inputs.region === undefined)
        .filter((alarm) => ["observability", "frontend", "backend"].includes(deployment.graph.componentPath(alarm)))
        .map(({ id }) => `arn:aws:cloudwatch:${deployment.config.aws.region}:123456789012:alarm:${id}`);
      expect([...shown].sort()).to.deep.equal(expected.sort());
    });
  });
});
