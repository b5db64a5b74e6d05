import { expect } from "chai";

import { deployStack, type StackDeployment } from "../support/deploy-stack";

const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const SERVICE = "aws:ecs/service:Service";

interface Statement {
  readonly Sid: string;
  readonly Action: string | string[];
  readonly Resource: unknown;
}

const deployed = (...set: string[]): Promise<StackDeployment> => deployStack("dev", { set, mode: "known" });

/** What a task role may do for sessions. */
const sessionStatements = (deployment: StackDeployment, role: string): Statement[] => {
  const { policy } = deployment.named(role, "aws:iam/rolePolicy:RolePolicy").inputs;
  return (JSON.parse(String(policy)) as { Statement: Statement[] }).Statement.filter(({ Sid }) =>
    Sid.startsWith("Exec"),
  );
};

/** The security groups of the resource that holds them at a path of its inputs. */
const groupsOf = (deployment: StackDeployment, name: string): string[] =>
  (deployment.named(name, SERVICE).inputs.networkConfiguration as { securityGroups: string[] }).securityGroups;

describe("access to containers and database", () => {
  it("gives task roles the four actions of a session's channels, its log and its key, and nothing else", async () => {
    const deployment = await deployed("protection.customerManagedKeys=true");
    const key = deployment.named("encryption-logs", "aws:kms/key:Key");
    const log = deployment.named("cluster-exec", "aws:cloudwatch/logGroup:LogGroup");
    const group = `arn:aws:logs:us-east-1:123456789012:log-group:${String(log.inputs.name)}`;
    for (const role of ["backend-task", "frontend-task"]) {
      expect(sessionStatements(deployment, role).map(({ Action, Resource }) => [Action, Resource])).to.deep.equal([
        [
          [
            "ssmmessages:CreateControlChannel",
            "ssmmessages:CreateDataChannel",
            "ssmmessages:OpenControlChannel",
            "ssmmessages:OpenDataChannel",
          ],
          "*",
        ],
        ["logs:DescribeLogGroups", "*"],
        [["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"], `${group}:*`],
        ["kms:Decrypt", `arn:aws:kms:us-east-1:123456789012:key/${key.id}`],
      ]);
    }
    expect(deployment.only("aws:ecs/cluster:Cluster").inputs.configuration).to.deep.equal({
      executeCommandConfiguration: {
        logging: "OVERRIDE",
        kmsKeyId: `arn:aws:kms:us-east-1:123456789012:key/${key.id}`,
        logConfiguration: { cloudWatchLogGroupName: log.inputs.name, cloudWatchEncryptionEnabled: true },
      },
    });
  });

  it("needs no key of one's own", async () => {
    const actions = sessionStatements(await deployed(), "backend-task").flatMap(({ Action }) => Action);
    expect(actions.filter((action) => action.startsWith("kms:"))).to.deep.equal([]);
    expect(actions.filter((action) => action.startsWith("ssmmessages:"))).to.have.length(4);
  });

  it("is off when it is not wanted: no session, no right, no log", async () => {
    const deployment = await deployed("access.exec=false");
    expect(deployment.all(SERVICE).map(({ inputs }) => inputs.enableExecuteCommand)).to.deep.equal([false, false]);
    const policies = deployment.all("aws:iam/rolePolicy:RolePolicy").map(({ inputs }) => String(inputs.policy));
    expect(policies.filter((policy) => policy.includes("ssmmessages"))).to.deep.equal([]);
    expect(deployment.resources.filter(({ name }) => name === "cluster-exec")).to.deep.equal([]);
  });

  it("reaches the database through a task of the backend, whose agent reaches Systems Manager", async () => {
    const deployment = await deployed();
    const [backend = ""] = groupsOf(deployment, "backend");
    const [database = ""] = deployment.only("aws:rds/instance:Instance").inputs.vpcSecurityGroupIds as string[];
    const rules = (type: string, group: string) =>
      deployment
        .all(type)
        .map(({ inputs }) => inputs)
        .filter((inputs) => inputs.securityGroupId === group);
    const port = { ipProtocol: "tcp", fromPort: 3306, toPort: 3306 };
    expect(rules(EGRESS, backend)).to.deep.include({
      ...port,
      description: "Queries",
      securityGroupId: backend,
      referencedSecurityGroupId: database,
    });
    expect(rules(INGRESS, database)).to.deep.include({
      ...port,
      description: "Queries",
      securityGroupId: database,
      referencedSecurityGroupId: backend,
    });
    expect(rules(EGRESS, backend).some(({ toPort, cidrIpv4 }) => toPort === 443 && cidrIpv4 === "0.0.0.0/0")).to.equal(
      true,
    );
    const [frontend = ""] = groupsOf(deployment, "frontend");
    expect(
      rules(INGRESS, database).filter(({ referencedSecurityGroupId }) => referencedSecurityGroupId === frontend),
      "the front end is no way to the database",
    ).to.deep.equal([]);
    for (const output of ["clusterName", "backendServiceName", "databaseAddress", "databaseSecretArn"]) {
      expect(deployment.outputs, "what the runbook reads").to.have.property(output);
    }
  });

  it("refuses to leave the agent without a way out", async () => {
    const endpoints = "network.endpoints=[ecr.api, ecr.dkr, logs, secretsmanager]";
    const message = await deployed("network.nat=none", endpoints).then(
      () => "",
      (error: unknown) => (error as Error).message,
    );
    expect(message).to.contain("ssmmessages");
  });
});
