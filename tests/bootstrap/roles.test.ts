import { expect } from "chai";

import { bootstrap, ROLE } from "./support";

const ACCOUNT = "123456789012";
const PROVIDER = `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com`;
const SUB = "token.actions.githubusercontent.com:sub";
const IDS = {
  "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
  "token.actions.githubusercontent.com:repository_id": "123456789",
  "token.actions.githubusercontent.com:repository_owner_id": "1234567",
};

const trust = (conditions: object) => ({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { Federated: PROVIDER },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: { StringEquals: conditions },
    },
  ],
});

describe("bootstrap: roles of CI", () => {
  it("lets jobs of the protected environment deploy, by both forms of subject and by ids", async () => {
    const { assumeRolePolicy, ...role } = (await bootstrap("bootstrap:github.environments=[prod]")).inputs(
      ROLE,
      "deploy",
    );
    expect(JSON.parse(String(assumeRolePolicy))).to.deep.equal(
      trust({
        ...IDS,
        [SUB]: ["repo:example/webapp:environment:prod", "repo:example@1234567/webapp@123456789:environment:prod"],
        "token.actions.githubusercontent.com:environment": "prod",
      }),
    );
    expect(role).to.deep.equal({
      name: "ci-webapp-deploy",
      description: "Deploys",
      maxSessionDuration: 7200,
      permissionsBoundary: `arn:aws:iam::${ACCOUNT}:policy/ci-webapp-boundary`,
    });
  });

  it("lets pull requests read", async () => {
    const { assumeRolePolicy, ...role } = (await bootstrap()).inputs(ROLE, "preview");
    expect(JSON.parse(String(assumeRolePolicy))).to.deep.equal(
      trust({
        ...IDS,
        [SUB]: [
          "repo:example/webapp:pull_request",
          "repo:example@1234567/webapp@123456789:pull_request",
          "repo:example/webapp:environment:drift",
          "repo:example@1234567/webapp@123456789:environment:drift",
        ],
      }),
    );
    expect(role).to.deep.include({
      name: "ci-webapp-preview",
      maxSessionDuration: 7200,
      permissionsBoundary: `arn:aws:iam::${ACCOUNT}:policy/ci-webapp-boundary`,
    });
  });

  it("names each environment that may deploy", async () => {
    const deployment = await bootstrap();
    const document = JSON.parse(String(deployment.inputs(ROLE, "deploy").assumeRolePolicy)) as ReturnType<typeof trust>;
    const conditions = document.Statement[0]?.Condition.StringEquals as Record<string, unknown>;
    expect(conditions[SUB]).to.deep.equal([
      "repo:example/webapp:environment:dev",
      "repo:example@1234567/webapp@123456789:environment:dev",
      "repo:example/webapp:environment:prod",
      "repo:example@1234567/webapp@123456789:environment:prod",
    ]);
    expect(conditions["token.actions.githubusercontent.com:environment"]).to.deep.equal(["dev", "prod"]);
  });

  it("makes GitHub's identity provider, or uses the one that is there", async () => {
    const type = "aws:iam/openIdConnectProvider:OpenIdConnectProvider";
    const made = await bootstrap();
    expect(made.inputs(type)).to.deep.equal({
      url: "https://token.actions.githubusercontent.com",
      clientIdLists: ["sts.amazonaws.com"],
    });
    const used = await bootstrap("bootstrap:oidcProvider=use");
    expect(used.all(type)).to.deep.equal([]);
    expect(used.inputs(ROLE, "deploy").assumeRolePolicy).to.equal(made.inputs(ROLE, "deploy").assumeRolePolicy);
  });

  it("has no user, no key and no policy of AWS", async () => {
    const deployment = await bootstrap();
    expect(deployment.resources.filter(({ type }) => /iam\/(user|accessKey|group)/.test(type))).to.deep.equal([]);
    const attached = deployment
      .all("aws:iam/rolePolicyAttachment:RolePolicyAttachment")
      .map(({ inputs }) => String(inputs.policyArn));
    expect(attached.filter((arn) => !arn.startsWith(`arn:aws:iam::${ACCOUNT}:policy/ci-webapp-`))).to.deep.equal([]);
    expect(attached).to.have.length(11);
  });

  it("makes the service-linked roles that are missing and leaves them behind", async () => {
    const type = "aws:iam/serviceLinkedRole:ServiceLinkedRole";
    const roles = (await bootstrap()).all(type);
    expect(roles.map(({ inputs }) => inputs.awsServiceName)).to.deep.equal([
      "ecs.amazonaws.com",
      "elasticloadbalancing.amazonaws.com",
      "rds.amazonaws.com",
      "ecs.application-autoscaling.amazonaws.com",
      "autoscaling.amazonaws.com",
      "vpcorigin.cloudfront.amazonaws.com",
      "events.amazonaws.com",
      "backup.amazonaws.com",
    ]);
    expect(roles.every(({ retainOnDelete }) => retainOnDelete)).to.equal(true);
    const some = await bootstrap("bootstrap:serviceLinkedRoles={ ecs: use, rds: use }");
    expect(some.all(type).map(({ name }) => name)).to.deep.equal([
      "loadBalancing",
      "ecsScaling",
      "ec2Scaling",
      "vpcOrigins",
      "ec2Alarms",
      "backup",
    ]);
  });
});
