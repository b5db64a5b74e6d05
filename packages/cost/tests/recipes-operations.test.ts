import { expect } from "chai";

import { estimate, formulas } from "../src";
import { costOf, linesOf, prices, resource, usage } from "./support/fixtures";

const { toCents, DAYS_PER_MONTH } = formulas;

describe("alarms", () => {
  const alarm = (inputs: object) => [resource("aws:cloudwatch/metricAlarm:MetricAlarm", "alarm", inputs)];

  it("cost by metric, resolution and anomaly detection", () => {
    expect(costOf(alarm({ period: 60 }), "alarm")).to.equal(0.1);
    expect(costOf(alarm({ period: 10 }), "alarm")).to.equal(0.3);
    const maths = [
      { id: "e", expression: "a/b" },
      { id: "a", metric: {} },
      { id: "b", metric: {} },
    ];
    expect(costOf(alarm({ metricQueries: maths }), "alarm")).to.equal(0.2);
    expect(toCents(costOf(alarm({ comparisonOperator: "GreaterThanUpperThreshold" }), "alarm"))).to.equal(0.3);
  });

  it("of high resolution bill the custom metrics that they read, each once", () => {
    const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
    const metric = (metricName: string, more: object = {}) => ({
      metric: { namespace: "shop", metricName, dimensions: { Service: "web" }, period: 10, ...more },
    });
    const all = [
      resource(ALARM, "first", { metricQueries: [{ expression: "a+b" }, metric("a"), metric("b")] }),
      resource(ALARM, "second", { metricQueries: [metric("b"), metric("b", { dimensions: { Service: "api" } })] }),
      resource(ALARM, "third", { metricQueries: [metric("c", { period: 60 }), metric("d", { namespace: "AWS/ECS" })] }),
      resource(ALARM, "slow", { metricQueries: [metric("e", { period: 60 })] }),
    ];
    const lines = (name: string) => linesOf(all, name).map((line) => [line.name, line.monthlyQuantity]);
    expect(lines("first")).to.deep.equal([
      ["Alarm (high resolution)", 2],
      ["Custom metrics that it reads", 2],
    ]);
    expect(lines("second")).to.deep.equal([
      ["Alarm (high resolution)", 2],
      ["Custom metrics that it reads", 1],
    ]);
    expect(lines("third")).to.deep.equal([["Alarm (high resolution)", 2]]);
    expect(lines("slow")).to.deep.equal([["Alarm", 1]]);
    expect(toCents(costOf(all, "first"))).to.equal(1.2);
  });

  it("that scale a service bill the log lines by which its tasks publish", () => {
    const on = (type: string, name: string, inputs: object, ...others: { readonly urn: string }[]) =>
      resource(type, name, inputs, { dependsOn: others.map(({ urn }) => urn) });
    const service = resource("aws:ecs/service:Service", "web", { desiredCount: 2 });
    const target = on("aws:appautoscaling/target:Target", "web", { minCapacity: 2, maxCapacity: 9 }, service);
    const policy = on("aws:appautoscaling/policy:Policy", "out", { policyType: "StepScaling" }, target);
    const alarm = on("aws:cloudwatch/metricAlarm:MetricAlarm", "busy", { namespace: "shop", period: 10 }, policy);
    const published = (metricLineKb: number) =>
      linesOf([service, target, policy, alarm], "busy", usage({ logs: { metricLineKb } })).find(({ name }) =>
        name.startsWith("Log lines"),
      );
    // Two tasks, six lines a minute, 0.4 kB each.
    expect(published(0.4)?.monthlyQuantity).to.be.closeTo((2 * 6 * 60 * 730 * 0.4) / 1e6, 1e-9);
    expect(published(0)?.monthlyQuantity).to.equal(0);
  });

  it("come in pairs with target tracking and managed scaling, not with steps", () => {
    const policy = (policyType: string) => [resource("aws:appautoscaling/policy:Policy", "policy", { policyType })];
    expect(costOf(policy("TargetTrackingScaling"), "policy")).to.equal(0.2);
    expect(costOf(policy("StepScaling"), "policy")).to.equal(0);
    const metrics = [{ expression: "a / b" }, { metricStat: {} }, { metricStat: {} }, { metricStat: {} }];
    const computed = resource("aws:appautoscaling/policy:Policy", "computed", {
      policyType: "TargetTrackingScaling",
      targetTrackingScalingPolicyConfiguration: { customizedMetricSpecification: { metrics } },
    });
    expect(toCents(costOf([computed], "computed"))).to.equal(0.6);
    const provider = resource("aws:ecs/capacityProvider:CapacityProvider", "provider", {
      autoScalingGroupProvider: { managedScaling: { status: "ENABLED" } },
    });
    expect(costOf([provider], "provider")).to.equal(0.2);
  });

  it("cost 0.50 USD when composite", () => {
    expect(costOf([resource("aws:cloudwatch/compositeAlarm:CompositeAlarm", "down")], "down")).to.equal(0.5);
  });
});

