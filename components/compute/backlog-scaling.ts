import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

import { BACKLOG, BACKLOG_PER_TASK, type BacklogScaling, WAKE_COOLDOWN_SECONDS, WORK_WITHOUT_WORKER } from "./backlog";
import { SCALE_IN_COOLDOWN_SECONDS, SCALE_OUT_COOLDOWN_SECONDS } from "./scaling";
import { createScalingTarget, type Scaled } from "./scaling-target";

export interface BacklogScalingArgs extends BacklogScaling {
  readonly clusterName: pulumi.Input<string>;
  readonly serviceName: pulumi.Input<string>;
  /** Name of the queue that the service works off. */
  readonly queueName: pulumi.Input<string>;
}

interface Child {
  readonly parent: pulumi.Resource;
}

/** A metric of CloudWatch, as policies and alarms need it. */
interface Measured {
  readonly id: string;
  readonly namespace: string;
  readonly metricName: string;
  readonly stat: string;
  readonly dimensions: Readonly<Record<string, pulumi.Input<string>>>;
}

/** Application Auto Scaling for a worker: so many tasks as the backlog needs, and from none to the first one. */
export function createBacklogScaling(
  name: string,
  args: BacklogScalingArgs,
  { parent }: Child,
): aws.appautoscaling.Target {
  const { scheduledBounds = false } = args;
  const { target, scaled } = createScalingTarget(
    name,
    { ...args, ignoreChanges: scheduledBounds ? ["minCapacity", "maxCapacity"] : [] },
    { parent },
  );
  new aws.appautoscaling.Policy(
    `${name}-backlog`,
    {
      ...scaled,
      policyType: "TargetTrackingScaling",
      targetTrackingScalingPolicyConfiguration: {
        targetValue: args.messagesPerTask,
        scaleOutCooldown: SCALE_OUT_COOLDOWN_SECONDS,
        scaleInCooldown: SCALE_IN_COOLDOWN_SECONDS,
        customizedMetricSpecification: {
          metrics: [
            { id: "backlog", expression: BACKLOG_PER_TASK, label: "messages per task", returnData: true },
            ...[...queueMetrics(args), runningTasks(args)].map(trackedMetric),
          ],
        },
      },
    },
    { parent },
  );
  if (args.minTasks === 0) wakeFirstTask(name, scaled, args, { parent });
  return target;
}

/** Tracking has no value to go by while nothing runs, so an alarm on the queue adds the first task. */
function wakeFirstTask(name: string, scaled: Scaled["scaled"], args: BacklogScalingArgs, { parent }: Child): void {
  const policy = new aws.appautoscaling.Policy(
    `${name}-wake`,
    {
      ...scaled,
      policyType: "StepScaling",
      stepScalingPolicyConfiguration: {
        adjustmentType: "ChangeInCapacity",
        cooldown: WAKE_COOLDOWN_SECONDS,
        metricAggregationType: "Maximum",
        stepAdjustments: [{ metricIntervalLowerBound: "0", scalingAdjustment: 1 }],
      },
    },
    { parent },
  );
  new aws.cloudwatch.MetricAlarm(
    `${name}-wake`,
    {
      alarmDescription: `Messages wait and no task of ${name} works on any: the first one is started. Nobody needs to do anything.`,
      metricQueries: [
        { id: "asleep", expression: WORK_WITHOUT_WORKER, label: "work without a worker", returnData: true },
        ...queueMetrics(args).map(({ id, ...metric }) => ({ id, metric: { ...metric, period: 60 } })),
      ],
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      evaluationPeriods: 1,
      datapointsToAlarm: 1,
      // A queue that nobody used for six hours has no metrics, and no messages.
      treatMissingData: "notBreaching",
      alarmActions: [policy.arn],
    },
    { parent },
  );
}

const queueMetrics = ({ queueName }: BacklogScalingArgs): Measured[] =>
  (
    [
      [BACKLOG.waiting, "ApproximateNumberOfMessagesVisible"],
      [BACKLOG.taken, "ApproximateNumberOfMessagesNotVisible"],
    ] as const
  ).map(([id, metricName]) => ({
    id,
    namespace: "AWS/SQS",
    metricName,
    stat: "Maximum",
    dimensions: { QueueName: queueName },
  }));

const runningTasks = ({ clusterName, serviceName }: BacklogScalingArgs): Measured => ({
  id: BACKLOG.running,
  namespace: "AWS/ECS",
  metricName: "CPUUtilization",
  stat: "SampleCount",
  dimensions: { ClusterName: clusterName, ServiceName: serviceName },
});

/** A metric in the words of target tracking; its period is a minute. */
const trackedMetric = ({ id, namespace, metricName, stat, dimensions }: Measured) => ({
  id,
  metricStat: {
    metric: {
      namespace,
      metricName,
      dimensions: Object.entries(dimensions).map(([key, value]) => ({ name: key, value })),
    },
    stat,
  },
  returnData: false,
});
