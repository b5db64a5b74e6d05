import { expect } from "chai";

import { accessOf, lessOf } from "../support/access";
import { deployGrown } from "../support/grown";
import { deployStack } from "../support/deploy-stack";
import { connectionsOf } from "../support/service-inputs";

const job = (settings = ""): string =>
  `jobs={ digest: { image: { build: tests/fixtures/app/backend }, schedule: "cron(0 6 * * ? *)"${settings} } }`;
const deploy = (...set: string[]) => deployStack("dev", { set, mode: "both" });

describe("a stack with a job", () => {
  it("gives it what it uses and takes it away with the name, and gives nobody anything of it", async () => {
    const using = await deploy(job(", uses: [database]"));
    const without = await deploy(job());
    const { variables, statements, egress } = lessOf(accessOf(using, "digest"), accessOf(without, "digest"));
    expect(variables).to.include.members(["DATABASE_HOST", "DATABASE_NAME"]);
    expect(statements).to.include("DatabaseSecret");
    expect(egress).to.deep.equal(["security-digest-to-database-egress"]);
    expect(accessOf(without, "digest").variables).to.deep.equal(["AWS_REGION"]);

    const none = await deployStack("dev", { mode: "both" });
    for (const service of ["backend", "frontend"]) {
      expect(accessOf(without, service)).to.deep.equal(accessOf(none, service));
    }
    const ingress = using.all("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").map(({ name }) => name);
    expect(ingress.filter((name) => name.includes("to-digest"))).to.deep.equal([]);
  });

  it("shares the database's connections with it", async () => {
    const connections = async (...set: string[]) => Number(connectionsOf(await deploy(...set), "backend"));
    expect(await connections(job(", uses: [database]"))).to.be.lessThan(await connections(job()));
  });

  it("tells how to start it, keeps its images, and restarts nothing when a secret changes", async () => {
    const grown = await deployGrown("grown");
    expect(grown.outputs.jobs).to.deep.equal({
      digest: {
        stateMachineArn: "arn:aws:states:us-east-1:123456789012:stateMachine:webapp-grown-digest",
        taskDefinitionArn: "arn:aws:ecs:us-east-1:123456789012:task-definition/webapp-grown-digest:1",
      },
    });
    expect(grown.outputs.repositoryUrls).to.include.keys("digest");
    expect(grown.outputs).not.to.have.any.keys("digestServiceName");
    expect(grown.all("aws:cloudwatch/eventRule:EventRule").map(({ name }) => name)).not.to.include("digest-redeploy");
    const token = grown.all("aws:secretsmanager/secret:Secret").find(({ name }) => name.includes("digest-token"));
    expect(token?.id).to.contain(":secret:webapp-grown-digest-secrets-digest-token-");
    expect((await deployStack("dev")).outputs).not.to.have.property("jobs");
  });

  it("watches it: one alarm in dev, three and a graph in prod", async () => {
    const alarms = async (stack: "grown" | "grown-prod") =>
      (await deployGrown(stack))
        .all("aws:cloudwatch/metricAlarm:MetricAlarm")
        .map(({ name }) => name)
        .filter((name) => name.startsWith("digest"));
    expect(await alarms("grown")).to.deep.equal(["digest-missing"]);
    expect(await alarms("grown-prod")).to.have.members(["digest-missing", "digest-failed", "digest-not-started"]);
    const [dashboard] = (await deployGrown("grown-prod")).all("aws:cloudwatch/dashboard:Dashboard");
    expect(String(dashboard?.inputs.dashboardBody)).to.contain("Runs of digest");
  });

  it("encrypts its schedule and its secrets with the stack's key in prod", async () => {
    const grown = await deployGrown("grown-prod");
    const key = grown.named("encryption-data", "aws:kms/key:Key").id;
    expect(String(grown.named("digest", "aws:scheduler/schedule:Schedule").inputs.kmsKeyArn)).to.contain(key);
    const token = grown.all("aws:secretsmanager/secret:Secret").find(({ name }) => name.includes("digest-token"));
    expect(String(token?.inputs.kmsKeyId)).to.contain(key);
  });

  it("needs no endpoint of its own where there is no NAT", async () => {
    const uri = "123456789012.dkr.ecr.us-east-1.amazonaws.com/webapp-dev/x@sha256:" + "0".repeat(64);
    const images = ["backend", "ssr", "backup"].map((section) => `${section}.image={ uri: ${uri} }`);
    const closed = [...images, "network.nat=none", "backend.uses=[database]"];
    const endpoints = "network.endpoints=[ecr.api, ecr.dkr, logs, secretsmanager, ssmmessages]";
    const made = await deployStack("dev", {
      set: [...closed, endpoints, `jobs={ digest: { image: { uri: "${uri}" }, schedule: "rate(1 day)" } }`],
      mode: "both",
    });
    expect(accessOf(made, "digest").egress).to.include("security-digest-to-endpoints-egress");
  });
});
