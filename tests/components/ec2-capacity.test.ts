import { expect } from "chai";
import { Ec2Capacity, type Ec2CapacityArgs } from "../../components/compute";
import { agentConfiguration } from "../../components/compute/launch-template";
import { UserError } from "../../components/errors";
import { ACCOUNT_ID } from "@toolkit/offline/capture";
import { deploy } from "@toolkit/offline/testing";
import { account, failure, policyOf, TOPIC, trustOf, typesAndNames } from "./compute-support";

const GROUP = "aws:autoscaling/group:Group";
const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
const PROVIDER = "aws:ecs/capacityProvider:CapacityProvider";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const CLUSTER_ARN = `arn:aws:ecs:us-east-1:${ACCOUNT_ID}:cluster/webapp-dev-cluster`;

const capacity = (change: Partial<Ec2CapacityArgs> = {}, name = "cluster-arm64") =>
  new Ec2Capacity(name, {
    account,
    clusterName: "webapp-dev-cluster",
    clusterArn: CLUSTER_ARN,
    architecture: "arm64",
    instanceTypes: ["m7g.large", "m6g.large", "m7g.xlarge"],
    tasks: [{ cpu: 256, memory: 512, maxTasks: 4 }],
    subnetIds: ["subnet-a", "subnet-b"],
    securityGroupIds: ["sg-hosts"],
    ...change,
  });

