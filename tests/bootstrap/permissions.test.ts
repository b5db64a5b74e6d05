import { expect } from "chai";

import { deployStack } from "../support/deploy-stack";
import { officeHours } from "../support/off-hours";
import { allows, bootstrap, covers, list, statementsOf, statementsOfRole } from "./support";

const ACCOUNT = "123456789012";
const BOUNDARY = `arn:aws:iam::${ACCOUNT}:policy/ci-webapp-boundary-prod`;
const CI_BOUNDARY = `arn:aws:iam::${ACCOUNT}:policy/ci-webapp-boundary`;
const APP_ROLE = `arn:aws:iam::${ACCOUNT}:role/webapp-prod-backend-0123`;
const STATE = `arn:aws:s3:::ci-webapp-state-${ACCOUNT}`;

describe("bootstrap: what the roles may do", () => {
  it("waits for deployments of services as the provider does, by listing and describing them", async () => {
    const deploy = statementsOfRole(await bootstrap(), "deploy");
    for (const call of ["DescribeServices", "ListServiceDeployments", "DescribeServiceDeployments"]) {
      expect(allows(deploy, `ecs:${call}`), call).to.equal(true);
    }
  });

  it("has a boundary that every role of the stacks carries when it is set", async () => {
    const set = [...officeHours(), "backend.capacity=ec2Spot", `access.permissionsBoundary=${BOUNDARY}`];
    const roles = (await deployStack("dev", { set, mode: "known" })).all("aws:iam/role:Role");
    expect(roles.length).to.be.greaterThan(8);
    expect(roles.filter(({ inputs }) => inputs.permissionsBoundary !== BOUNDARY)).to.deep.equal([]);
    expect(roles.filter(({ inputs }) => !String(inputs.namePrefix).startsWith("webapp-"))).to.deep.equal([]);
  });

  it("makes roles only with the boundary, and passes only those of the project", async () => {
    const [create, , , pass] = statementsOf(await bootstrap(), "prod-identity");
    expect(create).to.deep.equal({
      Sid: "BoundedRoles",
      Effect: "Allow",
      Action: [
        "iam:AttachRolePolicy",
        "iam:CreateRole",
        "iam:DeleteRolePolicy",
        "iam:DetachRolePolicy",
        "iam:PutRolePermissionsBoundary",
        "iam:PutRolePolicy",
      ],
      Resource: `arn:aws:iam::${ACCOUNT}:role/webapp-prod-*`,
      Condition: { StringEquals: { "iam:PermissionsBoundary": BOUNDARY } },
    });
    expect(pass).to.deep.include({ Action: "iam:PassRole", Resource: `arn:aws:iam::${ACCOUNT}:role/webapp-prod-*` });
    expect(pass?.Condition?.StringEquals?.["iam:PassedToService"]).to.include("ecs-tasks.amazonaws.com");
  });

  it("neither sheds nor changes the boundary, its roles and its policies", async () => {
    const deployment = await bootstrap();
    const boundary = statementsOf(deployment, "boundary");
    const ofDeploy = statementsOfRole(deployment, "deploy");
    const own = (name: string) => `arn:aws:iam::${ACCOUNT}:role/ci-webapp-${name}`;
    const forbidden = [
      ["iam:DeleteRolePermissionsBoundary", APP_ROLE],
      ["iam:DeleteRolePermissionsBoundary", own("deploy-prod")],
      ["iam:PutRolePermissionsBoundary", own("deploy-prod")],
      ["iam:AttachRolePolicy", own("deploy-prod")],
      ["iam:PutRolePolicy", own("preview-prod")],
      ["iam:UpdateAssumeRolePolicy", own("deploy-prod")],
      ["iam:PassRole", own("deploy-prod")],
      ["iam:CreatePolicyVersion", BOUNDARY],
      ["iam:CreatePolicyVersion", CI_BOUNDARY],
      ["iam:SetDefaultPolicyVersion", BOUNDARY],
      ["iam:DeletePolicy", BOUNDARY],
      ["iam:CreateUser", `arn:aws:iam::${ACCOUNT}:user/x`],
      ["iam:CreateAccessKey", `arn:aws:iam::${ACCOUNT}:user/x`],
      ["iam:CreateOpenIDConnectProvider", `arn:aws:iam::${ACCOUNT}:oidc-provider/x`],
      ["sts:AssumeRole", "*"],
      ["s3:DeleteBucket", STATE],
      ["s3:DeleteObjectVersion", `${STATE}/.pulumi/stacks/webapp/prod.json`],
      ["organizations:LeaveOrganization", "*"],
    ] as const;
    // Each of the two alone is enough: the boundary for policies that are added later, the policies for today.
    for (const [action, resource] of forbidden) {
      expect(allows(boundary, action, resource), `boundary: ${action} on ${resource}`).to.equal(false);
      expect(allows(ofDeploy, action, resource), `deploy: ${action} on ${resource}`).to.equal(false);
    }
    const only = boundary.find(({ Sid }) => Sid === "OnlyThisBoundary");
    expect(only).to.deep.equal({
      Sid: "OnlyThisBoundary",
      Effect: "Deny",
      Action: ["iam:CreateRole", "iam:PutRolePermissionsBoundary"],
      Resource: "*",
      Condition: { StringNotLike: { "iam:PermissionsBoundary": `${CI_BOUNDARY}-*` } },
    });
  });

  it("keeps what it allows within the boundary, so that no right is dead", async () => {
    const deployment = await bootstrap();
    const boundary = statementsOf(deployment, "boundary");
    const dead = (["preview", "deploy"] as const).flatMap((role) =>
      statementsOfRole(deployment, role)
        .filter(({ Effect }) => Effect === "Allow")
        .flatMap(({ Action, Resource }) => list(Action).map((action) => [action, list(Resource)[0] ?? "*"] as const))
        .filter(([action, resource]) => !allows(boundary, action.replace("*", "Anything"), resource)),
    );
    expect(dead).to.deep.equal([]);
  });

  it("reads settings for previews, and no contents but the state and the public files of the site", async () => {
    const deployment = await bootstrap();
    const preview = statementsOfRole(deployment, "preview");
    const actions = preview.flatMap(({ Action }) => list(Action));
    expect(
      actions.filter((action) => !/:(Describe|Get|List|View|Batch(Check|Get)|Decrypt|Validate)/.test(action)),
    ).to.deep.equal([]);
    const contents = [
      ["s3:GetObject", "arn:aws:s3:::webapp-prod-dumps-1/dump"],
      ["secretsmanager:GetSecretValue", "*"],
      ["logs:GetLogEvents", "*"],
      ["ssm:GetParameter", `arn:aws:ssm:us-east-1:${ACCOUNT}:parameter/secret`],
      ["ecr:GetDownloadUrlForLayer", "*"],
      ["s3:PutObject", `${STATE}/.pulumi/locks/x`],
    ] as const;
    expect(contents.filter(([action, resource]) => allows(preview, action, resource))).to.deep.equal([]);
    expect(allows(preview, "s3:GetObject", `${STATE}/.pulumi/stacks/webapp/prod.json`)).to.equal(true);
    expect(allows(preview, "s3:GetObject", "arn:aws:s3:::webapp-prod-site-1/index.html")).to.equal(true);
    expect(allows(preview, "s3:GetObjectTagging", "arn:aws:s3:::webapp-prod-site-1/index.html")).to.equal(true);
  });

  it("deploys without reading the database's password or its dumps", async () => {
    const deploy = statementsOfRole(await bootstrap(), "deploy");
    const secret = (name: string) => `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:${name}`;
    expect(allows(deploy, "secretsmanager:GetSecretValue", secret("rds!db-1-AbCdEf"))).to.equal(false);
    expect(allows(deploy, "secretsmanager:GetSecretValue", secret("backend-secrets-token-AbCdEf"))).to.equal(true);
    expect(allows(deploy, "s3:GetObject", "arn:aws:s3:::webapp-prod-dumps-1/2027-01-01")).to.equal(false);
    expect(allows(deploy, "s3:PutObject", "arn:aws:s3:::webapp-prod-site-1/index.html")).to.equal(true);
    expect(allows(deploy, "s3:PutObject", "arn:aws:s3:::somebody-elses/index.html")).to.equal(false);
  });

  it("deploys with a look at the logs of migrations alone", async () => {
    const deploy = statementsOfRole(await bootstrap(), "deploy");
    const stream = (group: string) => `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:${group}:log-stream:a/b/1`;
    const readable = [
      "/webapp-prod/backend",
      "/webapp-prod/migrate",
      "/webapp-prod/frontend",
      "/webapp-prod/network/flow-logs",
      "/aws/rds/instance/webapp-prod-database-1/audit",
      "aws-waf-logs-webapp-prod-edge",
      "/webapp-dev/backend",
    ].filter((group) => allows(deploy, "logs:GetLogEvents", stream(group)));
    expect(readable).to.deep.equal(["/webapp-prod/backend", "/webapp-prod/migrate"]);
  });

  it("changes things in the stack's region, that of copies and us-east-1 only", async () => {
    const deployment = await bootstrap("aws:region=eu-west-1");
    for (const room of ["network", "compute", "data", "edge", "operations", "integration"]) {
      for (const { Sid, Condition } of statementsOf(deployment, `prod-${room}`)) {
        // Signed for all regions at once.
        if (Sid === "EdgeCloudfrontkeyvaluestore") continue;
        expect(Condition?.StringEquals).to.deep.equal({
          "aws:RequestedRegion": ["eu-west-1", "us-east-1", "us-east-2"],
        });
      }
    }
  });

  it("lets deployments and the application's tasks do more where the configuration says so", async () => {
    const deployment = await bootstrap("bootstrap:extraActions=[dynamodb:CreateTable]");
    for (const statements of [
      statementsOf(deployment, "boundary"),
      statementsOf(deployment, "boundary-dev"),
      statementsOfRole(deployment, "deploy", "dev"),
    ]) {
      expect(allows(statements, "dynamodb:CreateTable")).to.equal(true);
      expect(allows(statements, "dynamodb:DeleteTable")).to.equal(false);
    }
    expect(allows(statementsOfRole(deployment, "preview", "dev"), "dynamodb:CreateTable")).to.equal(false);
  });

  it("lets AWS FIS slow tasks of the stacks that the configuration names, by its own documents alone", async () => {
    const deployment = await bootstrap("bootstrap:latencyStacks=[dev]");
    const send = (stack: string) =>
      statementsOf(deployment, `boundary-${stack}`)
        .filter(({ Action }) => list(Action).some((action) => covers(action, "ssm:SendCommand")))
        .map(({ Resource, Condition }) => [Resource, Condition]);
    expect(send("dev")).to.deep.equal([
      ["arn:aws:ssm:*::document/AWSFIS-*", undefined],
      [
        `arn:aws:ssm:*:${ACCOUNT}:managed-instance/*`,
        { StringLike: { "ssm:resourceTag/ECS_TASK_ARN": `arn:aws:ecs:*:${ACCOUNT}:task/webapp-dev-cluster/*` } },
      ],
    ]);
    expect(send("prod")).to.deep.equal([]);
    for (const [stack, may] of [
      ["dev", true],
      ["prod", false],
    ] as const)
      expect(allows(statementsOf(deployment, `boundary-${stack}`), "ssm:CreateActivation"), stack).to.equal(may);
    for (const name of ["boundary", "boundary-dev"])
      expect(allows(statementsOf(deployment, name), "ssm:StartSession"), name).to.equal(false);
  });
});
