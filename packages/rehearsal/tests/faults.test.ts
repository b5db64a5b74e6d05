import * as path from "node:path";

import { expect } from "chai";

import { T } from "@toolkit/offline/aws-types";
import { openWorld, type World } from "../src/world";
import { compare } from "../src/driver/compare";
import { Workspace } from "../src/driver/workspace";
import { ended, startedBy, type Running } from "./processes";

const fixture = path.join(__dirname, "fixtures", "small");
const inSync = { orphans: [], phantoms: [] };

describe("faults during a deployment", () => {
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

  const deployAgain = async (): Promise<void> => {
    const again = await workspace.up();
    expect(again.exitCode, again.stdout).to.equal(0);
    expect(compare(world.account, await workspace.state())).to.deep.equal(inSync);
    expect(world.account.all(T.vpc)).to.have.length(1);
  };

  it("recovers from a creation that AWS fails once", async () => {
    world.faults.set({ on: "create", nth: 3, kind: "fail" });
    const up = await workspace.up();
    expect(up.exitCode).to.not.equal(0);
    expect(up.diagnostics.map(({ message }) => message).join()).to.contain("InternalFailure");
    expect(world.faults.pending).to.be.empty;
    await deployAgain();
  });

  it("keeps what was made although waiting for it timed out", async () => {
    world.faults.set({ on: "create", nth: 1, kind: "timeout", type: T.vpc });
    const up = await workspace.up();
    expect(up.exitCode).to.not.equal(0);
    expect((await workspace.state()).filter(({ type }) => type === T.vpc)).to.have.length(1);
    await deployAgain();
  });

  it("shows the orphan of a creation whose answer was lost", async () => {
    world.faults.set({ on: "create", nth: 1, kind: "lost", type: T.vpc });
    expect((await workspace.up()).exitCode).to.not.equal(0);
    const { orphans, phantoms } = compare(world.account, await workspace.state());
    expect(orphans).to.have.length(1);
    expect(orphans[0]).to.match(/^aws:ec2\/vpc:Vpc vpc-/);
    expect(phantoms).to.be.empty;
  });

  it("recovers from a throttled update and deletion", async () => {
    await workspace.up();
    world.faults.set({ on: "update", nth: 1, kind: "throttle" });
    workspace.edit("page.html", (text) => `${text}again\n`);
    expect((await workspace.up()).exitCode).to.not.equal(0);
    await deployAgain();

    world.faults.set({ on: "delete", nth: 2, kind: "throttle" });
    const destroy = await workspace.destroy();
    expect(destroy.exitCode).to.not.equal(0);
    expect(destroy.diagnostics.map(({ message }) => message).join()).to.contain("ThrottlingException: Rate exceeded");
    expect((await workspace.destroy()).exitCode).to.equal(0);
    expect(world.account.all()).to.be.empty;
  });

  it("recovers from a command that was killed in the middle", async () => {
    let started: Running[] = [];
    // One step at a time, so that the state is not being written when the process dies.
    const up = await workspace.deployment(["up", "--yes", "--skip-preview", "--parallel", "1"], {
      started: (child) => {
        world.account.onChange = ({ type }) => {
          if (type !== T.subnet) return;
          started = startedBy(child.pid ?? 0);
          child.kill("SIGKILL");
        };
      },
    });
    world.account.onChange = undefined;
    expect(up.exitCode).to.equal(null);
    expect(started.map(({ command }) => command).join("\n"))
      .to.contain("pulumi-language-nodejs")
      .and.contain("cmd/run");
    await ended(started);

    const locked = await workspace.up();
    expect(locked.exitCode).to.not.equal(0);
    expect(locked.stderr + locked.stdout).to.contain("currently locked");
    expect((await workspace.exec(["cancel", "--yes", "--stack", "dev"])).exitCode).to.equal(0);

    // The state knows that the subnet was being made, and not under which id; a person looks it up and imports it.
    expect((await workspace.pendingCreates()).map((urn) => urn.split("::").at(-1))).to.deep.equal(["subnet"]);
    expect((await workspace.refresh("--clear-pending-creates")).exitCode).to.equal(0);
    const [orphan] = world.account.all(T.subnet);
    const provider = (await workspace.state()).find(({ urn }) => urn.endsWith("pulumi:providers:aws::aws"))?.urn ?? "";
    const imported = await workspace.exec([
      ...["import", T.subnet, "subnet", orphan?.id ?? "", "--stack", "dev", "--provider", `aws=${provider}`],
      ...["--yes", "--skip-preview", "--generate-code=false", "--protect=false"],
    ]);
    expect(imported.exitCode, imported.stdout + imported.stderr).to.equal(0);
    await deployAgain();
    expect(world.account.all(T.subnet).map(({ id }) => id)).to.deep.equal([orphan?.id]);
  });
});
