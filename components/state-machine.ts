import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { type AccountContext, arn } from "./account";
import { logGroupArgs, type LogSettings } from "./log-settings";
import { createServiceRole, type PolicyStatement, stateMachineLogs, stateMachineTraces } from "./security/iam";

export interface RecordedMachineArgs {
  readonly account: AccountContext;
  /** How logs of its executions are kept. */
  readonly logs: LogSettings;
  /** Logical name of their log group. @default the machine's */
  readonly logGroup?: string;
  /** What it may do, besides writing its logs and traces. */
  readonly statements: readonly PolicyStatement[];
  /** Its definition in the Amazon States Language. */
  readonly definition: pulumi.Input<string>;
}

/** ARN of the state machine that `createRecordedMachine` makes under this name. */
export const stateMachineArn = (account: AccountContext, name: string): pulumi.Output<string> =>
  arn(account, "states", `stateMachine:${account.prefix}-${name}`);

/** A standard state machine with a role of its own, whose executions are logged and traced. */
export function createRecordedMachine(
  name: string,
  args: RecordedMachineArgs,
  { parent }: { parent: pulumi.Resource },
): aws.sfn.StateMachine {
  const { account, definition, logs, statements } = args;
  const logGroup = new aws.cloudwatch.LogGroup(
    args.logGroup ?? name,
    {
      // Under this prefix one resource policy admits log delivery to all groups; otherwise it grows with each.
      name: `/aws/vendedlogs/${account.prefix}/${name}`,
      ...logGroupArgs(logs),
    },
    { parent },
  );
  const { role, grants } = createServiceRole(
    `${name}-machine`,
    {
      account,
      service: "states.amazonaws.com",
      sourceArn: stateMachineArn(account, name),
      statements: [...statements, stateMachineLogs, stateMachineTraces],
    },
    { parent },
  );
  return new aws.sfn.StateMachine(
    name,
    {
      name: `${account.prefix}-${name}`,
      type: "STANDARD",
      roleArn: role.arn,
      definition,
      tracingConfiguration: { enabled: true },
      loggingConfiguration: {
        level: "ALL",
        includeExecutionData: true,
        logDestination: pulumi.interpolate`${logGroup.arn}:*`,
      },
    },
    // Step Functions checks the log destination with the role when it creates the machine.
    { parent, dependsOn: grants },
  );
}