describe("queues", () => {
  const queue = (name: string, inputs: object = {}) => resource("aws:sqs/queue:Queue", name, inputs);
  const requests = (name: string, ...all: ReturnType<typeof queue>[]) =>
    linesOf(all, name, usage({ operations: { queueMessages: 4_000_000, notifications: 3_000_000 } }))[0];

  const dependent = (type: string, inputs: object, properties: Readonly<Record<string, readonly string[]>>) =>
    resource(type, "dependent", inputs, { propertyDependencies: properties });
  const dead = queue("dead", { name: "dead" });

  it("that are worked off share the messages, three requests each; the others share what failed", () => {
    const redriven = { propertyDependencies: { redrivePolicy: [dead.urn] } };
    const one = resource("aws:sqs/queue:Queue", "one", { redrivePolicy: "{}" }, redriven);
    const all = [one, queue("two"), dead];
    expect(requests("one", ...all)?.monthlyQuantity).to.equal(6);
    expect(requests("two", ...all)?.monthlyQuantity).to.equal(6);
    expect(requests("dead", ...all)?.monthlyQuantity).to.equal(3);
    expect(toCents(requests("one", ...all)?.monthlyCost ?? 0)).to.equal(2.4);
  });

  it("take failures of what names them so, in an input or a part of one, and not what only uses them", () => {
    const worked = queue("worked", { name: "worked" });
    const target = { arn: "arn:aws:sqs:::worked", deadLetterConfig: { arn: "arn:aws:sqs:::dead" } };
    const naming = [
      dependent("aws:scheduler/schedule:Schedule", { target }, { target: [worked.urn, dead.urn] }),
      dependent("aws:cloudwatch/eventTarget:EventTarget", {}, { deadLetterConfig: [dead.urn] }),
      dependent(
        "aws:sns/topicSubscription:TopicSubscription",
        {},
        { redrivePolicy: [dead.urn], endpoint: [worked.urn] },
      ),
      dependent(
        "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
        { destinationConfig: { onFailure: { destination: "dead" } } },
        { destinationConfig: [dead.urn] },
      ),
    ];
    for (const one of naming) {
      expect(requests("dead", worked, dead, one)?.monthlyQuantity, one.type).to.equal(3);
      expect(requests("worked", worked, dead, one)?.monthlyQuantity, one.type).to.equal(12);
    }
    const alarm = dependent("aws:cloudwatch/metricAlarm:MetricAlarm", { dimensions: {} }, { dimensions: [dead.urn] });
    expect(requests("dead", dead, alarm)?.monthlyQuantity).to.equal(12);
  });

  it("have another price when they keep the order", () => {
    const fifo = requests("one", queue("one", { redrivePolicy: "{}", fifoQueue: true }));
    expect(toCents(fifo?.monthlyCost ?? 0)).to.equal(6);
  });
});

