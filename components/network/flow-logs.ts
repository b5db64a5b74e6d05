import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type AccountContext, arn } from "../account";
import { logGroupArgs, type LogSettings } from "../log-settings";
import { createServiceRole, statement } from "../security/iam";

/** `rejected` logs what security groups refused, `all` every connection, `none` nothing. */
export type FlowLogMode = "none" | "rejected" | "all";

export interface FlowLogsArgs {
  readonly account: AccountContext;
  readonly vpcId: pulumi.Input<string>;
  readonly mode: FlowLogMode;
  readonly logs: LogSettings;
}

/** Seconds that a record covers: 60 or 600. An investigation wants the finer one. */
const AGGREGATION_SECONDS = 60;

/** Flow logs of the VPC in a CloudWatch log group, written by a role that can write nowhere else. */
export function createFlowLogs(name: string, args: FlowLogsArgs, opts: { parent: pulumi.Resource }): void {
  if (args.mode === "none") {
    return;
  }
  const { account } = args;
  const logGroup = new aws.cloudwatch.LogGroup(
    `${name}-flow-logs`,
    {
      name: `/${args.account.prefix}/${name}/flow-logs`,
      ...logGroupArgs(args.logs),
    },
    { parent: opts.parent },
  );
  // AWS's sample policy grants these actions on every log group of the account, this role on one.
  const { role, grants } = createServiceRole(
    `${name}-flow-logs`,
    {
      account,
      service: "vpc-flow-logs.amazonaws.com",
      sourceArn: arn(account, "ec2", "vpc-flow-log/*"),
      statements: [
        statement({
          sid: "WriteFlowLogs",
          actions: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
          resources: [pulumi.interpolate`${logGroup.arn}:*`],
        }),
        statement({
          sid: "FindLogGroup",
          actions: ["logs:DescribeLogGroups"],
          resources: [arn(account, "logs", "log-group:*")],
        }),
      ],
    },
    opts,
  );
  new aws.ec2.FlowLog(
    name,
    {
      vpcId: args.vpcId,
      trafficType: args.mode === "all" ? "ALL" : "REJECT",
      logDestinationType: "cloud-watch-logs",
      logDestination: logGroup.arn,
      iamRoleArn: role.arn,
      maxAggregationInterval: AGGREGATION_SECONDS,
      tags: { Name: `${args.account.prefix}-${name}` },
    },
    { parent: opts.parent, dependsOn: grants },
  );
}