describe("Ec2Capacity", () => {
  it("makes these resources and no other", async () => {
    const deployment = await deploy(() => capacity());
    expect(typesAndNames(deployment)).to.deep.equal([
      `${GROUP}::cluster-arm64`,
      `${TEMPLATE}::cluster-arm64`,
      `${PROVIDER}::cluster-arm64`,
      "aws:iam/instanceProfile:InstanceProfile::cluster-arm64-instance",
      "aws:iam/role:Role::cluster-arm64-instance",
      "aws:iam/rolePolicy:RolePolicy::cluster-arm64-instance",
    ]);
  });

  it("scales from zero with mostly Spot, and protects instances that have tasks", async () => {
    const deployment = await deploy(() => capacity());
    const group = deployment.only(GROUP);
    expect(group.inputs).to.deep.equal({
      vpcZoneIdentifiers: ["subnet-a", "subnet-b"],
      minSize: 0,
      // 2 × 4 tasks, of which the smallest type holds 2.
      maxSize: 4,
      mixedInstancesPolicy: {
        instancesDistribution: {
          onDemandAllocationStrategy: "prioritized",
          onDemandBaseCapacity: 1,
          onDemandPercentageAboveBaseCapacity: 0,
          spotAllocationStrategy: "price-capacity-optimized",
        },
        launchTemplate: {
          launchTemplateSpecification: { launchTemplateId: deployment.only(TEMPLATE).id, version: "1" },
          overrides: [{ instanceType: "m7g.large" }, { instanceType: "m6g.large" }, { instanceType: "m7g.xlarge" }],
        },
      },
      capacityRebalance: true,
      protectFromScaleIn: true,
      instanceRefresh: {
        strategy: "Rolling",
        preferences: { minHealthyPercentage: 100, maxHealthyPercentage: 200, scaleInProtectedInstances: "Refresh" },
      },
      waitForCapacityTimeout: "0",
      forceDelete: true,
      tags: [
        { key: "AmazonECSManaged", value: "true", propagateAtLaunch: true },
        { key: "Name", value: "webapp-dev-cluster-arm64", propagateAtLaunch: true },
      ],
    });
    expect(group.ignoreChanges).to.deep.equal(["desiredCapacity"]);
    expect(group.dependsOn).to.include(deployment.only("aws:iam/rolePolicy:RolePolicy").urn);
  });

  it("lets ECS scale, drain and protect", async () => {
    const deployment = await deploy(() => capacity());
    const { autoScalingGroupProvider } = deployment.only(PROVIDER).inputs;
    const { autoScalingGroupArn, ...provider } = autoScalingGroupProvider as Record<string, unknown>;
    expect(autoScalingGroupArn).to.match(/^arn:aws:autoscaling:/);
    expect(provider).to.deep.equal({
      managedDraining: "ENABLED",
      managedTerminationProtection: "ENABLED",
      managedScaling: {
        status: "ENABLED",
        targetCapacity: 100,
        minimumScalingStepSize: 1,
        maximumScalingStepSize: 10,
        instanceWarmupPeriod: 120,
      },
    });
  });

  it("starts hardened instances of the newest image", async () => {
    const deployment = await deploy(() => capacity({ diskGb: 40, tags: { Project: "webapp" } }));
    const { userData, iamInstanceProfile, ...inputs } = deployment.only(TEMPLATE).inputs;
    expect(inputs).to.deep.equal({
      imageId: "resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/arm64/recommended/image_id",
      metadataOptions: {
        httpEndpoint: "enabled",
        httpTokens: "required",
        httpPutResponseHopLimit: 1,
        instanceMetadataTags: "disabled",
      },
      networkInterfaces: [
        {
          deviceIndex: 0,
          associatePublicIpAddress: "false",
          deleteOnTermination: "true",
          securityGroups: ["sg-hosts"],
        },
      ],
      blockDeviceMappings: [
        {
          deviceName: "/dev/xvda",
          ebs: { encrypted: "true", volumeType: "gp3", volumeSize: 40, deleteOnTermination: "true" },
        },
      ],
      tagSpecifications: [
        { resourceType: "instance", tags: { Project: "webapp" } },
        { resourceType: "volume", tags: { Project: "webapp" } },
      ],
      updateDefaultVersion: true,
    });
    expect((iamInstanceProfile as { arn: string }).arn).to.match(/:instance-profile\//);
    expect(Buffer.from(String(userData), "base64").toString("utf8")).to.equal(agentConfiguration("webapp-dev-cluster"));
    expect(deployment.only(GROUP).inputs.tags).to.deep.include({
      key: "Project",
      value: "webapp",
      propagateAtLaunch: true,
    });
  });

  it("tells the agent its cluster, and keeps tasks off the instance's credentials", () => {
    expect(agentConfiguration("webapp-dev-cluster").split("\n")).to.deep.equal([
      "#!/bin/sh",
      "cat >> /etc/ecs/ecs.config <<'END'",
      "ECS_CLUSTER=webapp-dev-cluster",
      "ECS_RESERVED_MEMORY=128",
      "ECS_ENABLE_SPOT_INSTANCE_DRAINING=true",
      "ECS_AWSVPC_BLOCK_IMDS=true",
      "ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE=true",
      "END",
      "",
    ]);
  });

  it("follows the architecture", async () => {
    const deployment = await deploy(() =>
      capacity({ architecture: "amd64", instanceTypes: ["m7i.large", "m6i.large"] }),
    );
    expect(deployment.only(TEMPLATE).inputs.imageId).to.equal(
      "resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id",
    );
  });

  it("allows the agent its own cluster and nothing else", async () => {
    const deployment = await deploy(() => capacity());
    expect(policyOf(deployment, "cluster-arm64-instance")).to.deep.equal([
      {
        Sid: "Register",
        Effect: "Allow",
        Action: [
          "ecs:DeregisterContainerInstance",
          "ecs:RegisterContainerInstance",
          "ecs:SubmitAttachmentStateChanges",
          "ecs:SubmitContainerStateChange",
          "ecs:SubmitTaskStateChange",
        ],
        Resource: CLUSTER_ARN,
      },
      {
        Sid: "Listen",
        Effect: "Allow",
        Action: ["ecs:Poll", "ecs:StartTelemetrySession", "ecs:UpdateContainerInstancesState"],
        Resource: `arn:aws:ecs:us-east-1:${ACCOUNT_ID}:container-instance/webapp-dev-cluster/*`,
        Condition: { ArnEquals: { "ecs:cluster": CLUSTER_ARN } },
      },
      { Sid: "Discover", Effect: "Allow", Action: "ecs:DiscoverPollEndpoint", Resource: "*" },
    ]);
    expect(trustOf(deployment, "cluster-arm64-instance")).to.deep.equal([
      { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
    ]);
    expect(deployment.all("aws:iam/rolePolicyAttachment:RolePolicyAttachment")).to.deep.equal([]);
  });

  it("alarms when tasks stay pending", async () => {
    const deployment = await deploy(() => capacity({ alarmTopicArn: TOPIC }));
    const { alarmDescription, dimensions, ...alarm } = deployment.only(ALARM).inputs;
    expect(alarm).to.deep.equal({
      namespace: "AWS/ECS/ManagedScaling",
      metricName: "CapacityProviderReservation",
      statistic: "Minimum",
      period: 60,
      comparisonOperator: "GreaterThanThreshold",
      threshold: 100,
      evaluationPeriods: 15,
      datapointsToAlarm: 15,
      treatMissingData: "notBreaching",
      alarmActions: [TOPIC],
      okActions: [TOPIC],
    });
    expect(dimensions).to.have.keys("ClusterName", "CapacityProviderName");
    expect(dimensions).to.include({ ClusterName: "webapp-dev-cluster" });
    expect(JSON.stringify(dimensions)).to.not.contain("arn:");
    expect(alarmDescription).to.match(/Runbook: docs\/runbooks\/[a-z-]+\.md#[a-z0-9-]+$/);
  });

  it("never allows fewer instances than its base", async () => {
    const deployment = await deploy(() => capacity({ onDemandBase: 9 }));
    expect(deployment.only(GROUP).inputs.maxSize).to.equal(9);
  });

  it("lets two live side by side", async () => {
    const deployment = await deploy(() => [capacity({}, "one"), capacity({}, "two")]);
    expect(deployment.all(GROUP).map(({ name }) => name)).to.deep.equal(["one", "two"]);
  });

  const refused: { change: Partial<Ec2CapacityArgs>; problem: string }[] = [
    {
      change: { instanceTypes: ["m7g.large"] },
      problem: "the instance types are [m7g.large]: name at least two different ones.",
    },
    {
      change: { instanceTypes: ["m7g.large", "m7g.large"] },
      problem: "the instance types are [m7g.large, m7g.large]: name at least two different ones.",
    },
    {
      change: { instanceTypes: ["m7g.large", "m7i.large"] },
      problem: 'instance type "m7i.large" is amd64 and the tasks are arm64: use e.g. m7g.large, m6g.large, t4g.large.',
    },
    {
      change: { instanceTypes: ["t4g.small", "m7g.large"], tasks: [{ cpu: 1024, memory: 4096, maxTasks: 1 }] },
      problem:
        'instance type "t4g.small" fits no task of 1024 CPU units and 4096 MiB: it offers 2048 CPU units and 1756 MiB.',
    },
    { change: { tasks: [] }, problem: "no service runs on these instances: give one the capacity ec2Spot." },
    { change: { onDemandBase: -1 }, problem: "onDemandBase is -1: use a whole number from 0." },
    { change: { diskGb: 8 }, problem: "diskGb is 8: the image needs at least 30." },
  ];
  for (const { change, problem } of refused) {
    it(`refuses: ${problem}`, async () => {
      const error = await failure(() => capacity(change));
      expect(error).to.be.instanceOf(UserError);
      expect(error.message).to.equal(`cluster-arm64: ${problem}`);
    });
  }
});
