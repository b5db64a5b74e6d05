import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { type AccountContext, arn } from "../account";
import { logGroupArgs, type LogSettings } from "../log-settings";
import { policyDocument, statement } from "./iam";

export interface FirewallLogsArgs {
  readonly account: AccountContext;
  /** WAF writes only to groups whose name starts with `aws-waf-logs-`. */
  readonly logGroupName: string;
  readonly webAclArn: pulumi.Input<string>;
  readonly logs: LogSettings;
  /** Headers whose values are left out. */
  readonly redactedHeaders: readonly string[];
  /** Region of the ACL. @default the provider's */
  readonly region?: string | undefined;
}

/**
 * Logs of what an ACL blocked or counted; requests that pass are in the access logs already.
 *
 * The log group's own policy lets WAF in. Without it WAF would add one of the ten that an account may have in a region.
 * Source: AWS WAF developer guide, "Sending web ACL traffic logs to a CloudWatch Logs log group".
 */
export function createFirewallLogs(name: string, args: FirewallLogsArgs, opts: { parent: pulumi.Resource }): void {
  const { account, region } = args;
  const group = new aws.cloudwatch.LogGroup(
    name,
    {
      name: args.logGroupName,
      ...logGroupArgs(args.logs),
      region,
    },
    { parent: opts.parent },
  );
  const policy = new aws.cloudwatch.LogResourcePolicy(
    name,
    {
      resourceArn: group.arn,
      policyDocument: policyDocument([
        statement({
          sid: "WriteLogs",
          principal: { Service: "delivery.logs.amazonaws.com" },
          actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
          resources: [pulumi.interpolate`${group.arn}:log-stream:*`],
          conditions: {
            StringEquals: { "aws:SourceAccount": account.accountId },
            ArnLike: { "aws:SourceArn": arn(account, "logs", "*", { region }) },
          },
        }),
      ]),
      region,
    },
    { parent: opts.parent },
  );
  new aws.wafv2.WebAclLoggingConfiguration(
    name,
    {
      resourceArn: args.webAclArn,
      logDestinationConfigs: [group.arn],
      redactedFields: args.redactedHeaders.map((header) => ({ singleHeader: { name: header.toLowerCase() } })),
      loggingFilter: {
        defaultBehavior: "DROP",
        filters: [
          {
            behavior: "KEEP",
            requirement: "MEETS_ANY",
            conditions: ["BLOCK", "COUNT", "EXCLUDED_AS_COUNT"].map((action) => ({ actionCondition: { action } })),
          },
        ],
      },
      region,
    },
    { parent: opts.parent, dependsOn: [policy] },
  );
}