describe("logs", () => {
  const group = (name: string, retentionInDays: number) =>
    resource("aws:cloudwatch/logGroup:LogGroup", name, { retentionInDays });

  it("go to the group of the resource that writes them and share a kind", () => {
    const groups = [group("a", 30), group("b", 30), group("c", 30)];
    const writer = (target: { urn: string }, type: string) => resource(type, "writer", {}, { dependsOn: [target.urn] });
    const [a, b, c] = groups as [(typeof groups)[0], (typeof groups)[0], (typeof groups)[0]];
    const all = [
      ...groups,
      writer(a, "aws:ec2/flowLog:FlowLog"),
      writer(b, "aws:ecs/taskDefinition:TaskDefinition"),
      c,
    ];
    const month = usage({ logs: { flowGb: 3, applicationGb: 10 } });
    const ingested = ["a", "b", "c"].map((name) => linesOf(all.slice(0, 5), name, month)[0]?.monthlyQuantity);
    expect(ingested).to.deep.equal([3, 5, 5]);
  });

  it("are stored compressed, as long as the retention says, a year if it says nothing", () => {
    const stored = (days: number) =>
      linesOf([group("app", days)], "app", usage({ logs: { applicationGb: 10 } }))[1]?.monthlyQuantity;
    expect(stored(90)).to.be.closeTo((1.5 * 90) / DAYS_PER_MONTH, 1e-9);
    expect(stored(0)).to.be.closeTo((1.5 * 365) / DAYS_PER_MONTH, 1e-9);
  });

  it("show three dashboards for free, unless one draws more than 50 metrics; expressions do not count", () => {
    const dashboard = (name: string, metrics: number) => {
      const drawn = [...Array.from({ length: metrics }, () => ["AWS/ECS", "Cpu"]), [{ expression: "m1 / m2" }]];
      const dashboardBody = JSON.stringify({ widgets: [{ type: "text" }, { properties: { metrics: drawn } }] });
      return resource("aws:cloudwatch/dashboard:Dashboard", name, { dashboardBody });
    };
    const all = [dashboard("a", 50), dashboard("b", 51), dashboard("c", 0), dashboard("d", 1)];
    expect(all.map(({ name }) => costOf(all, name))).to.deep.equal([0, 3, 0, 3]);
  });

  it("cost a metric for each filter, always with a default value", () => {
    const filter = (transformation: object) => [
      resource("aws:cloudwatch/logMetricFilter:LogMetricFilter", "filter", { metricTransformation: transformation }),
    ];
    const month = usage({ operations: { metricFilterPercent: 10 } });
    expect(costOf(filter({ defaultValue: "0" }), "filter", month)).to.equal(0.3);
    expect(toCents(costOf(filter({ name: "x" }), "filter", month))).to.equal(0.03);
  });

  it("cost delivery to S3 from flow logs and the firewall", () => {
    const month = usage({ logs: { flowGb: 4, firewallGb: 2 } });
    const flow = resource("aws:ec2/flowLog:FlowLog", "flow", { logDestinationType: "s3" });
    expect(costOf([flow], "flow", month)).to.equal(1);
    const waf = (arn: string) => [
      resource("aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration", "waf", {
        logDestinationConfigs: [arn],
      }),
    ];
    expect(costOf(waf("arn:aws:s3:::aws-waf-logs-x"), "waf", month)).to.equal(0.5);
    expect(costOf(waf("arn:aws:logs:us-east-1:1:log-group:aws-waf-logs-x"), "waf", month)).to.equal(0);
  });
});

describe("Container Insights", () => {
  const cluster = (value: string) =>
    resource("aws:ecs/cluster:Cluster", "cluster", { settings: [{ name: "containerInsights", value }] });
  const definition = resource("aws:ecs/taskDefinition:TaskDefinition", "task", { cpu: "256", memory: "512" });
  const services = ["shop", "orders"].map((name) =>
    resource(
      "aws:ecs/service:Service",
      name,
      { desiredCount: 2 },
      { propertyDependencies: { taskDefinition: [definition.urn] } },
    ),
  );

  it("costs 42 metrics for two services, nothing when off", () => {
    const metrics = linesOf([cluster("enabled"), definition, ...services], "cluster")[0];
    expect(metrics?.monthlyQuantity).to.equal(42);
    expect(toCents(metrics?.monthlyCost ?? 0)).to.equal(12.6);
    expect(linesOf([cluster("disabled"), definition, ...services], "cluster")).to.be.empty;
  });

  it("costs by source when enhanced", () => {
    const [metrics] = linesOf([cluster("enhanced"), definition, ...services], "cluster");
    expect(metrics).to.include({ priceKey: "cw.insights.ecs.enhanced.metric", monthlyQuantity: 13 * (1 + 4 + 8) });
  });
});

describe("keys, secrets and protection", () => {
  it("a key costs a dollar and another for each of its first two rotations", () => {
    const key = [resource("aws:kms/key:Key", "key", { enableKeyRotation: true })];
    expect(costOf(key, "key")).to.equal(1);
    expect(costOf(key, "key", usage({ operations: { keyRotations: 2 } }))).to.equal(3);
  });

  it("an edge ACL counts every request, a regional one the dynamic ones", () => {
    const month = usage({ traffic: { pageViews: 1e6, dynamicRequestsPerPageView: 4, edgeObjectsPerPageView: 12 } });
    const acl = (scope: string) => [resource("aws:wafv2/webAcl:WebAcl", "acl", { scope, rules: [{}, {}, {}, {}] })];
    expect(toCents(costOf(acl("CLOUDFRONT"), "acl", month))).to.equal(9 + 9.6);
    expect(toCents(costOf(acl("REGIONAL"), "acl", month))).to.equal(9 + 2.4);
  });

  it("Shield Advanced costs 3,000 USD once, however much it protects", () => {
    const protections = ["a", "b", "c"].map((name) => resource("aws:shield/protection:Protection", name));
    const { fixed } = estimate({ resources: protections, region: "us-east-1", usage: usage(), prices });
    expect(fixed).to.equal(3000);
  });
});
