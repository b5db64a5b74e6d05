import * as path from "node:path";

import { expect } from "chai";

import { openWorld, type World } from "../src/world";
import { compare } from "../src/driver/compare";
import { Workspace } from "../src/driver/workspace";

const fixture = path.join(__dirname, "fixtures", "foreign");

const FILES = "aws:efs/fileSystem:FileSystem";
const STREAM = "aws:kinesis/stream:Stream";

describe("rehearsal of types that nobody has modelled", () => {
  let world: World;
  let workspace: Workspace;

  before(async () => {
    world = await openWorld();
    workspace = await Workspace.open({ program: fixture, stack: "dev", world });
  });

  after(async () => {
    workspace.close();
    await world.close();
  });

  const configured = (key: string, value: string) => {
    workspace.configure((file) => {
      file.setIn(["config", `foreign:${key}`], value);
    });
    return workspace.up();
  };

  it("brings them up with outputs of their form, and changes nothing a second time", async () => {
    const first = await workspace.up();
    expect(first.exitCode, first.stdout).to.equal(0);
    expect(compare(world.account, await workspace.state())).to.deep.equal({ orphans: [], phantoms: [] });
    const outputs = await workspace.outputs();
    expect(outputs.tableArn).to.equal(`arn:aws:dynamodb:us-east-1:123456789012:table/${String(outputs.tableName)}`);
    expect(outputs.tableName).to.match(/^orders-[0-9a-f]{7}$/);
    expect(outputs.fileSystem).to.match(/^fs-[0-9a-f]{8,17}$/);
    const integrations = world.account.all("aws:apigatewayv2/integration:Integration");
    expect(new Set(integrations.map(({ id }) => id)).size).to.equal(2);

    const second = await workspace.up();
    expect(second.changes, second.stdout).to.be.empty;
    expect((await workspace.refresh()).changes).to.be.empty;
  });

  it("updates what can be changed in place", async () => {
    const [before] = world.account.all(STREAM);
    const longer = await configured("retention", "48");
    // The provider of dynamic resources is given the program's whole configuration.
    const changed = longer.changes.filter(({ type }) => !type.startsWith("pulumi:providers:"));
    expect(
      changed.map(({ operation, name }) => `${operation} ${name}`),
      longer.stdout,
    ).to.deep.equal(["update clicks"]);
    expect(world.account.all(STREAM)[0]).to.deep.include({ id: before?.id });
    expect(world.account.all(STREAM)[0]?.outputs.retentionPeriod).to.equal(48);
  });

  it("replaces where AWS's schemas say that an input is for creation only", async () => {
    const [before] = world.account.all(FILES);
    const rekeyed = await configured("performance", "maxIO");
    expect(rekeyed.exitCode, rekeyed.stdout).to.equal(0);
    expect(rekeyed.having("replace")).to.deep.equal([`${FILES}::files`]);
    expect(world.account.all(FILES)).to.have.length(1);
    expect(world.account.all(FILES)[0]?.id).to.not.equal(before?.id);
  });

  it("replaces a resource of another provider by what is known of it", async () => {
    const other = await configured("algorithm", "ED25519");
    expect(other.having("replace"), other.stdout).to.deep.equal(["tls:index/privateKey:PrivateKey::key"]);
  });

  it("destroys them all", async () => {
    const destroy = await workspace.destroy();
    expect(destroy.exitCode, destroy.stdout).to.equal(0);
    expect(world.account.all()).to.be.empty;
  });
});
