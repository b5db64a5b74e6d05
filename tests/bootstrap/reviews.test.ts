import { evaluate } from "@toolkit/iam/evaluate";
import { parsePolicy } from "@toolkit/iam/policy";
import { expect } from "chai";

import { pullRequestTrust } from "../../bootstrap/github-trust";
import { MANAGED_LIMIT } from "../../bootstrap/permissions/limits";
import { iamUsername } from "../../stacks/config/database-user";
import { tagged } from "../../tools/rights/calls";
import { admits } from "../../tools/rights/may";
import { fixtureRights, fixtureRoles } from "../support/fixture-bootstrap";
import { refusal } from "../support/refusal";
import { bootstrap, LONGEST_PROJECT, MOST_ACTIONS, POLICY, ROLE } from "./support";

const ACCOUNT = "123456789012";
const iam = (resource: string) => `arn:aws:iam::${ACCOUNT}:${resource}`;
const REVIEWS = "bootstrap:reviewStacks=besideProd";
const roles = () => fixtureRoles([REVIEWS], [1, 2]);
const role = async (name: string) => (await roles()).find((one) => one.name === name) ?? expect.fail(name);

/** One call as a role, with what AWS knows of it. */
async function allowed(name: string, action: string, resource: string, context = {}): Promise<boolean> {
  const { policies, caller, context: own } = await role(name);
  const known = { "aws:RequestedRegion": "us-east-1", ...own, ...context };
  return evaluate({ action, resource, caller, context: known }, policies).isAllowed;
}

