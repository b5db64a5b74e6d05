import { expect } from "chai";

import { sourceProblems } from "../../components/operations";
import type { GraphResource } from "@toolkit/offline/graph";
import { deployStack, type StackDeployment } from "../support/deploy-stack";
import {
  alarmsOf,
  COMPOSITE_ALARM,
  dimensionProblems,
  isEdgeMetric,
  isTopic,
  METRIC_ALARM,
  metricsRead,
  sourcesOf,
  strings,
} from "../support/metrics";
import { type Publisher, publishProblems } from "../support/publish";
import { runbookNamedIn, runbookSections } from "../support/runbooks";
import { deployCombination, forEachCombination } from "./combinations";

const EVENT_TARGET = "aws:cloudwatch/eventTarget:EventTarget";

forEachCombination((combination, name) => {
  describe(`alarms of ${name}`, () => {
    let deployment: StackDeployment;
    let home: string;
    let account: string;

    before(async () => {
      deployment = await deployCombination(combination);
      home = deployment.config.aws.region;
      account = deployment.config.aws.allowedAccountIds?.[0] ?? expect.fail("no account");
    });

    const regionOf = ({ inputs }: GraphResource): string => (typeof inputs.region === "string" ? inputs.region : home);
    const topicsOf = (alarm: GraphResource): string[] => strings(alarm.inputs.alarmActions).filter(isTopic);
    const problemsOf = (service: string, sourceArn: string, topics: readonly string[]): string[] => {
      const publisher: Publisher = { service, account, sourceArn };
      return topics.flatMap((topic) =>
        publishProblems(deployment, topic, publisher).map((problem) => `${sourceArn}: ${problem}`),
      );
    };

    it("each tells a topic of its own region, when it fires and when it is over", () => {
      expect(alarmsOf(deployment)).to.have.length.above(5);
      for (const alarm of alarmsOf(deployment)) {
        const topics = topicsOf(alarm);
        expect(topics, alarm.name).to.have.length(1);
        expect(topics[0]?.split(":")[3], alarm.name).to.equal(regionOf(alarm));
        expect(strings(alarm.inputs.okActions), alarm.name).to.deep.equal(topics);
        expect(alarm.inputs, alarm.name).not.to.have.property("actionsEnabled", false);
      }
    });

    it("the topics' policies and keys let each publish", () => {
      const problems = alarmsOf(deployment).flatMap((alarm) => {
        const arn = `arn:aws:cloudwatch:${regionOf(alarm)}:${account}:alarm:${alarm.id}`;
        return problemsOf("cloudwatch.amazonaws.com", arn, topicsOf(alarm));
      });
      expect(problems).to.deep.equal([]);
    });

    it("the topics' policies and keys let events, database and budget publish", () => {
      const notifications = deployment.only("aws:budgets/budget:Budget").inputs.notifications;
      const budgetTopics = (notifications as { readonly subscriberSnsTopicArns: string[] }[]).flatMap(
        ({ subscriberSnsTopicArns }) => subscriberSnsTopicArns,
      );
      expect(budgetTopics).to.have.length(3);
      const problems = [
        ...deployment.all(EVENT_TARGET).flatMap(({ inputs }) => {
          const rule = `arn:aws:events:${home}:${account}:rule/${String(inputs.rule)}`;
          return problemsOf("events.amazonaws.com", rule, [String(inputs.arn)].filter(isTopic));
        }),
        ...deployment.all("aws:rds/eventSubscription:EventSubscription").flatMap(({ inputs, id }) => {
          const subscription = `arn:aws:rds:${home}:${account}:es:${id}`;
          return problemsOf("events.rds.amazonaws.com", subscription, [String(inputs.snsTopic)]);
        }),
        ...problemsOf("budgets.amazonaws.com", `arn:aws:budgets::${account}:budget/monthly`, budgetTopics),
      ];
      expect(problems).to.deep.equal([]);
    });

    it("each reads metrics that something publishes, in their region, under names and suffixes", () => {
      for (const alarm of deployment.all(METRIC_ALARM)) {
        const metrics = metricsRead(alarm);
        expect(metrics, alarm.name).to.have.length.above(0);
        expect(sourceProblems(metrics, sourcesOf(deployment)), alarm.name).to.deep.equal([]);
        expect(metrics.flatMap((metric) => dimensionProblems(alarm.name, metric))).to.deep.equal([]);
        expect(regionOf(alarm), alarm.name).to.equal(metrics.some(isEdgeMetric) ? "us-east-1" : home);
      }
    });

    it("each says what silence means", () => {
      const meanings = ["breaching", "notBreaching", "ignore", "missing"];
      for (const alarm of deployment.all(METRIC_ALARM)) {
        expect(alarm.inputs.treatMissingData, alarm.name).to.be.oneOf(meanings);
      }
    });

    it("each sends its reader to a section of a runbook that exists", () => {
      const texts = [
        ...alarmsOf(deployment).map(({ name, inputs }) => ({ name, text: String(inputs.alarmDescription) })),
        ...deployment
          .all(EVENT_TARGET)
          .filter(({ inputs }) => isTopic(inputs.arn) && inputs.inputTransformer !== undefined)
          .map(({ name, inputs }) => ({ name, text: JSON.stringify(inputs.inputTransformer) })),
      ];
      const lost = texts.filter(({ text }) => !runbookSections.has(runbookNamedIn(text) ?? ""));
      expect(lost).to.deep.equal([]);
    });

    it("a composite watches alarms of its own region that exist", () => {
      const known = deployment.all(METRIC_ALARM).map((alarm) => `${regionOf(alarm)} ${alarm.id}`);
      for (const composite of deployment.all(COMPOSITE_ALARM)) {
        const names = [...String(composite.inputs.alarmRule).matchAll(/ALARM\("([^"]+)"\)/g)].map(([, id = ""]) => id);
        expect(names).to.have.length.above(2);
        expect(known).to.include.members(names.map((id) => `${regionOf(composite)} ${id}`));
      }
      expect(deployment.all(COMPOSITE_ALARM)).to.have.length(combination.stack === "prod" ? 1 : 0);
    });
  });
});

describe("essential alarms", () => {
  it("are six in dev, beside the two that repair the NAT instance and the budget", async () => {
    const deployment = await deployCombination({ stack: "dev", frontend: "ssr" });
    const names = deployment.all(METRIC_ALARM).map(({ name }) => name);
    const repair = ["egress-nat-instance-a-system", "egress-nat-instance-a-instance"];
    expect(names.sort()).to.deep.equal(
      [
        "backend-5xx",
        "backend-unhealthy",
        "backup-missing",
        "database-storage",
        "frontend-5xx",
        "frontend-unhealthy",
        ...repair,
      ].sort(),
    );
    expect(deployment.all("aws:budgets/budget:Budget")).to.have.length(1);
  });

  it("need no topic in us-east-1, and no alarm there", async () => {
    const deployment = await deployCombination({ stack: "dev", frontend: "spa" });
    expect(deployment.all("aws:sns/topic:Topic")).to.have.length(1);
    expect(alarmsOf(deployment).filter(({ inputs }) => inputs.region !== undefined)).to.deep.equal([]);
  });
});

describe("all alarms without Container Insights", () => {
  it("count healthy tasks instead", async () => {
    const deployment = await deployStack("dev", { set: ["alerts.alarms=full"] });
    const names = deployment.all(METRIC_ALARM).map(({ name }) => name);
    expect(names).to.include.members(["backend-below-floor", "frontend-below-floor"]);
    const read = deployment.all(METRIC_ALARM).flatMap(metricsRead);
    expect(sourceProblems(read, sourcesOf(deployment))).to.deep.equal([]);
  });
});

describe("alarms of what is optional", () => {
  for (const [stack, ...set] of [
    ["prod", "protection.cisAlarms=true"],
    ["dev", "alerts.alarms=full", "backend.capacity=ec2Spot", "network.nat=single"],
  ] as const) {
    it(`${stack} with ${set.join(", ")}: a topic, a meaning of silence and a runbook each`, async () => {
      const deployment = await deployStack(stack, { set });
      const plain = await deployStack(stack, { set: [] });
      const known = new Set(alarmsOf(plain).map(({ name }) => name));
      const added = alarmsOf(deployment).filter(({ name }) => !known.has(name));
      expect(added).to.have.length.above(3);
      for (const { name, inputs } of added) {
        expect(strings(inputs.alarmActions).filter(isTopic), name).to.have.length(1);
        expect(runbookSections.has(runbookNamedIn(String(inputs.alarmDescription)) ?? ""), name).to.equal(true);
      }
      for (const alarm of added.filter(({ type }) => type === METRIC_ALARM)) {
        expect(alarm.inputs.treatMissingData, alarm.name).to.be.a("string");
        expect(metricsRead(alarm).flatMap((metric) => dimensionProblems(alarm.name, metric))).to.deep.equal([]);
      }
    });
  }
});
