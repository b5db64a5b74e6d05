import { expect } from "chai";
import { Cluster, type ClusterArgs } from "../../components/compute";
import { UserError } from "../../components/errors";
import { deploy } from "@toolkit/offline/testing";
import { account, failure, KEY, typesAndNames } from "./compute-support";

const CLUSTER = "aws:ecs/cluster:Cluster";
const ASSOCIATION = "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders";
const GROUP = "aws:autoscaling/group:Group";

const cluster = (change: Partial<ClusterArgs> = {}, name = "cluster") => new Cluster(name, { account, ...change });

const instances = {
  instanceTypes: ["m7g.large", "m6g.large"],
  tasks: [{ cpu: 256, memory: 512, maxTasks: 2 }],
  subnetIds: ["subnet-a", "subnet-b"],
  securityGroupIds: ["sg-hosts"],
};

describe("Cluster", () => {
  it("makes a cluster with both kinds of Fargate and nothing else", async () => {
    const deployment = await deploy(() => cluster());
    expect(typesAndNames(deployment)).to.deep.equal([`${CLUSTER}::cluster`, `${ASSOCIATION}::cluster`]);
    expect(deployment.only(CLUSTER).inputs).to.deep.equal({
      name: "webapp-dev-cluster",
      settings: [{ name: "containerInsights", value: "disabled" }],
    });
    expect(deployment.only(ASSOCIATION).inputs).to.deep.equal({
      clusterName: "webapp-dev-cluster",
      capacityProviders: ["FARGATE", "FARGATE_SPOT"],
      defaultCapacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }],
    });
  });

  it("lets two clusters live side by side", async () => {
    const deployment = await deploy(() => [cluster({}, "one"), cluster({}, "two")]);
    expect(deployment.all(CLUSTER).map(({ inputs }) => inputs.name)).to.deep.equal([
      "webapp-dev-one",
      "webapp-dev-two",
    ]);
  });

  it("turns Container Insights on", async () => {
    const deployment = await deploy(() => cluster({ containerInsights: true }));
    expect(deployment.only(CLUSTER).inputs.settings).to.deep.equal([{ name: "containerInsights", value: "enabled" }]);
  });

  it("records ECS Exec sessions under a key", async () => {
    let created: Cluster | undefined;
    const deployment = await deploy(() => (created = cluster({ exec: { keyArn: KEY, retentionDays: 365 } })));
    expect(deployment.only("aws:cloudwatch/logGroup:LogGroup").inputs).to.deep.equal({
      name: "/webapp-dev/cluster-exec",
      retentionInDays: 365,
      kmsKeyId: KEY,
    });
    expect(deployment.only(CLUSTER).inputs.configuration).to.deep.equal({
      executeCommandConfiguration: {
        logging: "OVERRIDE",
        kmsKeyId: KEY,
        logConfiguration: { cloudWatchLogGroupName: "/webapp-dev/cluster-exec", cloudWatchEncryptionEnabled: true },
      },
    });
    expect(created?.exec?.keyArn).to.equal(KEY);
  });

  it("does not claim encryption that ECS would then refuse", async () => {
    let created: Cluster | undefined;
    const deployment = await deploy(() => (created = cluster({ exec: { retentionDays: 90 } })));
    expect(deployment.only("aws:cloudwatch/logGroup:LogGroup").inputs).to.deep.equal({
      name: "/webapp-dev/cluster-exec",
      retentionInDays: 90,
    });
    expect(deployment.only(CLUSTER).inputs.configuration).to.deep.equal({
      executeCommandConfiguration: {
        logging: "OVERRIDE",
        logConfiguration: { cloudWatchLogGroupName: "/webapp-dev/cluster-exec", cloudWatchEncryptionEnabled: false },
      },
    });
    expect(created?.exec?.logGroupArn).to.be.an("object");
    expect(created?.exec?.keyArn).to.equal(undefined);
  });

  it("offers no sessions unless asked", async () => {
    let created: Cluster | undefined;
    await deploy(() => (created = cluster()));
    expect(created?.exec).to.equal(undefined);
  });

  it("associates instances of each architecture, which go before the cluster does", async () => {
    let created: Cluster | undefined;
    const deployment = await deploy(
      () =>
        (created = cluster({
          ec2: { arm64: instances, amd64: { ...instances, instanceTypes: ["m7i.large", "m6i.large"] } },
        })),
    );
    const providers = deployment.all("aws:ecs/capacityProvider:CapacityProvider");
    expect(providers.map(({ name }) => name)).to.deep.equal(["cluster-arm64", "cluster-amd64"]);
    expect(deployment.only(ASSOCIATION).inputs.capacityProviders).to.have.length(4);
    expect(deployment.only(ASSOCIATION).dependsOn).to.include.members(providers.map(({ urn }) => urn));
    for (const group of deployment.all(GROUP)) {
      expect(deployment.waitsFor(group, CLUSTER)).to.equal(true);
    }
    expect(created?.ec2).to.have.keys("arm64", "amd64");
  });

  it("refuses a name that is none", async () => {
    const error = await failure(() => cluster({ account: { ...account, prefix: "web app" } }));
    expect(error).to.be.instanceOf(UserError);
    expect(error.message).to.equal(
      'cluster: "web app-cluster" is not a cluster name: use up to 255 letters, digits, - and _.',
    );
  });
});