describe("bootstrap: roles of pull requests", () => {
  it("makes none unless the configuration says so, and refuses them beside prod unless it says that too", async () => {
    const made = (await bootstrap()).all(POLICY).filter(({ name }) => /review|pr$/.test(name));
    expect(made).to.deep.equal([]);
    expect(await refusal(bootstrap("bootstrap:reviewStacks=withoutProd"))).to.contain(
      `bootstrap:reviewStacks = "withoutProd" is refused in an account with prod`,
    );
    const alone = await bootstrap("bootstrap:reviewStacks=withoutProd", "bootstrap:github.environments=[]");
    expect(alone.all(ROLE).map(({ name }) => name)).to.deep.equal(["review-keeper"]);
    expect(await refusal(bootstrap("bootstrap:github.environments=[]"))).to.contain("names no stack");
    for (const name of ["pr-1", "pr", "review", "review-keeper"]) {
      expect(await refusal(bootstrap(`bootstrap:github.environments=[${name}]`)), name).to.contain(
        "a use of their own",
      );
    }
  });

  it("gives one pull request nothing of another's stack, of dev, of prod or of the bootstrap", async () => {
    const { matters } = await fixtureRights(REVIEWS);
    const may = (name: string) => {
      const column = matters.columns.indexOf(name);
      return matters.rows.filter(({ answers }) => answers[column]).map(({ what }) => what);
    };
    expect(may("deploy-pr-1")).to.deep.equal([
      "read pr-1's state",
      "write pr-1's state",
      "decrypt the secrets in pr-1's state",
      "read a secret of pr-1",
      "change the policy of a secret of pr-1",
      "change the policy of pr-1's dumps",
      "change the policy of pr-1's key",
      "delete pr-1's key",
      "make a role of pr-1 with its boundary",
      "let another account assume a role of pr-1",
      "delete pr-1's database",
      "delete a load balancer of pr-1",
      "run a task in pr-1's cluster",
    ]);
    // With every right that a policy can give, within the boundary that it must carry.
    expect(may("made by pr-1")).to.deep.equal([
      "read a secret of pr-1",
      "read the password of pr-1's database",
      "read pr-1's dumps",
      "run a task in pr-1's cluster",
    ]);
    expect(may("review-keeper")).to.deep.equal([]);
    for (const name of ["deploy-dev", "deploy-prod", "made by dev", "made by prod"]) {
      expect(
        may(name).filter((what) => what.includes("pr-")),
        name,
      ).to.deep.equal([]);
    }
  });

  it("holds the boundary when somebody attaches every right to the role of a pull request", async () => {
    const { policies, caller, context } = await role("deploy-pr-1");
    const everything = parsePolicy('{"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}');
    const tags = (environment: string) => ({
      ...tagged("aws:ResourceTag", { Environment: environment, Project: "webapp" }),
      "aws:RequestedRegion": "us-east-1",
    });
    const can = (action: string, resource: string, known: object = {}) =>
      evaluate(
        { action, resource, caller, context: { ...context, ...known } },
        { identity: [everything], boundary: policies.boundary },
      ).isAllowed;
    const state = `arn:aws:s3:::ci-webapp-state-${ACCOUNT}/.pulumi`;
    const key = `arn:aws:kms:us-east-1:${ACCOUNT}:key/state`;
    const refused = [
      can("rds:DeleteDBInstance", `arn:aws:rds:us-east-1:${ACCOUNT}:db:webapp-dev-database-1`, tags("dev")),
      can("ec2:DeleteVpc", `arn:aws:ec2:us-east-1:${ACCOUNT}:vpc/vpc-1`, tags("prod")),
      can("ec2:CreateTags", `arn:aws:ec2:us-east-1:${ACCOUNT}:vpc/vpc-1`, { "aws:RequestTag/Environment": "prod" }),
      can("s3:PutObject", "arn:aws:s3:::webapp-dev-site-1/index.html"),
      can("s3:GetObject", `${state}/stacks/webapp/dev.json`),
      can("s3:PutObject", `${state}/stacks/webapp/prod.json`),
      can("s3:GetObject", `arn:aws:s3:::ci-webapp-bootstrap-${ACCOUNT}/.pulumi/stacks/bootstrap/bootstrap.json`),
      can("kms:Decrypt", key, { "kms:EncryptionContext:stack": "dev" }),
      can("iam:CreateRole", iam("role/webapp-dev-x"), {
        "iam:PermissionsBoundary": iam("policy/ci-webapp-boundary-dev"),
      }),
      can("iam:CreateRole", iam("role/webapp-pr-1-x")),
      can("iam:CreateRole", iam("role/webapp-pr-1-x"), {
        "iam:PermissionsBoundary": iam("policy/ci-webapp-boundary-dev"),
      }),
      can("iam:PassRole", iam("role/ci-webapp-deploy-dev")),
      can("iam:UpdateAssumeRolePolicy", iam("role/ci-webapp-review-pr-2")),
      can("iam:CreatePolicyVersion", iam("policy/ci-webapp-review-boundary")),
      can("sts:AssumeRole", iam("role/ci-webapp-review-keeper")),
      can("route53:ChangeResourceRecordSets", "arn:aws:route53:::hostedzone/Z1"),
      can("cloudfront-keyvaluestore:PutKey", `arn:aws:cloudfront::${ACCOUNT}:key-value-store/1`),
      can("acm:DeleteCertificate", `arn:aws:acm:us-east-1:${ACCOUNT}:certificate/1`),
    ];
    expect(refused.flatMap((isAllowed, index) => (isAllowed ? [index] : []))).to.deep.equal([]);
    const own = { "iam:PermissionsBoundary": iam("policy/ci-webapp-boundary-pr") };
    expect(
      can("rds:DeleteDBInstance", `arn:aws:rds:us-east-1:${ACCOUNT}:db:webapp-pr-1-database-1`, tags("pr-1")),
    ).to.equal(true);
    expect(can("iam:CreateRole", iam("role/webapp-pr-1-x"), own)).to.equal(true);
    expect(can("s3:PutObject", `${state}/stacks/webapp/pr-1.json`)).to.equal(true);
  });

  it("lets the stack of a pull request give nothing of its own another pull request's tag", async () => {
    const boundary = { "iam:PermissionsBoundary": iam("policy/ci-webapp-boundary-pr") };
    const make = (number: string) =>
      allowed("deploy-pr-1", "iam:CreateRole", iam("role/webapp-pr-1-x"), {
        ...boundary,
        ...tagged("aws:RequestTag", { PullRequest: number }),
      });
    const tag = (number: string) =>
      allowed(
        "deploy-pr-1",
        "iam:TagRole",
        iam("role/webapp-pr-1-x"),
        tagged("aws:RequestTag", { PullRequest: number }),
      );
    const topic = (number: string) =>
      allowed("deploy-pr-1", "sns:TagResource", `arn:aws:sns:us-east-1:${ACCOUNT}:webapp-pr-1-alarms`, {
        ...tagged("aws:ResourceTag", { Environment: "pr-1", Project: "webapp" }),
        ...tagged("aws:RequestTag", { Environment: "pr-1", Project: "webapp", PullRequest: number }),
      });
    const answers = await Promise.all([make, tag, topic].flatMap((ask) => [ask("1"), ask("2")]));
    expect(answers).to.deep.equal([true, false, true, false, true, false]);
    expect(await allowed("deploy-pr-1", "iam:CreateRole", iam("role/webapp-pr-12-x"), boundary)).to.equal(false);
  });

  it("lets tasks of a pull request sign in as users of its own stack's name alone, whatever their policy says", async () => {
    const { policies, caller, context = {} } = await role("made by pr-1");
    const connects = (user: string): boolean =>
      evaluate(
        {
          action: "rds-db:connect",
          resource: `arn:aws:rds-db:us-east-1:${ACCOUNT}:dbuser:db-X/${user}`,
          caller,
          context,
        },
        policies,
      ).isAllowed;
    const own = iamUsername({ profile: "review", stack: "pr-1" });
    expect([own, connects(own)]).to.deep.equal(["pr_1_app", true]);
    const others = ["pr_12_app", "pr_2_app", iamUsername({ profile: "dev", stack: "dev" }), "app_owner", "pr_1"];
    expect(others.filter(connects)).to.deep.equal([]);
  });

  it("is trusted by the jobs of that pull request in the environment for them, and by the keeper", async () => {
    const keeper = await role("review-keeper");
    const of = { owner: "example", ownerId: 1234567, repository: "webapp", repositoryId: 123456789 };
    const provider = iam("oidc-provider/token.actions.githubusercontent.com");
    const trust = parsePolicy(JSON.stringify(pullRequestTrust(provider, iam("role/ci-webapp-review-keeper"), of, 12)));
    const made = { ...(await role("deploy-pr-1")), trust };
    const job = (context: string, ref: string, more: Readonly<Record<string, string>> = {}) => ({
      what: "",
      claims: {
        aud: "sts.amazonaws.com",
        sub: `repo:example/webapp:${context}`,
        repository_id: "123456789",
        repository_owner_id: "1234567",
        ref,
        ...(context.startsWith("environment:") ? { environment: context.replace("environment:", "") } : {}),
        ...more,
      },
    });
    expect(admits(made, job("environment:review", "refs/pull/12/merge"))).to.equal(true);
    for (const other of [
      job("environment:review", "refs/pull/13/merge"),
      job("environment:review", "refs/pull/1/merge"),
      job("environment:review", "refs/heads/main"),
      job("environment:dev", "refs/pull/12/merge"),
      job("pull_request", "refs/pull/12/merge"),
      job("environment:review", "refs/pull/12/merge", { repository_id: "5" }),
      job("environment:review", "refs/pull/12/merge", { repository_owner_id: "5" }),
    ]) {
      expect(admits(made, other), JSON.stringify(other.claims)).to.equal(false);
    }
    const assume = (arn: string) =>
      evaluate(
        { action: "sts:AssumeRole", resource: made.caller.arn ?? "", caller: { ...keeper.caller, arn } },
        { identity: keeper.policies.identity, resource: { policy: trust, account: ACCOUNT, mustAllow: true } },
      ).isAllowed;
    expect(assume(keeper.caller.arn ?? "")).to.equal(true);
    expect(assume(iam("role/somebody"))).to.equal(false);
    expect(admits(keeper, job("environment:review-keeper", "refs/heads/main"))).to.equal(true);
    expect(admits(keeper, job("environment:review-keeper", "refs/pull/12/merge"))).to.equal(false);
    expect(admits(keeper, job("environment:review", "refs/pull/12/merge"))).to.equal(false);
  });

  it("has a keeper that makes such roles alone, with the bootstrap's boundary and policies", async () => {
    const keeper = (action: string, resource: string, context = {}) =>
      allowed("review-keeper", action, resource, context);
    const own = iam("role/ci-webapp-review-pr-1");
    const boundary = { "iam:PermissionsBoundary": iam("policy/ci-webapp-review-boundary") };
    const policy = (name: string) => ({ "iam:PolicyARN": name });
    expect([
      await keeper("iam:CreateRole", own, boundary),
      await keeper("iam:AttachRolePolicy", own, policy(iam("policy/ci-webapp-review-network"))),
      await keeper("iam:AttachRolePolicy", own, policy(iam("policy/ci-webapp-reads"))),
      await keeper("iam:DeleteRole", own),
      await keeper("sts:AssumeRole", own),
    ]).to.deep.equal([true, true, true, true, true]);
    expect([
      await keeper("iam:CreateRole", own),
      await keeper("iam:CreateRole", own, { "iam:PermissionsBoundary": iam("policy/ci-webapp-boundary") }),
      await keeper("iam:CreateRole", iam("role/ci-webapp-deploy-dev"), boundary),
      await keeper("iam:AttachRolePolicy", own, policy("arn:aws:iam::aws:policy/AdministratorAccess")),
      await keeper("iam:AttachRolePolicy", own, policy(iam("policy/ci-webapp-dev-network"))),
      await keeper("iam:AttachRolePolicy", iam("role/ci-webapp-review-keeper"), policy(iam("policy/ci-webapp-reads"))),
      await keeper("iam:PutRolePolicy", own),
      await keeper("iam:DeleteRolePermissionsBoundary", own),
      await keeper("iam:UpdateAssumeRolePolicy", iam("role/ci-webapp-deploy-prod")),
      await keeper("sts:AssumeRole", iam("role/ci-webapp-deploy-dev")),
      await keeper("s3:GetObject", `arn:aws:s3:::ci-webapp-state-${ACCOUNT}/.pulumi/stacks/webapp/pr-1.json`),
    ]).to.deep.equal(Array.from({ length: 11 }, () => false));
  });

  it("has policies that IAM takes, ten of them, with the longest names and all that can be added", async () => {
    const deployment = await bootstrap(REVIEWS, LONGEST_PROJECT, `bootstrap:extraActions=[${MOST_ACTIONS.join(", ")}]`);
    const ours = deployment.all(POLICY).filter(({ name }) => /^(review-|boundary-(pr|review)$)/.test(name));
    const full = ours.filter(({ inputs }) => String(inputs.policy).length > MANAGED_LIMIT * 0.97);
    expect(full.map(({ name, inputs }) => `${name} ${String(inputs.policy).length}`)).to.deep.equal([]);
    const attached = ours.map(({ name }) => name).filter((name) => !/boundary|keeper/.test(name));
    expect([...attached, "reads"]).to.have.length(10);
  });
});
