import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { type AccountContext } from "../account";
import { type LogSettings } from "../log-settings";
import { createServiceRole, type PolicyStatement, statement } from "../security/iam";
import { createRecordedMachine } from "../state-machine";
import { redeployDefinition, type RedeployedService, type SlowDeployments } from "./redeploy-definition";
import { createRedeployAlarms } from "./redeploy-alarms";

/** A service that reads the secrets when its tasks start. */
export interface SecretConsumer extends RedeployedService {
  /** ARN of the service: the only thing that the state machine may touch. */
  readonly serviceArn: pulumi.Input<string>;
}

export interface SecretRedeployArgs extends SlowDeployments {
  readonly account: AccountContext;
  /** Full ARNs of the secrets whose change restarts the consumers; those of other accounts send no event here. */
  readonly secretArns: readonly pulumi.Input<string>[];
  readonly consumers: readonly SecretConsumer[];
  /** How logs of executions are kept. */
  readonly logs: LogSettings;
  /** Topic to notify of restarts that failed or never began. @default none, and no alarms */
  readonly alarmTopicArn?: pulumi.Input<string> | undefined;
}

/**
 * Restarts services when a secret that ECS gave their tasks gets another value, by rotation or by hand: ECS reads
 * secrets only when a task starts.
 *
 * Creates an EventBridge rule on the native event of Secrets Manager (which needs no trail), a standard state machine
 * that forces a new deployment of each consumer and waits for it, their roles, its log group, and two alarms. Costs
 * under a cent a rotation.
 *
 * Source: AWS Secrets Manager user guide, "Secret Label Updated event".
 *
 * <cost>
 * USD in us-east-1, sized as the stacks do:
 * - Alarm: 0.10 or 0.30 a month
 * - Data ingested: 0.50 per GB
 * - Storage (compressed): 0.03 per GB-month
 * - Insights queries, data scanned: 0.005 per GB scanned
 * - State transitions: 0.025 per 1k state transitions
 * </cost>
 *
 * @example
 * ```ts
 * new SecretRedeploy("backend-redeploy", {
 *   account,
 *   secretArns: [database.secretArn],
 *   consumers: [{ cluster: cluster.name, service: service.serviceName, serviceArn: service.serviceArn }],
 *   logs: { retentionDays: 30 },
 *   alarmTopicArn: topic.arn,
 * });
 * ```
 */
export class SecretRedeploy extends pulumi.ComponentResource {
  readonly stateMachineArn: pulumi.Output<string>;
  readonly rule: aws.cloudwatch.EventRule;

  constructor(name: string, args: SecretRedeployArgs, opts?: pulumi.ComponentResourceOptions) {
    super("webapp:data:SecretRedeploy", name, {}, opts);
    const { account, consumers } = args;
    const machine = createRecordedMachine(
      name,
      {
        account,
        logs: args.logs,
        statements: redeployStatements(consumers),
        definition: pulumi.jsonStringify(
          redeployDefinition(
            account.partition,
            consumers.map(({ cluster, service }) => ({ cluster, service })),
            args,
          ),
        ),
      },
      { parent: this },
    );
    this.rule = new aws.cloudwatch.EventRule(
      name,
      {
        description: `${account.prefix}-${name}: a secret that tasks read when they start has another value`,
        eventPattern: pulumi.jsonStringify({
          source: ["aws.secretsmanager"],
          "detail-type": ["Secret Label Updated"],
          resources: args.secretArns,
          detail: { labelUpdated: ["AWSCURRENT"] },
        }),
      },
      { parent: this },
    );
    const ruleRole = createServiceRole(
      `${name}-rule`,
      {
        account,
        service: "events.amazonaws.com",
        sourceArn: this.rule.arn,
        statements: [statement({ sid: "StartRedeploy", actions: ["states:StartExecution"], resources: [machine.arn] })],
      },
      { parent: this },
    );
    new aws.cloudwatch.EventTarget(
      name,
      { rule: this.rule.name, arn: machine.arn, roleArn: ruleRole.role.arn },
      { parent: this, dependsOn: ruleRole.grants },
    );
    if (args.alarmTopicArn !== undefined) {
      createRedeployAlarms(
        name,
        { stateMachineArn: machine.arn, ruleName: this.rule.name, alarmTopicArn: args.alarmTopicArn },
        { parent: this },
      );
    }
    this.stateMachineArn = machine.arn;
    this.registerOutputs({ stateMachineArn: this.stateMachineArn });
  }
}

/** A new deployment of the same task definition passes no role, so there is no `iam:PassRole`. */
function redeployStatements(consumers: readonly SecretConsumer[]): PolicyStatement[] {
  return [
    statement({
      sid: "Redeploy",
      actions: ["ecs:DescribeServices", "ecs:UpdateService"],
      resources: consumers.map(({ serviceArn }) => serviceArn),
    }),
  ];
}
