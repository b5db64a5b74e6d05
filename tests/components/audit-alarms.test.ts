import { readFileSync } from "node:fs";

import { expect } from "chai";

import { AuditAlarms, auditEvents } from "../../components/operations";
import { deploy } from "@toolkit/offline/testing";
import { TOPIC } from "./compute-support";
import { account } from "./infrastructure-support";

describe("AuditAlarms", () => {
  const FILTER = "aws:cloudwatch/logMetricFilter:LogMetricFilter";
  const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
  const alarms = () =>
    deploy(
      () => new AuditAlarms("audit-alarms", { account, logGroupName: "/webapp-dev/audit-trail", topicArn: TOPIC }),
    );

  it("makes a filter and an alarm for each of the fifteen classes of events", async () => {
    const deployment = await alarms();
    const names = auditEvents.map(({ key }) => `audit-alarms-${key}`).sort();
    expect(names).to.have.length(15);
    expect(
      deployment
        .all(FILTER)
        .map(({ name }) => name)
        .sort(),
    ).to.deep.equal(names);
    expect(
      deployment
        .all(ALARM)
        .map(({ name }) => name)
        .sort(),
    ).to.deep.equal(names);
  });

  it("counts events of the log group and tells the topic of the first", async () => {
    const deployment = await alarms();
    const filter = deployment.named("audit-alarms-trail", FILTER);
    const alarm = deployment.named("audit-alarms-trail", ALARM);
    expect(filter.inputs).to.deep.include({
      logGroupName: "/webapp-dev/audit-trail",
      pattern:
        "{($.eventName=CreateTrail) || ($.eventName=UpdateTrail) || ($.eventName=DeleteTrail) || ($.eventName=StartLogging) || ($.eventName=StopLogging)}",
      metricTransformation: { namespace: "webapp-dev/audit", name: "trail", value: "1" },
    });
    expect(alarm.inputs).to.deep.include({
      alarmDescription: "A CloudTrail trail was changed. Runbook: docs/runbooks/audit.md#trail",
      namespace: "webapp-dev/audit",
      metricName: "trail",
      statistic: "Sum",
      period: 300,
      evaluationPeriods: 1,
      threshold: 1,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      treatMissingData: "notBreaching",
      alarmActions: [TOPIC],
    });
    expect(deployment.waitsFor(alarm, filter)).to.equal(true);
  });

  it("answers CloudWatch.1 to 14, each once", () => {
    const controls = auditEvents.flatMap(({ control }) => control ?? []);
    expect(controls).to.deep.equal(Array.from({ length: 14 }, (_, index) => `CloudWatch.${index + 1}`));
  });

  it("has patterns that CloudWatch Logs takes: closed brackets, 1,024 characters at most", () => {
    for (const { key, pattern } of auditEvents) {
      expect(pattern.length, key).to.be.at.most(1024);
      expect(pattern, key).to.match(/^\{.*\}$/);
      expect(pattern.split("(").length, key).to.equal(pattern.split(")").length);
      expect(pattern.split('"').length % 2, key).to.equal(1);
    }
  });

  it("has a section of the runbook for each", () => {
    const sections = readFileSync("docs/runbooks/audit.md", "utf8")
      .split("\n")
      .flatMap((line) => /^## ([a-z-]+)$/.exec(line)?.[1] ?? []);
    expect(sections).to.deep.equal(auditEvents.map(({ key }) => key));
  });
});
