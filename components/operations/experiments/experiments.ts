import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { type AccountContext, arn } from "../../account";
import { refuse } from "../../errors";
import { logGroupArgs, type LogSettings } from "../../log-settings";
import { createServiceRole, type PolicyStatement, statement } from "../../security/iam";
import { type Experiment, type FaultAction, type FaultTarget } from "./experiment";

export interface ExperimentsArgs {
  readonly account: AccountContext;
  /** Experiments by name. */
  readonly experiments: Readonly<Record<string, Experiment>>;
  /** Alarms of the stack's region, one to five, any of which stops a running experiment. */
  readonly stopAlarmArns: readonly pulumi.Input<string>[];
  /** How the experiments' log is kept. */
  readonly logs: LogSettings;
}

/** Quota "Stop conditions per experiment template". */
export const MOST_STOP_CONDITIONS = 5;

/** Quota "Parallel actions per experiment": all actions of one start at once. */
const MOST_ACTIONS = 10;

/**
 * Experiment templates of AWS FIS, each with a role that may do just this, with alarms that stop it, and with one log for all.
 * A template does nothing by itself: somebody starts an experiment from it.
 *
 * Costs nothing until one runs: 0.10 USD for each minute of each of its actions, and its log.
 *
 * <cost>
 * USD in us-east-1, sized as the stacks do:
 * - Data ingested: 0.50 per GB
 * - Storage (compressed): 0.03 per GB-month
 * - Insights queries, data scanned: 0.005 per GB scanned
 * - Action-minutes: 0.10 per action-minute
 * </cost>
 *
 * @example
 * ```ts
 * new Experiments("experiments", {
 *   account,
 *   experiments: { database: failOver(account, database.arn) },
 *   stopAlarmArns: [alarm.arn],
 *   logs: { retentionDays: 30 },
 * });
 * ```
 */
export class Experiments extends pulumi.ComponentResource {
  /** Ids of the templates by name. */
  readonly templateIds: Readonly<Record<string, pulumi.Output<string>>>;
  readonly logGroupName: pulumi.Output<string>;

  constructor(name: string, args: ExperimentsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("webapp:operations:Experiments", name, {}, opts);
    refuse(name, [...stopProblems(args), ...actionProblems(args)]);
    const logGroup = new aws.cloudwatch.LogGroup(
      name,
      // AWS FIS writes vended logs; with this prefix their resource policy does not grow with each group.
      { name: `/aws/vendedlogs/${args.account.prefix}/${name}`, ...logGroupArgs(args.logs) },
      { parent: this },
    );
    this.templateIds = Object.fromEntries(
      Object.entries(args.experiments).map(([key, experiment]) => [
        key,
        this.createTemplate(`${name}-${key}`, experiment, args, logGroup).id,
      ]),
    );
    this.logGroupName = logGroup.name;
    this.registerOutputs({ templateIds: this.templateIds });
  }

  private createTemplate(
    name: string,
    experiment: Experiment,
    { account, stopAlarmArns }: ExperimentsArgs,
    logGroup: aws.cloudwatch.LogGroup,
  ): aws.fis.ExperimentTemplate {
    const { role, grants } = createServiceRole(
      name,
      {
        account,
        service: "fis.amazonaws.com",
        sourceArn: arn(account, "fis", "experiment/*"),
        statements: [...experiment.statements, deliverLogs],
      },
      { parent: this },
    );
    return new aws.fis.ExperimentTemplate(
      name,
      {
        description: `${account.prefix}: ${experiment.description}`,
        roleArn: role.arn,
        actions: experiment.actions.map(actionInput),
        targets: experiment.targets.map(targetInput),
        stopConditions: stopAlarmArns.map((value) => ({ source: "aws:cloudwatch:alarm", value })),
        experimentOptions: { accountTargeting: "single-account", emptyTargetResolutionMode: "fail" },
        logConfiguration: {
          logSchemaVersion: 2,
          cloudwatchLogsConfiguration: { logGroupArn: pulumi.interpolate`${logGroup.arn}:*` },
        },
        tags: { Name: `${account.prefix}-${name}` },
      },
      { parent: this, dependsOn: grants },
    );
  }
}

const stopProblems = ({ stopAlarmArns: { length } }: ExperimentsArgs): string[] =>
  length >= 1 && length <= MOST_STOP_CONDITIONS
    ? []
    : [`stopAlarmArns has ${length} alarms: name one to ${MOST_STOP_CONDITIONS}, so that an experiment stops in time.`];

const actionProblems = ({ experiments }: ExperimentsArgs): string[] =>
  Object.entries(experiments)
    .filter(([, { actions }]) => actions.length > MOST_ACTIONS)
    .map(
      ([key, { actions }]) =>
        `${key} has ${actions.length} actions: AWS FIS runs ${MOST_ACTIONS} of an experiment at once, so make two of it.`,
    );

const actionInput = ({ name, actionId, target, parameters = {} }: FaultAction) => ({
  name,
  actionId,
  target: { key: target.kind, value: target.name },
  parameters: Object.entries(parameters).map(([key, value]) => ({ key, value })),
});

const targetInput = ({ name, resourceType, selection = "ALL", arns, tags, parameters }: FaultTarget) => ({
  name,
  resourceType,
  selectionMode: selection,
  ...(arns === undefined ? {} : { resourceArns: [...arns] }),
  ...(tags === undefined ? {} : { resourceTags: Object.entries(tags).map(([key, value]) => ({ key, value })) }),
  ...(parameters === undefined ? {} : { parameters }),
});

/** Source: Amazon CloudWatch Logs user guide, "Logs sent to CloudWatch Logs", V1 permissions. */
const deliverLogs: PolicyStatement = statement({
  sid: "LogDelivery",
  actions: [
    "logs:CreateLogDelivery",
    "logs:DescribeLogGroups",
    "logs:DescribeResourcePolicies",
    "logs:PutResourcePolicy",
  ],
  resources: ["*"],
  reason: "Log deliveries and resource policies belong to the account and have no resource level.",
});
