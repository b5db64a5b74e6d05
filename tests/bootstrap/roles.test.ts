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

const CLAIM = "token.actions.githubusercontent.com";

const trust = (...conditions: object[]) => ({
  Version: "2012-10-17",
  Statement: conditions.map((StringEquals) => ({
    Effect: "Allow",
    Principal: { Federated: PROVIDER },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: { StringEquals },
  })),
});

/** Claims of a job of an environment on the main branch, by both forms of subject and by ids. */
const jobsOf = (environment: string) => ({
  ...IDS,
  [SUB]: [
    `repo:example/webapp:environment:${environment}`,
    `repo:example@1234567/webapp@123456789:environment:${environment}`,
  ],
  [`${CLAIM}:environment`]: environment,
  [`${CLAIM}:ref`]: "refs/heads/main",
});

describe("bootstrap: roles of CI", () => {
  for (const stack of ["dev", "prod"]) {
    it(`lets jobs of the environment ${stack}, on the main branch, deploy that stack`, async () => {
      const { assumeRolePolicy, ...role } = (await bootstrap()).inputs(ROLE, `deploy-${stack}`);
      expect(JSON.parse(String(assumeRolePolicy))).to.deep.equal(trust(jobsOf(stack)));
      expect(role).to.deep.equal({
        name: `ci-webapp-deploy-${stack}`,
        description: "Deploys",
        maxSessionDuration: 7200,
        permissionsBoundary: `arn:aws:iam::${ACCOUNT}:policy/ci-webapp-boundary`,
      });
    });
  }

  it("lets pull requests and the search for drift read", async () => {
    const { assumeRolePolicy, ...role } = (await bootstrap()).inputs(ROLE, "preview-prod");
    expect(JSON.parse(String(assumeRolePolicy))).to.deep.equal(
      trust(
        {
          ...IDS,
          [SUB]: ["repo:example/webapp:pull_request", "repo:example@1234567/webapp@123456789:pull_request"],
        },
        jobsOf("drift"),
      ),
    );
    expect(role).to.deep.include({
      name: "ci-webapp-preview-prod",
      maxSessionDuration: 7200,
      permissionsBoundary: `arn:aws:iam::${ACCOUNT}:policy/ci-webapp-boundary`,
    });
  });

  it("makes roles for the stacks that the configuration names, and for no other", async () => {
    const names = async (...set: string[]) =>
      (await bootstrap(...set))
        .all(ROLE)
        .map(({ name }) => name)
        .sort();
    expect(await names("bootstrap:github.environments=[prod]")).to.deep.equal(["deploy-prod", "preview-prod"]);
    expect(await names()).to.deep.equal(["deploy-dev", "deploy-prod", "preview-dev", "preview-prod"]);
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
    expect(used.inputs(ROLE, "deploy-prod").assumeRolePolicy).to.equal(
      made.inputs(ROLE, "deploy-prod").assumeRolePolicy,
    );
  });

  it("has no user, no key and no policy of AWS", async () => {
    const deployment = await bootstrap();
    expect(deployment.resources.filter(({ type }) => /iam\/(user|accessKey|group)/.test(type))).to.deep.equal([]);
    const attached = deployment
      .all("aws:iam/rolePolicyAttachment:RolePolicyAttachment")
      .map(({ inputs }) => String(inputs.policyArn));
    expect(attached.filter((arn) => !arn.startsWith(`arn:aws:iam::${ACCOUNT}:policy/ci-webapp-`))).to.deep.equal([]);
    expect(attached).to.have.length(20);
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
      "elasticache.amazonaws.com",
      "fis.amazonaws.com",
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
      "cache",
      "experiments",
    ]);
  });
});
