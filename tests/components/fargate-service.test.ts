import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { UserError } from "../../components/errors";
import { statement } from "../../components/security/iam";
import { deploy } from "@toolkit/offline/testing";
import { failure, service, type ServiceChange, typesAndNames } from "./compute-support";

const SERVICE = "aws:ecs/service:Service";

/** Stands for whatever must be there before tasks can reach their image. */
class Routes extends pulumi.ComponentResource {
  readonly toInternet: aws.ec2.Route;

  constructor(name: string) {
    super("test:compute:Routes", name);
    this.toInternet = new aws.ec2.Route(
      name,
      { routeTableId: "rtb-1", destinationCidrBlock: "0.0.0.0/0", natGatewayId: "nat-1" },
      { parent: this },
    );
    this.registerOutputs();
  }
}

const inputsOf = async (change: ServiceChange) => (await deploy(() => service(change))).only(SERVICE).inputs;

describe("FargateService", () => {
  it("makes these resources and no other", async () => {
    const deployment = await deploy(() => service());
    expect(typesAndNames(deployment).filter((name) => !name.endsWith("::backend-cluster"))).to.deep.equal([
      "aws:appautoscaling/policy:Policy::backend-cpu",
      "aws:appautoscaling/policy:Policy::backend-requests",
      "aws:appautoscaling/target:Target::backend",
      "aws:cloudwatch/logGroup:LogGroup::backend",
      "aws:cloudwatch/metricAlarm:MetricAlarm::backend-5xx",
      "aws:cloudwatch/metricAlarm:MetricAlarm::backend-unhealthy",
      "aws:ecs/service:Service::backend",
      "aws:ecs/taskDefinition:TaskDefinition::backend",
      "aws:iam/role:Role::backend-execution",
      "aws:iam/role:Role::backend-task",
      "aws:iam/rolePolicy:RolePolicy::backend-execution",
      "aws:lb/listenerRule:ListenerRule::backend",
      "aws:lb/targetGroup:TargetGroup::backend",
    ]);
  });

  it("lets two services live side by side", async () => {
    const deployment = await deploy(() => [service({}, "backend"), service({}, "frontend")]);
    expect(deployment.all(SERVICE).map(({ name }) => name)).to.deep.equal(["backend", "frontend"]);
  });

  it("gives the service exactly these inputs", async () => {
    const deployment = await deploy(() => service());
    const alarms = deployment.all("aws:cloudwatch/metricAlarm:MetricAlarm");
    const { alarms: rollback, taskDefinition, ...inputs } = deployment.only(SERVICE).inputs;
    expect(inputs).to.deep.equal({
      cluster: deployment.only("aws:ecs/cluster:Cluster").id,
      desiredCount: 1,
      capacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }],
      forceNewDeployment: true,
      triggers: { capacity: '[{"capacityProvider":"FARGATE","weight":1}]' },
      platformVersion: "LATEST",
      networkConfiguration: {
        subnets: ["subnet-a", "subnet-b"],
        securityGroups: ["sg-backend"],
        assignPublicIp: false,
      },
      loadBalancers: [
        {
          targetGroupArn: deployment.only("aws:lb/targetGroup:TargetGroup").id,
          containerName: "backend",
          containerPort: 8080,
        },
      ],
      healthCheckGracePeriodSeconds: 60,
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
    expect(taskDefinition).to.match(/^arn:aws:ecs:us-east-1:\d{12}:task-definition\/webapp-dev-backend:1$/);
    expect(rollback).to.deep.include({ enable: true, rollback: true });
    expect((rollback as { alarmNames: string[] }).alarmNames)
      .to.have.length(alarms.length)
      .and.to.have.length(2);
  });

  it("leaves the count to scaling and says how long a deployment may take", async () => {
    const { ignoreChanges, customTimeouts } = (await deploy(() => service())).only(SERVICE);
    expect(ignoreChanges).to.deep.equal(["desiredCount"]);
    expect(customTimeouts).to.deep.equal({ create: "30m", update: "30m", delete: "20m" });
  });

  it("waits for rule, rights, alarms, capacity providers and routes", async () => {
    const own = statement({ sid: "Own", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::bucket/*"] });
    const deployment = await deploy(() =>
      service({ startAfter: [new Routes("routes").toInternet], taskPolicyStatements: [own] }),
    );
    const needed = [
      deployment.only("aws:lb/listenerRule:ListenerRule"),
      deployment.named("backend-execution", "aws:iam/rolePolicy:RolePolicy"),
      deployment.named("backend-task", "aws:iam/rolePolicy:RolePolicy"),
      ...deployment.all("aws:cloudwatch/metricAlarm:MetricAlarm"),
      deployment.only("aws:ecs/clusterCapacityProviders:ClusterCapacityProviders"),
      deployment.only("aws:ec2/route:Route"),
    ];
    expect(needed).to.have.length(7);
    expect(deployment.only(SERVICE).dependsOn).to.include.members(needed.map(({ urn }) => urn));
  });

  it("never names a launch type, whatever the capacity", async () => {
    const spot = await inputsOf({ capacity: { kind: "fargateSpot", onDemandBase: 1 } });
    expect(spot.capacityProviderStrategies).to.deep.equal([
      { capacityProvider: "FARGATE", base: 1, weight: 1 },
      { capacityProvider: "FARGATE_SPOT", weight: 4 },
    ]);
    expect(spot).to.not.have.any.keys("launchType", "orderedPlacementStrategies");
  });

  it("runs on instances, which take any size and have no platform version", async () => {
    const deployment = await deploy(() =>
      service({ capacity: { kind: "ec2Spot", capacityProvider: "cluster-arm64" }, cpu: 300, memory: 700 }),
    );
    const { inputs } = deployment.only(SERVICE);
    expect(inputs.capacityProviderStrategies).to.deep.equal([{ capacityProvider: "cluster-arm64", weight: 1 }]);
    expect(inputs.orderedPlacementStrategies).to.deep.equal([
      { type: "spread", field: "attribute:ecs.availability-zone" },
      { type: "binpack", field: "memory" },
    ]);
    expect(inputs).to.not.have.any.keys("launchType", "platformVersion");
    expect(deployment.only("aws:ecs/taskDefinition:TaskDefinition").inputs.requiresCompatibilities).to.deep.equal([
      "EC2",
    ]);
  });

  it("does as told about waiting, grace and deletion", async () => {
    const inputs = await inputsOf({ waitForSteadyState: false, startupGraceSeconds: 5, forceDelete: true });
    expect(inputs).to.include({ waitForSteadyState: false, healthCheckGracePeriodSeconds: 5, forceDelete: true });
  });

  it("refuses everything that is wrong at once", async () => {
    const error = await failure(() =>
      service({
        minTasks: 3,
        maxTasks: 2,
        capacity: { kind: "fargateSpot", onDemandBase: -1 },
        environment: { PORT: "80" },
        targetGroup: { healthCheckPath: "healthz" },
      }),
    );
    expect(error).to.be.instanceOf(UserError);
    expect(error.message.split("\n")).to.deep.equal([
      "backend: the on-demand base is -1: use a whole number from 0 to 100000.",
      "backend: PORT is set from containerPort: leave it out of the environment.",
      "backend: maxTasks is 2: use a whole number of at least 3.",
      'backend: the health check path "healthz" must start with "/".',
    ]);
  });

  it("refuses a name whose target group would be too long", async () => {
    const error = await failure(() => service({}, "a-service-with-a-long-name"));
    expect(error.message).to.equal("a-service-with-a-long-name: the name has 26 characters: use at most 24.");
  });
});
