import { expect } from "chai";
import { ACCOUNT_ID } from "@toolkit/offline/capture";
import { deploy } from "@toolkit/offline/testing";
import { containerOf, failure, KEY, policyOf, REPOSITORY, SECRET, service, trustOf } from "./compute-support";

const DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";
const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";

describe("FargateService: task", () => {
  it("has exactly these inputs", async () => {
    const deployment = await deploy(() => service());
    const { containerDefinitions, executionRoleArn, taskRoleArn, ...inputs } = deployment.only(DEFINITION).inputs;
    expect(inputs).to.deep.equal({
      family: "webapp-dev-backend",
      requiresCompatibilities: ["FARGATE"],
      networkMode: "awsvpc",
      cpu: "256",
      memory: "512",
      runtimePlatform: { operatingSystemFamily: "LINUX", cpuArchitecture: "ARM64" },
      volumes: [{ name: "tmp" }],
      skipDestroy: true,
    });
    expect(containerDefinitions).to.be.a("string");
    expect(executionRoleArn).to.match(/:role\//);
    expect(taskRoleArn)
      .to.match(/:role\//)
      .and.to.not.equal(executionRoleArn);
  });

  it("follows the architecture", async () => {
    const deployment = await deploy(() => service({ architecture: "amd64" }));
    expect(deployment.only(DEFINITION).inputs.runtimePlatform).to.deep.equal({
      operatingSystemFamily: "LINUX",
      cpuArchitecture: "X86_64",
    });
  });

  it("refuses a size that Fargate does not offer", async () => {
    const error = await failure(() => service({ cpu: 256, memory: 4096 }));
    expect(error.message).to.equal(
      "backend: Fargate does not pair 256 CPU units with 4096 MiB of memory: use 512, 1024, 2048.",
    );
  });

  it("is told its port and how long it may finish, which the environment may shorten", async () => {
    const told = containerOf(await deploy(() => service({ environment: { LOG_LEVEL: "info" } })));
    expect(told.environment).to.deep.equal([
      { name: "LOG_LEVEL", value: "info" },
      { name: "PORT", value: "8080" },
      { name: "SHUTDOWN_TIMEOUT_SECONDS", value: "110" },
    ]);
    expect(told.portMappings).to.deep.equal([{ containerPort: 8080, hostPort: 8080, protocol: "tcp" }]);
    const shorter = containerOf(await deploy(() => service({ environment: { SHUTDOWN_TIMEOUT_SECONDS: "20" } })));
    expect(shorter.environment).to.deep.include({ name: "SHUTDOWN_TIMEOUT_SECONDS", value: "20" });
  });

  it("takes secrets by reference only", async () => {
    const secrets = { DATABASE_PASSWORD: `${SECRET}:password::` };
    const container = containerOf(await deploy(() => service({ secrets, secretArns: [SECRET] })));
    expect(container.secrets).to.deep.equal([{ name: "DATABASE_PASSWORD", valueFrom: `${SECRET}:password::` }]);
    expect(JSON.stringify(container.environment)).to.not.contain("PASSWORD");
  });

  it("logs to a group of its own, which is there first", async () => {
    const deployment = await deploy(() => service({ logs: { retentionDays: 90, keyArn: KEY } }));
    const group = deployment.only(LOG_GROUP);
    expect(group.inputs).to.deep.equal({ name: "/webapp-dev/backend", retentionInDays: 90, kmsKeyId: KEY });
    expect(deployment.only(DEFINITION).propertyDependencies.containerDefinitions).to.include(group.urn);
  });

  it("keeps logs for 30 days without a key unless told otherwise", async () => {
    const deployment = await deploy(() => service());
    expect(deployment.only(LOG_GROUP).inputs).to.deep.equal({ name: "/webapp-dev/backend", retentionInDays: 30 });
  });

  it("logs to a group that someone else keeps", async () => {
    const arn = `arn:aws:logs:us-east-1:${ACCOUNT_ID}:log-group:/webapp-dev/kept`;
    const deployment = await deploy(() => service({ logGroup: { name: "/webapp-dev/kept", arn } }));
    expect(deployment.all(LOG_GROUP)).to.deep.equal([]);
    expect(containerOf(deployment).logConfiguration.options["awslogs-group"]).to.equal("/webapp-dev/kept");
    expect(policyOf(deployment, "backend-execution").find(({ Sid }) => Sid === "Logs")?.Resource).to.equal(`${arn}:*`);
  });
});

describe("FargateService: roles", () => {
  const trust = {
    Effect: "Allow",
    Principal: { Service: "ecs-tasks.amazonaws.com" },
    Action: "sts:AssumeRole",
    Condition: {
      StringEquals: { "aws:SourceAccount": ACCOUNT_ID },
      ArnLike: { "aws:SourceArn": `arn:aws:ecs:us-east-1:${ACCOUNT_ID}:*` },
    },
  };
  const logs = {
    Sid: "Logs",
    Effect: "Allow",
    Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
    Resource: `arn:aws:logs:us-east-1:${ACCOUNT_ID}:log-group:/webapp-dev/backend:*`,
  };

  it("are assumed on behalf of this account only", async () => {
    const deployment = await deploy(() => service());
    expect(trustOf(deployment, "backend-execution")).to.deep.equal([trust]);
    expect(trustOf(deployment, "backend-task")).to.deep.equal([trust]);
  });

  it("need only logs to start a public image", async () => {
    const deployment = await deploy(() => service({ repository: null }));
    expect(policyOf(deployment, "backend-execution")).to.deep.equal([logs]);
  });

  it("pull one repository and read the named secrets with their key", async () => {
    const deployment = await deploy(() => service({ secretArns: [SECRET], secretKeyArns: [KEY] }));
    expect(policyOf(deployment, "backend-execution")).to.deep.equal([
      { Sid: "EcrAuth", Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" },
      {
        Sid: "EcrPull",
        Effect: "Allow",
        Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        Resource: REPOSITORY,
      },
      logs,
      { Sid: "Secrets", Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: SECRET },
      {
        Sid: "SecretsKey",
        Effect: "Allow",
        Action: "kms:Decrypt",
        Resource: KEY,
        Condition: { StringEquals: { "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com" } },
      },
    ]);
  });

  it("allow the application nothing unless asked", async () => {
    const deployment = await deploy(() => service({ secretArns: [SECRET] }));
    expect(deployment.all("aws:iam/rolePolicy:RolePolicy").map(({ name }) => name)).to.deep.equal([
      "backend-execution",
    ]);
  });

  it("allow ECS Exec into recorded sessions, for which the root is writable", async () => {
    const logGroupArn = `arn:aws:logs:us-east-1:${ACCOUNT_ID}:log-group:/webapp-dev/cluster-exec`;
    const deployment = await deploy(() => service({ exec: { logGroupArn, keyArn: KEY } }));
    expect(deployment.only("aws:ecs/service:Service").inputs.enableExecuteCommand).to.equal(true);
    expect(containerOf(deployment).readonlyRootFilesystem).to.equal(false);
    expect(policyOf(deployment, "backend-task")).to.deep.equal([
      {
        Sid: "ExecChannel",
        Effect: "Allow",
        Action: [
          "ssmmessages:CreateControlChannel",
          "ssmmessages:CreateDataChannel",
          "ssmmessages:OpenControlChannel",
          "ssmmessages:OpenDataChannel",
        ],
        Resource: "*",
      },
      { Sid: "ExecLogGroups", Effect: "Allow", Action: "logs:DescribeLogGroups", Resource: "*" },
      {
        Sid: "ExecLogs",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        Resource: `${logGroupArn}:*`,
      },
      { Sid: "ExecKey", Effect: "Allow", Action: "kms:Decrypt", Resource: KEY },
    ]);
  });
});
