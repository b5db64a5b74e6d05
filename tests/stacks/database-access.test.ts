import { expect } from "chai";

import { deployStack, type StackDeployment } from "../support/deploy-stack";

const POLICY = "aws:iam/rolePolicy:RolePolicy";
const REDEPLOY = "webapp:data:SecretRedeploy";
const CREATE = "backend.secrets.API_KEY=create";

const authentication = (kind: string, stack = "prod"): Promise<StackDeployment> =>
  deployStack(stack, { set: [`database.authentication=${kind}`, "frontend=ssr"] });

interface Statement {
  readonly Sid: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

const statementsOf = (deployment: StackDeployment, name: string): Statement[] =>
  (
    JSON.parse(String(deployment.inputs(POLICY, name).policy)) as {
      Statement: Statement[];
    }
  ).Statement;

const actionsOf = (deployment: StackDeployment, name: string): string[] =>
  statementsOf(deployment, name).flatMap(({ Action }) => Action);

describe("access of the backend to the database", () => {
  it("with iam is one user of one instance, and no password anywhere near the service", async () => {
    const deployment = await authentication("iam");
    const connect = statementsOf(deployment, "backend-task").filter(({ Action }) => Action === "rds-db:connect");
    expect(connect).to.have.length(1);
    expect(connect[0]?.Resource).to.match(
      /^arn:aws:rds-db:us-east-1:123456789012:dbuser:db-[A-Z0-9]{26}\/app_backend$/,
    );
    for (const role of ["backend-task", "backend-execution"]) {
      const actions = actionsOf(deployment, role).filter((action) => /^(kms|secretsmanager):/.test(action));
      expect(actions, role).to.deep.equal([]);
    }
    expect(
      deployment.named("backend", "aws:ecs/taskDefinition:TaskDefinition").inputs.containerDefinitions,
    ).not.to.match(/password|secretsmanager/);
  });

  it("with iam is a user of the stack's own name in a review stack, for the migration too", async () => {
    const set = ["profile=review", "database.authentication=iam"];
    const deployment = await deployStack("dev", { set });
    const [connect] = statementsOf(deployment, "backend-task").filter(({ Action }) => Action === "rds-db:connect");
    expect(connect?.Resource).to.match(/\/dev_app$/);
    for (const [task, variable] of [
      ["backend", "DATABASE_USERNAME"],
      ["migrate", "DATABASE_IAM_USERNAME"],
    ] as const) {
      const { containerDefinitions } = deployment.named(task, "aws:ecs/taskDefinition:TaskDefinition").inputs;
      expect(String(containerDefinitions)).to.contain(JSON.stringify({ name: variable, value: "dev_app" }));
    }
  });

  it("with iam leaves the master secret to the migration alone", async () => {
    const deployment = await authentication("iam");
    expect(statementsOf(deployment, "migrate-task").map(({ Sid }) => Sid)).to.deep.equal([
      "DatabaseSecret",
      "DatabaseSecretKey",
    ]);
    expect(deployment.outputs.oneOffTasks).to.have.all.keys("dump", "restore", "migrate");
    expect(deployment.all(REDEPLOY)).to.deep.equal([]);
  });

  it("with a password has no migration, and may read the secret again, also under a key of ours", async () => {
    const deployment = await authentication("password");
    expect(deployment.resources.some(({ name }) => name === "migrate")).to.equal(false);
    expect(statementsOf(deployment, "backend-task").map(({ Sid }) => Sid)).to.deep.equal([
      "DatabaseSecret",
      "DatabaseSecretKey",
    ]);
    expect(actionsOf(deployment, "backend-task")).not.to.include("rds-db:connect");
    expect(deployment.all(REDEPLOY).map(({ name }) => name)).to.deep.equal(["backend-redeploy"]);
  });
});

describe("application secrets by configuration", () => {
  it("reach the container and its execution role, and restart the service with the database's", async () => {
    const deployment = await deployStack("dev", { set: ["frontend=spa", CREATE] });
    const secret = deployment.named("backend-secrets-api-key", "aws:secretsmanager/secret:Secret").id;
    const [container] = JSON.parse(
      String(deployment.named("backend", "aws:ecs/taskDefinition:TaskDefinition").inputs.containerDefinitions),
    ) as { secrets: { name: string; valueFrom: string }[] }[];
    expect(container?.secrets[0]).to.deep.equal({ name: "API_KEY", valueFrom: secret });
    const secrets = statementsOf(deployment, "backend-execution").find(({ Sid }) => Sid === "Secrets");
    expect(secrets?.Resource).to.include(secret);
    const pattern = JSON.parse(
      String(deployment.inputs("aws:cloudwatch/eventRule:EventRule", "backend-redeploy").eventPattern),
    ) as {
      resources: string[];
    };
    expect(pattern.resources).to.deep.equal(secrets?.Resource);
  });

  it("of the front end stay when the other variant takes over", async () => {
    const set = ["ssr.secrets.SESSION_KEY=create"];
    const name = "frontend-secrets-session-key";
    for (const frontend of ["ssr", "spa"]) {
      const deployment = await deployStack("dev", { set: [`frontend=${frontend}`, ...set] });
      expect(deployment.named(name, "aws:secretsmanager/secret:Secret").inputs.recoveryWindowInDays).to.equal(0);
      expect(
        deployment
          .all(REDEPLOY)
          .map((resource) => resource.name)
          .sort(),
      ).to.deep.equal(frontend === "ssr" ? ["backend-redeploy", "frontend-redeploy"] : ["backend-redeploy"]);
    }
  });
});

describe("backup of a stack", () => {
  const PLAN = "aws:backup/plan:Plan";

  it("dumps in both profiles and takes AWS Backup's snapshots in prod", async () => {
    const dev = await deployStack("dev", { set: ["frontend=ssr"] });
    const prod = await deployStack("prod", { set: ["frontend=ssr"] });
    for (const deployment of [dev, prod]) expect(deployment.all("aws:scheduler/schedule:Schedule")).to.have.length(1);
    expect([dev.all(PLAN).length, prod.all(PLAN).length]).to.deep.equal([0, 1]);
  });

  it("has its bucket admitted by the S3 endpoint before any task starts", async () => {
    const deployment = await deployStack("dev", { set: ["frontend=ssr"] });
    const bucket = `arn:aws:s3:::${deployment.named("dumps", "aws:s3/bucket:Bucket").id}`;
    const policy = deployment.only("aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy");
    expect(policy.inputs.policy).to.contain(`"${bucket}/*"`);
    expect(deployment.waitsFor(deployment.only("aws:scheduler/schedule:Schedule"), policy)).to.equal(true);
  });
});
