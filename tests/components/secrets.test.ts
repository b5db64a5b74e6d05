import { expect } from "chai";

import {
  AppSecrets,
  type AppSecretsArgs,
  redeployDefinition,
  SecretRedeploy,
  type SecretRedeployArgs,
} from "../../components/data";
import { ACCOUNT_ID } from "@toolkit/offline/capture";
import { deploy } from "@toolkit/offline/testing";
import { account, KEY, policyOf, SECRET, TOPIC, trustOf, typesAndNames } from "./compute-support";
import { statements } from "./infrastructure-support";

const SECRET_TYPE = "aws:secretsmanager/secret:Secret";
const VERSION = "aws:secretsmanager/secretVersion:SecretVersion";
const FOREIGN = `arn:aws:secretsmanager:us-east-1:${ACCOUNT_ID}:secret:shared/mail-AbCdEf`;

const appSecrets = (change: Partial<AppSecretsArgs> = {}) =>
  new AppSecrets("backend-secrets", {
    account,
    secrets: { API_KEY: "create", MAIL_USER: `${FOREIGN}:user::`, MAIL_PASSWORD: `${FOREIGN}:password::` },
    recoveryWindowDays: 0,
    ...change,
  });

describe("AppSecrets", () => {
  it("makes what is to be created and nothing for what is referenced", async () => {
    const deployment = await deploy(() => appSecrets());
    expect(typesAndNames(deployment)).to.deep.equal(
      [SECRET_TYPE, "aws:secretsmanager/secretPolicy:SecretPolicy", VERSION].map(
        (type) => `${type}::backend-secrets-api-key`,
      ),
    );
    expect(deployment.only(SECRET_TYPE).inputs).to.deep.equal({
      description: "API_KEY of webapp-dev-backend-secrets",
      recoveryWindowInDays: 0,
    });
  });

  it("uses the key and the recovery window that it is given", async () => {
    const deployment = await deploy(() => appSecrets({ keyArn: KEY, recoveryWindowDays: 30 }));
    expect(deployment.only(SECRET_TYPE).inputs).to.include({ kmsKeyId: KEY, recoveryWindowInDays: 30 });
  });

  it("closes it to other accounts", async () => {
    const deployment = await deploy(() => appSecrets());
    const { blockPublicPolicy, policy } = deployment.inputs("aws:secretsmanager/secretPolicy:SecretPolicy");
    expect(blockPublicPolicy).to.equal(true);
    expect(statements(policy)).to.deep.equal([
      {
        Sid: "OnlyThisAccount",
        Effect: "Deny",
        Principal: "*",
        Action: "secretsmanager:*",
        Resource: deployment.only(SECRET_TYPE).id,
        Condition: { StringNotEquals: { "aws:PrincipalAccount": ACCOUNT_ID } },
      },
    ]);
  });

  it("begins with a value, so that tasks start, and never puts it back over the real one", async () => {
    const version = (await deploy(() => appSecrets())).only(VERSION);
    expect(version.inputs).to.deep.include({
      secretStringWo: "[secret]",
      secretStringWoVersion: 1,
      versionStages: ["AWSCURRENT", "pulumi-initial"],
    });
    expect(version.ignoreChanges).to.deep.equal([
      "secretString",
      "secretStringWo",
      "secretStringWoVersion",
      "versionStages",
    ]);
  });

  it("is written without being read: a refresh needs no right to the value", async () => {
    const version = (await deploy(() => appSecrets())).only(VERSION);
    expect(version.inputs).to.not.have.any.keys("secretString", "secretBinary");
  });

  it("names each secret once, without what ECS lets follow it", async () => {
    let secrets: AppSecrets | undefined;
    const deployment = await deploy(() => {
      secrets = appSecrets();
    });
    expect(secrets?.arns).to.have.length(2);
    expect(Object.keys(secrets?.valueFrom ?? {}).sort()).to.deep.equal(["API_KEY", "MAIL_PASSWORD", "MAIL_USER"]);
    expect(deployment.all(SECRET_TYPE)).to.have.length(1);
  });
});

const SERVICE = `arn:aws:ecs:us-east-1:${ACCOUNT_ID}:service/webapp-dev/backend-1a2b`;
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const RULE = "aws:cloudwatch/eventRule:EventRule";
const MACHINE = "aws:sfn/stateMachine:StateMachine";
const MACHINE_ARN = `arn:aws:states:us-east-1:${ACCOUNT_ID}:stateMachine:webapp-dev-backend-redeploy`;

const redeploy = (change: Partial<SecretRedeployArgs> = {}) =>
  new SecretRedeploy("backend-redeploy", {
    account,
    secretArns: [SECRET, FOREIGN],
    consumers: [{ cluster: "webapp-dev", service: "backend-1a2b", serviceArn: SERVICE }],
    logs: { retentionDays: 14 },
    ...change,
  });

