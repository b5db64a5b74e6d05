import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { arn } from "../account";
import { refuse } from "../errors";
import { receiveStatements, type WorkQueue } from "../messaging";
import { type PolicyStatement, statement } from "../security/iam";
import { backlogProblems, type BacklogScaling } from "./backlog";
import { createBacklogScaling } from "./backlog-scaling";
import { capacityPlacement, capacityProblem, type CapacityStrategy } from "./capacity";
import { SHUTDOWN_TIMEOUT_SECONDS } from "./container-definition";
import { ContainerTask, type ContainerTaskArgs } from "./container-task";
import { createEcsService, type ServicePlaceArgs } from "./ecs-service";

export interface QueueWorkerArgs
  extends Omit<ContainerTaskArgs, "compatibility" | "port">, ServicePlaceArgs, BacklogScaling {
  readonly clusterName: pulumi.Input<string>;
  readonly capacity: CapacityStrategy;
  /** What it works off. */
  readonly queue: WorkQueue;
}

/** Seconds between the end of a stopping task's work and the return of its message. */
const VISIBILITY_MARGIN_SECONDS = 10;

/**
 * A container service without a load balancer that takes messages from a queue, with as many tasks as there is work
 * for, down to none.
 *
 * It makes a `ContainerTask`, the service and its scaling. The container is told its queue (`QUEUE_URL`), after how many
 * seconds a message comes back (`QUEUE_VISIBILITY_SECONDS`) and in how many it must end after SIGTERM
 * (`SHUTDOWN_TIMEOUT_SECONDS`, which is less). Its role may take and delete messages of that queue, and protect its task
 * from being scaled in while it works (`$ECS_AGENT_URI/task-protection/v1/state`).
 *
 * With `minTasks: 0` an alarm on the queue starts the first task, a minute or two after the message. A queue that nobody
 * used for six hours has no metrics at first: then it may take up to 15 minutes (Amazon SQS developer guide, "Monitoring
 * Amazon SQS queues using CloudWatch").
 *
 * Cost: the tasks' CPU and memory by the second, nothing at zero tasks; alarms and log storage are cents.
 *
 * <cost>
 * USD in us-east-1, sized as the stacks do:
 * - Alarms of target tracking: 0.60 a month
 * - Alarm: 0.20 a month
 * - Data ingested: 0.50 per GB
 * - Storage (compressed): 0.03 per GB-month
 * - Insights queries, data scanned: 0.005 per GB scanned
 * - vCPU (ARM, Spot), above the minimum: 0.01008421 per vCPU-h
 * - Memory (ARM, Spot), above the minimum: 0.0011087 per GB-h
 * - vCPU (ARM, Spot), while deploying: 0.01008421 per vCPU-h
 * - Memory (ARM, Spot), while deploying: 0.0011087 per GB-h
 * </cost>
 *
 * @example
 * ```ts
 * const worker = new QueueWorker("thumbnails", {
 *   account,
 *   queue,
 *   image: "public.ecr.aws/amazonlinux/amazonlinux:2023", architecture: "arm64", cpu: 256, memory: 512,
 *   clusterName: cluster.name, clusterArn: cluster.arn, capacityProviders: cluster.capacityProviders,
 *   capacity: { kind: "fargateSpot", onDemandBase: 0 },
 *   minTasks: 0, maxTasks: 10, messagesPerTask: 50,
 *   subnetIds: network.privateSubnetIds,
 *   securityGroupIds: [security.groupId("tasks:thumbnails")],
 *   startAfter: [security, ...egress.ready],
 * });
 * ```
 */
export class QueueWorker extends pulumi.ComponentResource {
  readonly task: ContainerTask;
  readonly service: aws.ecs.Service;
  /** Name for metrics, scaling and commands; the id of a service is its ARN. */
  readonly serviceName: pulumi.Output<string>;
  readonly serviceArn: pulumi.Output<string>;
  readonly taskDefinitionArn: pulumi.Output<string>;
  readonly scalingTarget: aws.appautoscaling.Target;

  constructor(name: string, args: QueueWorkerArgs, opts?: pulumi.ComponentResourceOptions) {
    super("webapp:compute:QueueWorker", name, {}, opts);
    const { queue, taskPolicyStatements = [] } = args;
    const capacity = capacityProblem(args.capacity);
    refuse(name, [...(capacity === undefined ? [] : [capacity]), ...backlogProblems(args)]);

    const placement = capacityPlacement(args.capacity);
    this.task = new ContainerTask(
      name,
      {
        ...args,
        compatibility: placement.compatibility,
        environment: { ...workerEnvironment(queue), ...args.environment },
        taskPolicyStatements: [...workerStatements(args), ...taskPolicyStatements],
      },
      { parent: this },
    );
    this.service = createEcsService(
      name,
      { ...args, task: this.task, placement, exec: args.exec !== undefined },
      { parent: this },
    );
    this.scalingTarget = createBacklogScaling(
      name,
      { ...args, serviceName: this.service.name, queueName: queue.queueName },
      { parent: this },
    );

    this.serviceName = this.service.name;
    this.serviceArn = this.service.arn;
    this.taskDefinitionArn = this.task.arn;
    this.registerOutputs({ serviceName: this.serviceName, serviceArn: this.serviceArn });
  }
}

/** A task that stops gives its message back in time, so that nobody else has it while it still works. */
function workerEnvironment({ queueUrl, rules: { visibilitySeconds } }: WorkQueue) {
  const shutdown = Math.min(SHUTDOWN_TIMEOUT_SECONDS, visibilitySeconds - VISIBILITY_MARGIN_SECONDS);
  return {
    QUEUE_URL: queueUrl,
    QUEUE_VISIBILITY_SECONDS: String(visibilitySeconds),
    SHUTDOWN_TIMEOUT_SECONDS: String(shutdown),
  };
}

/**
 * Messages of its queue, and protection while it works.
 *
 * Source: Amazon ECS developer guide, "Protect your Amazon ECS tasks from being terminated by scale-in events".
 */
function workerStatements({ account, clusterName, queue }: QueueWorkerArgs): PolicyStatement[] {
  return [
    ...receiveStatements(queue, { sid: "Queue", region: account.region }),
    statement({
      sid: "ScaleInProtection",
      actions: ["ecs:UpdateTaskProtection"],
      resources: [arn(account, "ecs", pulumi.interpolate`task/${clusterName}/*`)],
    }),
  ];
}
