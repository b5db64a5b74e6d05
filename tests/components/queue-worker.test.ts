import { expect } from "chai";
import { ACCOUNT_ID } from "@toolkit/offline/capture";
import { deploy } from "@toolkit/offline/testing";
import { Cluster, QueueWorker, type QueueWorkerArgs } from "../../components/compute";
import { type QueueRules, WorkQueue } from "../../components/messaging";
import { statement } from "../../components/security/iam";
import { account, containerOf, failure, policyOf, REPOSITORY, typesAndNames } from "./compute-support";

const SERVICE = "aws:ecs/service:Service";
const POLICY = "aws:appautoscaling/policy:Policy";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const rules: QueueRules = { visibilitySeconds: 120, maxReceives: 5, retentionDays: 4, fifo: false };

function worker(change: Partial<QueueWorkerArgs> = {}, queueRules: Partial<QueueRules> = {}): QueueWorker {
  const cluster = new Cluster("cluster", { account });
  const queue = new WorkQueue("thumbnails", { account, ...rules, ...queueRules });
  return new QueueWorker("thumbnails", {
    account,
    queue,
    clusterName: cluster.name,
    clusterArn: cluster.arn,
    capacityProviders: cluster.capacityProviders,
    capacity: { kind: "fargateSpot", onDemandBase: 0 },
    image: `${ACCOUNT_ID}.dkr.ecr.us-east-1.amazonaws.com/webapp-dev/thumbnails@sha256:${"0".repeat(64)}`,
    pullRepositoryArn: REPOSITORY,
    cpu: 256,
    memory: 512,
    architecture: "arm64",
    minTasks: 0,
    maxTasks: 10,
    messagesPerTask: 50,
    subnetIds: ["subnet-a", "subnet-b"],
    securityGroupIds: ["sg-thumbnails"],
    ...change,
  });
}

const lastOf = (id: string): string => id.slice(id.lastIndexOf("/") + 1);

const OTHERS = /::(cluster|thumbnails-dead)$|^aws:sqs/;