describe("SecretRedeploy", () => {
  it("listens to the native event of exactly these secrets", async () => {
    const deployment = await deploy(() => redeploy());
    expect(JSON.parse(String(deployment.only(RULE).inputs.eventPattern))).to.deep.equal({
      source: ["aws.secretsmanager"],
      "detail-type": ["Secret Label Updated"],
      resources: [SECRET, FOREIGN],
      detail: { labelUpdated: ["AWSCURRENT"] },
    });
    expect(deployment.inputs("aws:cloudwatch/eventTarget:EventTarget")).to.deep.equal({
      rule: deployment.only(RULE).id,
      arn: MACHINE_ARN,
      roleArn: `arn:aws:iam::${ACCOUNT_ID}:role/${deployment.named("backend-redeploy-rule", "aws:iam/role:Role").id}`,
    });
  });

  it("lets the rule start this state machine, and the state machine restart these services", async () => {
    const deployment = await deploy(() => redeploy());
    expect(policyOf(deployment, "backend-redeploy-rule")).to.deep.equal([
      { Sid: "StartRedeploy", Effect: "Allow", Action: "states:StartExecution", Resource: MACHINE_ARN },
    ]);
    const [restart, logs, traces, ...more] = policyOf(deployment, "backend-redeploy-machine");
    expect(restart).to.deep.equal({
      Sid: "Redeploy",
      Effect: "Allow",
      Action: ["ecs:DescribeServices", "ecs:UpdateService"],
      Resource: SERVICE,
    });
    expect([logs?.Sid, traces?.Sid]).to.deep.equal(["LogDelivery", "Traces"]);
    expect(more).to.deep.equal([]);
    const sources = { states: "machine", events: "rule" } as const;
    const expected = {
      states: MACHINE_ARN,
      events: `arn:aws:events:us-east-1:${ACCOUNT_ID}:rule/${deployment.only(RULE).id}`,
    };
    for (const service of ["states", "events"] as const) {
      expect(trustOf(deployment, `backend-redeploy-${sources[service]}`)).to.deep.equal([
        {
          Effect: "Allow",
          Principal: { Service: `${service}.amazonaws.com` },
          Action: "sts:AssumeRole",
          Condition: {
            StringEquals: { "aws:SourceAccount": ACCOUNT_ID },
            ArnLike: { "aws:SourceArn": expected[service] },
          },
        },
      ]);
    }
  });

  it("runs the definition as a standard machine that logs, once its role may", async () => {
    const deployment = await deploy(() => redeploy({ logs: { retentionDays: 14, keyArn: KEY } }));
    const machine = deployment.only(MACHINE);
    const { definition, ...inputs } = machine.inputs;
    expect(JSON.parse(String(definition))).to.deep.equal(
      JSON.parse(JSON.stringify(redeployDefinition("aws", [{ cluster: "webapp-dev", service: "backend-1a2b" }]))),
    );
    expect(inputs).to.deep.equal({
      name: "webapp-dev-backend-redeploy",
      type: "STANDARD",
      tracingConfiguration: { enabled: true },
      roleArn: `arn:aws:iam::${ACCOUNT_ID}:role/${deployment.named("backend-redeploy-machine", "aws:iam/role:Role").id}`,
      loggingConfiguration: {
        level: "ALL",
        includeExecutionData: true,
        logDestination: `arn:aws:logs:us-east-1:${ACCOUNT_ID}:log-group:/aws/vendedlogs/webapp-dev/backend-redeploy:*`,
      },
    });
    const policy = deployment.named("backend-redeploy-machine", "aws:iam/rolePolicy:RolePolicy");
    expect(machine.dependsOn).to.include(policy.urn);
    expect(deployment.only("aws:cloudwatch/logGroup:LogGroup").inputs).to.deep.equal({
      name: "/aws/vendedlogs/webapp-dev/backend-redeploy",
      retentionInDays: 14,
      kmsKeyId: KEY,
    });
  });

  it("alarms on every way not to succeed, and on never having begun", async () => {
    const deployment = await deploy(() => redeploy({ alarmTopicArn: TOPIC }));
    const failed = deployment.named("backend-redeploy-failed", ALARM).inputs;
    const metric = (metricName: string) => ({
      namespace: "AWS/States",
      metricName,
      dimensions: { StateMachineArn: MACHINE_ARN },
      period: 300,
      stat: "Sum",
    });
    expect(failed.metricQueries).to.deep.equal([
      {
        id: "total",
        expression: "SUM(FILL(METRICS(), 0))",
        label: "Executions that did not succeed",
        returnData: true,
      },
      { id: "failed", returnData: false, metric: metric("ExecutionsFailed") },
      { id: "timedOut", returnData: false, metric: metric("ExecutionsTimedOut") },
      { id: "aborted", returnData: false, metric: metric("ExecutionsAborted") },
    ]);
    const shared = { threshold: 1, treatMissingData: "notBreaching", alarmActions: [TOPIC], okActions: [TOPIC] };
    expect(failed).to.deep.include(shared);
    expect(deployment.named("backend-redeploy-not-started", ALARM).inputs).to.deep.include({
      ...shared,
      namespace: "AWS/Events",
      metricName: "FailedInvocations",
      dimensions: { RuleName: deployment.only(RULE).id },
    });
    expect((await deploy(() => redeploy())).all(ALARM)).to.deep.equal([]);
  });
});
