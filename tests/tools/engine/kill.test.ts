import { expect } from "chai";

import { T } from "@toolkit/offline/aws-types";
import { rehearse, succeeded, type Rehearsal } from "../../../tools/lifecycles/rehearsal";
import { difference, inSync } from "../../../tools/lifecycles/retained";
import { pulumiCommands } from "../../../tools/lifecycles/runbook";

/** The sections of docs/runbooks/recover-update.md that have commands for everybody. */
const [[again = []] = [], [cancel = []] = [], [, refresh = []] = [], [takeIn = []] = [], [deploy = []] = []] =
  pulumiCommands("recover-update.md");

describe("a command that is killed while it deploys dev ssr", function () {
  this.timeout(600_000);

  let rehearsal: Rehearsal;

  before(async () => {
    rehearsal = await rehearse("dev");
  });

  after(async () => {
    await rehearsal.close();
  });

  const run = async (command: readonly string[], values: Readonly<Record<string, string>> = {}) => {
    const filled = command.map((word) =>
      Object.entries({ STACK: "dev", ...values }).reduce(
        (text, [name, value]) => text.replace(`<${name}>`, value),
        word,
      ),
    );
    return rehearsal.workspace.exec([...filled, ...(filled[0] === "up" ? ["--yes"] : [])]);
  };

  it("is recovered by the runbook, and the database that was being made is the one that stays", async () => {
    const { world, workspace } = rehearsal;
    // One step at a time, so that the state is not being written when the process dies.
    const killed = await workspace.deployment(["up", "--yes", "--skip-preview", "--parallel", "1"], {
      started: (child) => {
        world.account.onChange = ({ type }) => {
          if (type === T.databaseInstance) child.kill("SIGKILL");
        };
      },
    });
    world.account.onChange = undefined;
    expect(killed.exitCode).to.equal(null);
    const [database] = world.account.all(T.databaseInstance);

    const locked = await run(again);
    expect(locked.stdout + locked.stderr).to.contain("currently locked");
    expect((await run(cancel)).exitCode).to.equal(0);

    const pending = await workspace.pendingCreates();
    expect(pending.map((urn) => urn.split("::").at(-1))).to.deep.equal(["database"]);
    expect((await run(refresh)).exitCode).to.equal(0);

    const known = await workspace.state();
    const urnOf = (end: string): string => known.find(({ urn }) => urn.endsWith(end))?.urn ?? "";
    const imported = await run(takeIn, {
      TYPE: T.databaseInstance,
      NAME: "database",
      ID: database?.id ?? "",
      "URN OF ITS PARENT": urnOf("webapp:data:Database::database"),
      "URN OF THE PROVIDER": urnOf("pulumi:providers:aws::aws"),
    });
    expect(imported.exitCode, imported.stdout + imported.stderr).to.equal(0);

    const deployed = await run(deploy);
    expect(deployed.exitCode, deployed.stdout + deployed.stderr).to.equal(0);
    expect(await difference(world.account, workspace)).to.deep.equal(inSync);
    expect(world.account.all(T.databaseInstance).map(({ serial }) => serial)).to.deep.equal([database?.serial]);
    expect(succeeded(await workspace.up(), "one more up").changes).to.deep.equal([]);
  });
});
