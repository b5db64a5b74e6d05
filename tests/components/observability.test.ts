import { expect } from "chai";

import { Observability, type ObservabilityArgs } from "../../components/operations/observability";
import { ACCOUNT_ID } from "@toolkit/offline/capture";
import { deploy, refusal } from "@toolkit/offline/testing";
import { watched } from "../unit/observability/facts";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const REGIONAL = `arn:aws:sns:eu-west-1:${ACCOUNT_ID}:alarms`;
const EDGE = `arn:aws:sns:us-east-1:${ACCOUNT_ID}:edge-alarms`;

const args = (change: Partial<ObservabilityArgs> = {}): ObservabilityArgs => ({
  account: { prefix: "webapp-test", accountId: ACCOUNT_ID, region: "eu-west-1", partition: "aws" },
  alarms: "full",
  topics: { regional: REGIONAL, edge: EDGE },
  watched,
  parameterGroupName: "database-1",
  dashboard: true,
  budget: { monthlyUsd: 400, email: "ops@example.com" },
  ...change,
});
const build = (change: Partial<ObservabilityArgs> = {}) =>
  deploy(() => new Observability("observability", args(change)));

describe("Observability", () => {
  it("makes an alarm of one metric", async () => {
    const deployment = await build();
    expect(deployment.inputs(ALARM, "database-connections")).to.deep.equal({
      name: "webapp-test-database-connections",
      alarmDescription:
        "[warning] webapp-test: The database has more than 80 % of its 149 connections open. Runbook: docs/runbooks/database.md#connections-running-out",
      namespace: "AWS/RDS",
      metricName: "DatabaseConnections",
      dimensions: { DBInstanceIdentifier: "webapp-test-database-1" },
      statistic: "Maximum",
      period: 300,
      evaluationPeriods: 3,
      datapointsToAlarm: 3,
      comparisonOperator: "GreaterThanThreshold",
      threshold: 119,
      treatMissingData: "missing",
      alarmActions: [REGIONAL],
      okActions: [REGIONAL],
    });
  });

  it("makes an alarm of a percentile, which a few requests do not decide", async () => {
    const inputs = (await build()).inputs(ALARM, "public-slow");
    expect(inputs).to.include({ extendedStatistic: "p95", evaluateLowSampleCountPercentiles: "ignore" });
    expect(inputs).not.to.have.property("statistic");
  });

  it("makes an alarm of a calculation", async () => {
    const inputs = (await build()).inputs(ALARM, "backend-below-desired");
    const dimensions = { ClusterName: "webapp-test-cluster", ServiceName: "backend-1" };
    const query = (id: string, metricName: string) => ({
      id,
      metric: { namespace: "ECS/ContainerInsights", metricName, dimensions, period: 60, stat: "Average" },
    });
    expect(inputs.metricQueries).to.deep.equal([
      { id: "result", expression: "desired - running", label: "desired - running", returnData: true },
      query("desired", "DesiredTaskCount"),
      query("running", "RunningTaskCount"),
    ]);
    expect(inputs).not.to.have.any.keys("namespace", "metricName", "dimensions", "period", "statistic");
  });

  it("watches the edge in us-east-1, with the topic there", async () => {
    const deployment = await build();
    expect(deployment.inputs(ALARM, "edge-errors")).to.deep.include({
      region: "us-east-1",
      dimensions: { DistributionId: "EDFDVBD6EXAMPLE", Region: "Global" },
      alarmActions: [EDGE],
      okActions: [EDGE],
    });
    expect(deployment.inputs(ALARM, "edge-blocked")).to.deep.include({
      region: "us-east-1",
      dimensions: { WebACL: "webapp-test", Rule: "ALL" },
    });
    const elsewhere = deployment.all(ALARM).filter(({ inputs }) => inputs.region !== undefined);
    expect(elsewhere.map(({ name }) => name)).to.deep.equal(["edge-errors", "edge-blocked"]);
  });

  it("says once that the application is down", async () => {
    const deployment = await build();
    const outage = deployment.named("down", "aws:cloudwatch/compositeAlarm:CompositeAlarm");
    expect(outage.inputs).to.deep.equal({
      alarmName: "webapp-test-down",
      alarmDescription:
        "[critical] webapp-test: The application is down. Runbook: docs/runbooks/services.md#the-application-is-down",
      alarmRule: [
        'ALARM("webapp-test-public-elb-5xx")',
        'ALARM("webapp-test-internal-elb-5xx")',
        'ALARM("webapp-test-frontend-none-healthy")',
        'ALARM("webapp-test-backend-none-healthy")',
        'ALARM("webapp-test-database-silent")',
      ].join(" OR "),
      alarmActions: [REGIONAL],
      okActions: [REGIONAL],
    });
    expect(deployment.waitsFor(outage, deployment.named("database-silent", ALARM))).to.equal(true);
  });

  it("tells of failed deployments of this cluster", async () => {
    const deployment = await build();
    const { eventPattern } = deployment.inputs("aws:cloudwatch/eventRule:EventRule");
    expect(JSON.parse(String(eventPattern))).to.deep.equal({
      source: ["aws.ecs"],
      "detail-type": ["ECS Deployment State Change"],
      detail: { eventName: ["SERVICE_DEPLOYMENT_FAILED"] },
      resources: [{ prefix: `arn:aws:ecs:eu-west-1:${ACCOUNT_ID}:service/webapp-test-cluster/` }],
    });
    expect(deployment.inputs("aws:cloudwatch/eventTarget:EventTarget")).to.include({ arn: REGIONAL });
  });

  it("subscribes to the events that RDS.20 to RDS.22 ask for", async () => {
    const deployment = await build();
    const inputs = (name: string) => deployment.inputs("aws:rds/eventSubscription:EventSubscription", name);
    expect(inputs("database-instance")).to.deep.equal({
      snsTopic: REGIONAL,
      sourceType: "db-instance",
      sourceIds: ["webapp-test-database-1"],
      eventCategories: ["availability", "configuration change", "failover", "failure", "low storage", "maintenance"],
    });
    expect(inputs("database-parameters")).to.deep.include({
      sourceType: "db-parameter-group",
      sourceIds: ["database-1"],
      eventCategories: ["configuration change"],
    });
    expect(inputs("database-groups")).to.deep.include({
      sourceType: "db-security-group",
      eventCategories: ["configuration change", "failure"],
    });
  });

  it("budgets the month, with a warning before it is spent", async () => {
    const deployment = await build();
    const notification = (notificationType: string, threshold: number) => ({
      notificationType,
      threshold,
      comparisonOperator: "GREATER_THAN",
      thresholdType: "PERCENTAGE",
      subscriberSnsTopicArns: [REGIONAL],
      subscriberEmailAddresses: ["ops@example.com"],
    });
    expect(deployment.inputs("aws:budgets/budget:Budget")).to.deep.equal({
      name: "webapp-test-monthly",
      budgetType: "COST",
      timeUnit: "MONTHLY",
      limitAmount: "400.00",
      limitUnit: "USD",
      costTypes: { includeCredit: false, includeRefund: false },
      notifications: [notification("FORECASTED", 100), notification("ACTUAL", 80), notification("ACTUAL", 100)],
    });
  });

  it("makes an alarm for the database, two for each worker, the budget and no more where only the essential is wanted", async () => {
    const deployment = await build({ alarms: "essential", topics: { regional: REGIONAL }, dashboard: false });
    expect(deployment.graph.managed.map(({ name }) => name).sort()).to.deep.equal([
      "database-storage",
      "monthly",
      "thumbnails-dead-letters",
      "thumbnails-oldest-message",
    ]);
    const budget = await build({ budget: { monthlyUsd: 1 } });
    expect(JSON.stringify(budget.inputs("aws:budgets/budget:Budget"))).not.to.contain("subscriberEmailAddresses");
  });

  it("refuses graphs of metrics that nothing publishes", async () => {
    const metric = {
      namespace: "AWS/RDS",
      metricName: "BurstBalance",
      statistic: "Average",
      subject: { kind: "database" },
    } as const;
    const extraGraphs = [{ title: "Burst", lines: [{ label: "burst", metric }] }];
    expect(await refusal(() => new Observability("observability", args({ extraGraphs })))).to.contain(
      "observability: AWS/RDS BurstBalance has no data",
    );
  });

  it("refuses a service whose load balancer nobody watches, and a firewall without a name", async () => {
    const { webAclMetricName: _, ...nameless } = watched;
    const loadBalancers = { internal: watched.loadBalancers.internal ?? expect.fail() };
    const message = await refusal(
      () => new Observability("observability", args({ watched: { ...nameless, loadBalancers } })),
    );
    expect(message).to.contain('frontend is behind "public": watch that load balancer too.');
    expect(message).to.contain("waf is on, but webAclMetricName does not say under which name it counts.");
  });
});
