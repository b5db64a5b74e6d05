import type * as pulumi from "@pulumi/pulumi";

import { type Account, arn } from "../../account";
import { statement } from "../../security/iam";
import { type Experiment, findTargets } from "./experiment";

/**
 * The database's primary restarts and its standby takes over; only where there is one.
 *
 * Source: AWS FIS user guide, "AWS FIS actions reference", aws:rds:reboot-db-instances, forceFailover.
 */
export const failOver = (account: Account, databaseArn: pulumi.Input<string>): Experiment => ({
  description: "The database fails over to its standby",
  actions: [
    {
      name: "fail-over",
      actionId: "aws:rds:reboot-db-instances",
      target: { kind: "DBInstances", name: "database" },
      parameters: { forceFailover: "true" },
      minutes: 1,
    },
  ],
  targets: [{ name: "database", resourceType: "aws:rds:db", arns: [databaseArn] }],
  statements: [
    statement({ sid: "Reboot", actions: ["rds:RebootDBInstance"], resources: [databaseArn] }),
    statement({
      sid: "FindInstances",
      actions: ["rds:DescribeDBInstances"],
      // AWS FIS lists instances to find the one that the template names.
      resources: [arn(account, "rds", "db:*")],
    }),
    findTargets,
  ],
  expectedAlarms: [],
});