describe("QueueWorker", () => {
  it("makes these resources and no other", async () => {
    const made = typesAndNames(await deploy(() => worker())).filter((name) => !OTHERS.test(name));
    expect(made).to.deep.equal([
      "aws:appautoscaling/policy:Policy::thumbnails-backlog",
      "aws:appautoscaling/policy:Policy::thumbnails-wake",
      "aws:appautoscaling/target:Target::thumbnails",
      "aws:cloudwatch/logGroup:LogGroup::thumbnails",
      "aws:cloudwatch/metricAlarm:MetricAlarm::thumbnails-wake",
      "aws:ecs/service:Service::thumbnails",
      "aws:ecs/taskDefinition:TaskDefinition::thumbnails",
      "aws:iam/role:Role::thumbnails-execution",
      "aws:iam/role:Role::thumbnails-task",
      "aws:iam/rolePolicy:RolePolicy::thumbnails-execution",
      "aws:iam/rolePolicy:RolePolicy::thumbnails-task",
    ]);
  });

  it("gives the service exactly these inputs: no load balancer, no task to begin with", async () => {
    const deployment = await deploy(() => worker());
    const { taskDefinition, cluster, ...inputs } = deployment.only(SERVICE).inputs;
    expect(taskDefinition).to.match(/:task-definition\/webapp-dev-thumbnails:1$/);
    expect(cluster).to.equal(deployment.only("aws:ecs/cluster:Cluster").id);
    expect(inputs).to.deep.equal({
      desiredCount: 0,
      capacityProviderStrategies: [{ capacityProvider: "FARGATE_SPOT", weight: 4 }],
      forceNewDeployment: true,
      triggers: { capacity: '[{"capacityProvider":"FARGATE_SPOT","weight":4}]' },
      platformVersion: "LATEST",
      networkConfiguration: {
        subnets: ["subnet-a", "subnet-b"],
        securityGroups: ["sg-thumbnails"],
        assignPublicIp: false,
      },
      deploymentMinimumHealthyPercent: 100,
      deploymentMaximumPercent: 200,
      deploymentCircuitBreaker: { enable: true, rollback: true },
      availabilityZoneRebalancing: "ENABLED",
      enableExecuteCommand: false,
      enableEcsManagedTags: true,
      propagateTags: "SERVICE",
      waitForSteadyState: true,
      forceDelete: false,
    });
  });

  it("holds the backlog of each task by a calculation that divides by running tasks alone", async () => {
    const deployment = await deploy(() => worker());
    const queueName = lastOf(deployment.named("thumbnails", "aws:sqs/queue:Queue").id);
    const sqs = (id: string, metricName: string) => ({
      id,
      metricStat: {
        metric: { namespace: "AWS/SQS", metricName, dimensions: [{ name: "QueueName", value: queueName }] },
        stat: "Maximum",
      },
      returnData: false,
    });
    expect(
      deployment.named("thumbnails-backlog", POLICY).inputs.targetTrackingScalingPolicyConfiguration,
    ).to.deep.equal({
      targetValue: 50,
      scaleOutCooldown: 60,
      scaleInCooldown: 300,
      customizedMetricSpecification: {
        metrics: [
          {
            id: "backlog",
            expression: "(waiting + taken) / running",
            label: "messages per task",
            returnData: true,
          },
          sqs("waiting", "ApproximateNumberOfMessagesVisible"),
          sqs("taken", "ApproximateNumberOfMessagesNotVisible"),
          {
            id: "running",
            metricStat: {
              metric: {
                namespace: "AWS/ECS",
                metricName: "CPUUtilization",
                dimensions: [
                  { name: "ClusterName", value: deployment.only("aws:ecs/cluster:Cluster").inputs.name },
                  { name: "ServiceName", value: lastOf(deployment.only(SERVICE).id) },
                ],
              },
              stat: "SampleCount",
            },
            returnData: false,
          },
        ],
      },
    });
  });

  it("wakes the first task by what the queue alone says", async () => {
    const deployment = await deploy(() => worker());
    const policy = deployment.named("thumbnails-wake", POLICY);
    expect(policy.inputs.stepScalingPolicyConfiguration).to.deep.equal({
      adjustmentType: "ChangeInCapacity",
      cooldown: 300,
      metricAggregationType: "Maximum",
      stepAdjustments: [{ metricIntervalLowerBound: "0", scalingAdjustment: 1 }],
    });
    const { metricQueries, alarmActions, ...alarm } = deployment.only(ALARM).inputs;
    expect(alarmActions).to.have.length(1);
    expect(alarmActions).to.satisfy(([action]: string[]) => action?.endsWith(`:policyName/${policy.id}`));
    expect(alarm.treatMissingData).to.equal("notBreaching");
    const queries = metricQueries as { id: string; expression?: string; metric?: { namespace: string } }[];
    expect(queries.map(({ id, expression, metric }) => [id, expression ?? metric?.namespace])).to.deep.equal([
      ["asleep", "IF(waiting > 0 AND taken == 0, 1, 0)"],
      ["waiting", "AWS/SQS"],
      ["taken", "AWS/SQS"],
    ]);
  });

  it("needs no waking when a task always runs", async () => {
    const deployment = await deploy(() => worker({ minTasks: 1 }));
    expect(deployment.all(POLICY).map(({ name }) => name)).to.deep.equal(["thumbnails-backlog"]);
    expect(deployment.all(ALARM)).to.deep.equal([]);
  });

  it("leaves bounds to a schedule that sets them", async () => {
    const target = (change: Partial<QueueWorkerArgs>) =>
      deploy(() => worker(change)).then((deployment) => deployment.only("aws:appautoscaling/target:Target"));
    expect((await target({ scheduledBounds: true })).ignoreChanges).to.deep.equal(["minCapacity", "maxCapacity"]);
    expect((await target({})).ignoreChanges).to.deep.equal([]);
  });

  it("tells the container its queue, and to end before its message comes back", async () => {
    const variables = async (visibilitySeconds: number) => {
      const deployment = await deploy(() => worker({}, { visibilitySeconds }));
      const { portMappings, environment } = containerOf(deployment);
      expect(portMappings).to.deep.equal([]);
      return Object.fromEntries(
        (environment as { name: string; value: string }[]).map(({ name, value }) => [name, value]),
      );
    };
    const { QUEUE_URL, ...times } = await variables(120);
    expect(QUEUE_URL).to.match(
      /^https:\/\/sqs\.us-east-1\.amazonaws\.com\/\d{12}\/webapp-dev-thumbnails-[0-9a-f]{26}$/,
    );
    expect(times).to.deep.equal({ QUEUE_VISIBILITY_SECONDS: "120", SHUTDOWN_TIMEOUT_SECONDS: "110" });
    expect(await variables(30)).to.include({ SHUTDOWN_TIMEOUT_SECONDS: "20" });
    expect(await variables(43_200)).to.include({ SHUTDOWN_TIMEOUT_SECONDS: "110" });
  });

  it("may take messages of its queue, protect tasks of its cluster, and what it is told besides", async () => {
    const own = statement({ sid: "Own", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::pictures/*"] });
    const deployment = await deploy(() => worker({ taskPolicyStatements: [own] }));
    const cluster = String(deployment.only("aws:ecs/cluster:Cluster").inputs.name);
    expect(policyOf(deployment, "thumbnails-task").map(({ Sid, Resource }) => [Sid, Resource])).to.deep.equal([
      [
        "QueueReceive",
        `arn:aws:sqs:us-east-1:${ACCOUNT_ID}:${lastOf(deployment.named("thumbnails", "aws:sqs/queue:Queue").id)}`,
      ],
      ["ScaleInProtection", `arn:aws:ecs:us-east-1:${ACCOUNT_ID}:task/${cluster}/*`],
      ["Own", "arn:aws:s3:::pictures/*"],
    ]);
  });

  it("refuses bounds and targets that cannot be, all at once", async () => {
    const { message } = await failure(() => worker({ minTasks: 3, maxTasks: 2, messagesPerTask: 0 }));
    expect(message).to.contain("maxTasks is 2: use a whole number of at least 3.");
    expect(message).to.contain("messagesPerTask is 0: use more than 0.");
  });
});
