import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { type AccountContext } from "../../account";
import { type LogSettings } from "../../log-settings";
import { createServiceRole, type PolicyStatement, statement } from "../../security/iam";
import { createRecordedMachine } from "../../state-machine";
import { createRuleAlarm } from "../rule-alarm";
import { type RestingService } from "./calls";
import { restopDefinition } from "./restop-definition";

export interface RestopSettings {
  readonly account: AccountContext;
  readonly database: { readonly identifier: pulumi.Input<string>; readonly arn: pulumi.Input<string> };
  readonly clusterName: pulumi.Input<string>;
  /** Services that are stopped together with the database, by name. */
  readonly services: Readonly<Record<string, Pick<RestingService, "serviceArn" | "serviceName">>>;
  readonly logs: LogSettings;
  readonly alarmTopicArn: pulumi.Input<string>;
}

/**
 * RDS starts every instance that has been stopped for seven days and says so (RDS-EVENT-0154, which nothing else
 * causes). This answers the event with a state machine that stops the instance again, and reports one that fails.
 *
 * Source: Amazon RDS user guide, "Amazon RDS event categories and event messages".
 */
export function createRestop(name: string, settings: RestopSettings, opts: { parent: pulumi.Resource }): void {
  const { account, database } = settings;
  const services = Object.values(settings.services);
  const machine = createRecordedMachine(
    name,
    {
      account,
      logs: settings.logs,
      statements: restopStatements(
        database.arn,
        services.map(({ serviceArn }) => serviceArn),
      ),
      definition: pulumi.jsonStringify(
        restopDefinition({
          partition: account.partition,
          databaseIdentifier: database.identifier,
          clusterName: settings.clusterName,
          serviceNames: services.map(({ serviceName }) => serviceName),
        }),
      ),
    },
    opts,
  );
  createStartRule(name, { ...settings, machineArn: machine.arn }, opts);
  createFailureRule(name, { ...settings, machineArn: machine.arn }, opts);
}

interface RuleSettings extends RestopSettings {
  readonly machineArn: pulumi.Output<string>;
}

function createStartRule(name: string, settings: RuleSettings, opts: { parent: pulumi.Resource }): void {
  const { account, database, machineArn } = settings;
  const rule = new aws.cloudwatch.EventRule(
    name,
    {
      description: `${account.prefix}: RDS started the database because it was stopped for seven days`,
      eventPattern: pulumi.jsonStringify({
        source: ["aws.rds"],
        "detail-type": ["RDS DB Instance Event"],
        detail: { SourceIdentifier: [database.identifier], EventID: ["RDS-EVENT-0154"] },
      }),
    },
    { parent: opts.parent },
  );
  const { role, grants } = createServiceRole(
    `${name}-rule`,
    {
      account,
      service: "events.amazonaws.com",
      sourceArn: rule.arn,
      statements: [statement({ sid: "StartRestop", actions: ["states:StartExecution"], resources: [machineArn] })],
    },
    opts,
  );
  new aws.cloudwatch.EventTarget(
    name,
    { rule: rule.name, targetId: "restop", arn: machineArn, roleArn: role.arn },
    { parent: opts.parent, dependsOn: grants },
  );
  createRuleAlarm(
    `${name}-not-started`,
    {
      ruleName: rule.name,
      alarmTopicArn: settings.alarmTopicArn,
      description: `[warning] ${account.prefix}: EventBridge could not start what stops the database again. Runbook: docs/runbooks/off-hours.md#the-database-runs-at-night`,
    },
    opts,
  );
}

function createFailureRule(name: string, settings: RuleSettings, opts: { parent: pulumi.Resource }): void {
  const { account, alarmTopicArn, machineArn } = settings;
  const rule = new aws.cloudwatch.EventRule(
    `${name}-failed`,
    {
      description: `${account.prefix}: the database could not be stopped again`,
      eventPattern: pulumi.jsonStringify({
        source: ["aws.states"],
        "detail-type": ["Step Functions Execution Status Change"],
        detail: { stateMachineArn: [machineArn], status: ["FAILED", "TIMED_OUT", "ABORTED"] },
      }),
    },
    { parent: opts.parent },
  );
  new aws.cloudwatch.EventTarget(
    `${name}-failed`,
    {
      rule: rule.name,
      targetId: "alarm-topic",
      arn: alarmTopicArn,
      inputTransformer: {
        inputPaths: { status: "$.detail.status" },
        inputTemplate: `"[warning] ${account.prefix}: RDS started the stopped database after seven days, and stopping it again ended as <status>. It costs money until somebody stops it. Runbook: docs/runbooks/off-hours.md#the-database-runs-at-night"`,
      },
    },
    { parent: opts.parent },
  );
  createRuleAlarm(
    `${name}-failed-untold`,
    {
      ruleName: rule.name,
      alarmTopicArn,
      description: `[warning] ${account.prefix}: EventBridge could not tell that the database runs at night. Runbook: docs/runbooks/notifications.md#an-event-was-not-told`,
    },
    opts,
  );
}

function restopStatements(
  databaseArn: pulumi.Input<string>,
  serviceArns: readonly pulumi.Input<string>[],
): PolicyStatement[] {
  return [
    statement({
      sid: "Database",
      actions: ["rds:DescribeDBInstances", "rds:StopDBInstance"],
      resources: [databaseArn],
    }),
    statement({ sid: "Services", actions: ["ecs:DescribeServices"], resources: serviceArns }),
  ];
}
