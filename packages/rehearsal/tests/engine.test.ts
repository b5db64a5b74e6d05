import * as path from "node:path";

import { expect } from "chai";

import { T } from "@toolkit/offline/aws-types";
import { openWorld, type World } from "../src/world";
import { compare } from "../src/driver/compare";
import type { DeploymentState } from "../src/driver/state";
import { Workspace } from "../src/driver/workspace";

const fixture = path.join(__dirname, "fixtures", "small");
const inSync = { orphans: [], phantoms: [] };

describe("rehearsal of a small program on the real engine", () => {
  let world: World;
  let workspace: Workspace;

  beforeEach(async () => {
    world = await openWorld();
    workspace = await Workspace.open({ program: fixture, stack: "dev", world });
  });

  afterEach(async () => {
    workspace.close();
    await world.close();
  });

  it("previews without touching the account", async () => {
    const preview = await workspace.preview();
    expect(preview.exitCode, preview.stdout).to.equal(0);
    expect(preview.having("create")).to.include.members([
      `${T.vpc}::vpc`,
      `${T.bucketObject}::page`,
      "awsx:ecr:Image::image",
    ]);
    expect(world.account.all()).to.be.empty;
  });

  it("deploys once, changes nothing twice, and leaves nothing behind", async () => {
    const first = await workspace.up();
    expect(first.exitCode, first.stdout).to.equal(0);
    expect(compare(world.account, await workspace.state())).to.deep.equal(inSync);

    const outputs = await workspace.outputs();
    expect(outputs.vpcId).to.equal(world.account.all(T.vpc)[0]?.id);
    expect(outputs.imageUri).to.match(
      /^123456789012\.dkr\.ecr\.us-east-1\.amazonaws\.com\/images-[0-9a-f]{7}@sha256:[0-9a-f]{64}$/,
    );
    expect(world.account.all("aws:secretsmanager/secretVersion:SecretVersion")[0]?.inputs.secretString).to.equal(
      outputs.secretValue,
    );
    const sealed = (await workspace.state()).find(({ urn }) => urn.endsWith("::value"))?.outputs?.secretString;
    expect(sealed).to.have.property("ciphertext");
    const exported = JSON.parse((await workspace.exec(["stack", "export"])).stdout) as { deployment: DeploymentState };
    expect(await workspace.state(), "read from the folder").to.deep.equal(exported.deployment.resources);

    const second = await workspace.up();
    expect(second.changes, second.stdout).to.be.empty;
    const refresh = await workspace.refresh();
    expect(refresh.changes, refresh.stdout).to.be.empty;

    const third = await workspace.up();
    expect(third.changes, third.stdout).to.be.empty;

    const destroy = await workspace.destroy();
    expect(destroy.exitCode, destroy.stdout).to.equal(0);
    expect(world.account.all()).to.be.empty;
    expect(world.account.leftovers()).to.be.empty;
  });

  it("updates, replaces and retains as the provider does", async () => {
    await workspace.up();
    const [firstImage] = world.account.all(T.image);
    const [firstVpc] = world.account.all(T.vpc);

    workspace.edit("page.html", (text) => `${text}again\n`);
    expect(
      (await workspace.up()).changes.map(({ operation, name, changed }) => [operation, name, changed]),
    ).to.deep.equal([["update", "page", ["source"]]]);

    workspace.configure((file) => {
      file.setIn(["config", "small:imageTag"], "v2");
    });
    const pushed = await workspace.up();
    expect(pushed.having("create")).to.deep.equal([`${T.image}::v2`]);
    expect(world.account.all(T.image).map(({ id }) => id))
      .to.include(firstImage?.id)
      .and.have.length(2);

    workspace.configure((file) => {
      file.setIn(["config", "small:cidr"], "10.0.0.0/18");
    });
    const moved = await workspace.up();
    expect(moved.having("replace")).to.have.members([
      `${T.vpc}::vpc`,
      `${T.subnet}::subnet`,
      `${T.securityGroup}::group`,
    ]);
    expect(world.account.all(T.vpc)).to.have.length(1);
    expect(world.account.all(T.vpc)[0]?.id).to.not.equal(firstVpc?.id);

    workspace.configure((file) => {
      file.setIn(["config", "small:tags"], file.createNode({ owner: "web" }));
    });
    const tagged = await workspace.up();
    expect(tagged.having("update"))
      .to.include(`${T.vpc}::vpc`)
      .and.not.include("random:index/randomPassword:RandomPassword::password");
    expect(world.account.all(T.vpc)[0]?.outputs.tagsAll).to.deep.equal({ project: "small", owner: "web" });
  });

  it("finds what somebody deleted by hand", async () => {
    await workspace.up();
    const [group] = world.account.all(T.securityGroup);
    if (group !== undefined) world.account.remove(group);
    expect((await workspace.refresh()).having("delete")).to.deep.equal([`${T.securityGroup}::group`]);
    expect((await workspace.up()).having("create")).to.deep.equal([`${T.securityGroup}::group`]);
  });

  it("refuses in a preview what the provider checks, and in the deployment what AWS refuses", async () => {
    workspace.edit(
      "index.ts",
      (text) => `${text}\nnew aws.cloudwatch.LogGroup("logs", { retentionInDays: 45 }, opts);\n`,
    );
    const preview = await workspace.preview();
    expect(preview.exitCode).to.not.equal(0);
    expect(preview.diagnostics.map(({ message }) => message).join()).to.contain(
      "expected retention_in_days to be one of",
    );

    workspace.edit("index.ts", (text) =>
      text.replace(/\nnew aws\.cloudwatch.*\n/, '\nnew aws.ec2.NatGateway("nat", { subnetId: subnet.id }, opts);\n'),
    );
    expect((await workspace.preview()).exitCode).to.equal(0);
    const up = await workspace.up();
    expect(up.exitCode).to.not.equal(0);
    expect(up.failed.map(({ type, name }) => [type, name])).to.deep.include([T.natGateway, "nat"]);
    expect(up.diagnostics.map(({ message }) => message).join()).to.contain("has no Internet gateway attached");
  });

  it("runs policy packs", async () => {
    const pack = path.join(__dirname, "fixtures", "policy-pack");
    const preview = await workspace.preview("--policy-pack", pack);
    expect(preview.exitCode).to.not.equal(0);
    expect(preview.violations.map(({ message }) => message).join()).to.contain("the bucket may be emptied");
  });
});
