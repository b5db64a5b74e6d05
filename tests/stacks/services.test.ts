import { expect } from "chai";

import { deployStack, type StackDeployment } from "../support/deploy-stack";
import { officeHours } from "../support/off-hours";

/** Everything that goes by the list of services, switched on. */
const EVERYTHING = [
  ...officeHours(),
  'ssr.secrets={"SESSION_KEY":"create"}',
  "alerts.alarms=full",
  "alerts.dashboard=true",
  "protection.regionalWaf=true",
  "protection.shieldAdvanced=true",
];

const deployed = (frontend: "ssr" | "spa"): Promise<StackDeployment> =>
  deployStack("dev", { set: [`frontend=${frontend}`, ...EVERYTHING] });

/** First words of the names that end so, in alphabetical order. */
const startsOf = (names: readonly string[], end: string): string[] =>
  names
    .filter((name) => name.endsWith(end))
    .map((name) => name.slice(0, -end.length))
    .sort();

const namesOf = (deployment: StackDeployment, type: string): string[] => deployment.all(type).map(({ name }) => name);

describe("services of a variant", () => {
  for (const [frontend, services, balancers] of [
    ["ssr", ["backend", "frontend"], ["internal", "public"]],
    ["spa", ["backend"], ["internal"]],
  ] as const) {
    it(`${frontend}: are run, listed in the outputs, watched, stopped at night and restarted`, async () => {
      const made = await deployed(frontend);
      const alarms = namesOf(made, "aws:cloudwatch/metricAlarm:MetricAlarm");
      const schedules = namesOf(made, "aws:scheduler/schedule:Schedule");
      expect(namesOf(made, "aws:ecs/service:Service").sort(), "run").to.deep.equal(services);
      expect(startsOf(Object.keys(made.outputs), "ServiceName")).to.deep.equal(services);
      expect(startsOf(Object.keys(made.outputs), "TaskDefinitionArn")).to.deep.equal(services);
      expect(startsOf(alarms, "-none-healthy"), "watched").to.deep.equal(services);
      expect(startsOf(alarms, "-elb-5xx"), "watched load balancers").to.deep.equal(balancers);
      expect(schedules.filter((name) => /^stop-(?!database)/.test(name)).sort(), "stopped at night").to.deep.equal(
        services.map((name) => `stop-${name}`),
      );
      expect(startsOf(namesOf(made, "webapp:data:SecretRedeploy"), "-redeploy"), "restarted").to.deep.equal(services);
    });

    it(`${frontend}: show their restarts and rollback alarms on the dashboard`, async () => {
      const made = await deployed(frontend);
      const body = String(made.only("aws:cloudwatch/dashboard:Dashboard").inputs.dashboardBody);
      const inOrder = (pattern: RegExp) => [...new Set([...body.matchAll(pattern)].map(([, name]) => name))];
      expect(inOrder(/"(\w+) failed"/g)).to.deep.equal(services);
      expect(inOrder(/:alarm:(\w+)-unhealthy/g)).to.deep.equal(services);
    });

    it(`${frontend}: have only their public load balancers protected besides the edge`, async () => {
      const made = await deployed(frontend);
      const isPublic = frontend === "ssr";
      expect(namesOf(made, "webapp:security:Firewall")).to.deep.equal(isPublic ? ["regional-firewall"] : []);
      const shielded = namesOf(made, "aws:shield/protection:Protection");
      expect(startsOf(shielded, "-alb")).to.deep.equal(isPublic ? ["shield-public"] : []);
    });
  }
});
