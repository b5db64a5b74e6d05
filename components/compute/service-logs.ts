import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type AccountContext } from "../account";

import { logGroupArgs, type LogSettings } from "../log-settings";
import { type LogGroupRef } from "./container-task";

export interface ServiceLogsArgs {
  readonly account: AccountContext;
  readonly logs: LogSettings;
}

/**
 * A log group `/<prefix>/<name>` that outlives the service which writes to it. Costs what it ingests and stores.
 *
 * <cost>
 * USD in us-east-1, sized as the stacks do:
 * - Data ingested: 0.50 per GB
 * - Storage (compressed): 0.03 per GB-month
 * - Insights queries, data scanned: 0.005 per GB scanned
 * </cost>
 *
 * @example
 * ```ts
 * const logs = new ServiceLogs("backend", { account, logs: { retentionDays: 30 } });
 * ```
 */
export class ServiceLogs extends pulumi.ComponentResource implements LogGroupRef {
  readonly name: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: ServiceLogsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("webapp:compute:ServiceLogs", name, {}, opts);
    const group = new aws.cloudwatch.LogGroup(
      name,
      {
        name: `/${args.account.prefix}/${name}`,
        ...logGroupArgs(args.logs),
      },
      { parent: this },
    );
    this.name = group.name;
    this.arn = group.arn;
    this.registerOutputs({ name: this.name, arn: this.arn });
  }
}
