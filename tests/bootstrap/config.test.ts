import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";
import { parse } from "yaml";

import { previewBootstrap } from "../../tools/program/bootstrap";
import { FIXTURE_BOOTSTRAP } from "../../tools/program/fixtures";
import { refusal } from "../support/refusal";

/** The lines with which a configuration is refused. */
async function refused(...set: string[]): Promise<string[]> {
  const message = await refusal(previewBootstrap({ set, folder: FIXTURE_BOOTSTRAP }));
  return message.split("\n").map((line) => line.trim());
}

describe("bootstrap: configuration", () => {
  it("names every problem at once", async () => {
    expect(
      await refused(
        "bootstrap:github.owner=example/webapp",
        "bootstrap:github.ownerId=none",
        "bootstrap:oidcProvider=maybe",
        "bootstrap:extraActions=[s3:*]",
        "aws:allowedAccountIds=[12x]",
      ),
    ).to.deep.equal([
      "Configuration of stack bootstrap: 5 problems.",
      'bootstrap:github.owner = "example/webapp" must be a name such as my-org, without slash or wildcard',
      'bootstrap:github.ownerId = "none" must be a number',
      'bootstrap:oidcProvider = "maybe" must be one of create, use',
      'bootstrap:extraActions.0 = "s3:*" must be an action such as dynamodb:GetItem, without wildcards',
      'aws:allowedAccountIds.0 = "12x" must be an AWS account id of 12 digits, in quotes if it begins with 0',
    ]);
  });

  it("takes for latency only stacks that CI deploys", async () => {
    expect(await refused("bootstrap:latencyStacks=[dev, staging]")).to.deep.equal([
      "Configuration of stack bootstrap: 1 problem.",
      'bootstrap:latencyStacks = "staging" must be one of bootstrap:github.environments (dev, prod)',
    ]);
  });

  it("refuses what is encrypted or meant for it under another name", async () => {
    expect(await refused("bootstrp:github.owner=acme", "bootstrap:oidcProvider={ secure: v1:abc }")).to.deep.equal([
      "Configuration of stack bootstrap: 3 problems.",
      'bootstrp:github is read by nobody; did you mean "bootstrap:github"?',
      "bootstrap:oidcProvider cannot be encrypted: it stands in names and settings that AWS and Pulumi's state show; set it without --secret",
      'bootstrap:oidcProvider = "[secret]" must be one of create, use',
    ]);
  });

  it("follows the application's project, unless it is told another", async () => {
    const folder = mkdtempSync(join(tmpdir(), "bootstrap-"));
    try {
      const told = readFileSync(join(FIXTURE_BOOTSTRAP, "Pulumi.bootstrap.yaml"), "utf8");
      writeFileSync(join(folder, "Pulumi.yaml"), "name: bootstrap\n");
      writeFileSync(join(folder, "Pulumi.bootstrap.yaml"), told.replace(/ *bootstrap:project: .*\n/, ""));
      const { name } = parse(readFileSync("Pulumi.yaml", "utf8")) as { name: string };
      const projectOf = async (...set: string[]) => (await previewBootstrap({ set, folder })).config.project;
      expect([await projectOf(), await projectOf("bootstrap:project=shop")]).to.deep.equal([name, "shop"]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("names the nearest key", async () => {
    expect(await refused("bootstrap:github.repositoryID=1")).to.include(
      'bootstrap:github.repositoryID unknown; did you mean "repositoryId"?',
    );
    expect(await refused("bootstrap:oidcprovider=use")).to.include(
      'bootstrap:oidcprovider unknown; did you mean "oidcProvider"?',
    );
    expect(await refused("bootstrap:serviceLinkedRoles={ esc: use }")).to.include(
      'bootstrap:serviceLinkedRoles.esc unknown; did you mean "ecs"?',
    );
  });

  it("takes stacks whose names are none of its own and begin no other", async () => {
    expect(await refused("bootstrap:github.environments=[prod, drift]")).to.include(
      'bootstrap:github.environments.1 = "drift" must be none of drift, review, review-keeper, bootstrap, pr and pr-…, which have a use of their own',
    );
    expect((await refused("bootstrap:github.environments=[dev, dev-2]")).join()).to.contain(
      "must be names that no other begins with, since rights go by the start of names",
    );
    expect((await refused("bootstrap:github.environments=[Prod]")).join()).to.contain(
      "the name of a stack, such as prod",
    );
    expect((await refused("bootstrap:github.environments=[dev, dev]")).join()).to.contain("must be different names");
  });

  it("takes buckets and secrets of others by their whole ARN", async () => {
    expect(await refused("bootstrap:sharedResources=[arn:aws:s3:::*]")).to.include(
      'bootstrap:sharedResources.0 = "arn:aws:s3:::*" must be the ARN of a bucket or secret',
    );
  });

  it("wants the one account that it may be deployed to", async () => {
    expect((await refused("aws:allowedAccountIds=[]")).join()).to.contain("aws:allowedAccountIds");
    expect((await refused("aws:region=nowhere")).join()).to.contain('aws:region = "nowhere" must be an AWS region');
  });

  it("refuses more extra actions than the boundary holds", async () => {
    const many = Array.from({ length: 40 }, (_, index) => `dynamodb:Action${"x".repeat(index % 5)}`).join(", ");
    expect((await refused(`bootstrap:extraActions=[${many}]`)).join()).to.contain(
      "must be 400 characters together at most",
    );
  });
});
