import { expect } from "chai";
import { T } from "@toolkit/offline/aws-types";

import { configure, deployed, type Rehearsal, succeeded } from "../../../tools/lifecycles/rehearsal";
import { destroyDev } from "../../../tools/lifecycles/destroy";
import { difference, inSync } from "../../../tools/lifecycles/retained";

const EXPERIMENTS = "webapp:experiments";
const COPY_TO = "webapp:backup.copyTo";

describe("a live stack with experiments and copies in another region", function () {
  this.timeout(600_000);

  let rehearsal: Rehearsal;

  before(async () => {
    rehearsal = await deployed("dev", {
      "webapp:database.multiAz": true,
      "webapp:access.exec": false,
      "webapp:backend.memory": 1024,
    });
  });

  after(async () => {
    await rehearsal.close();
  });

  const made = (type: string) => rehearsal.world.account.all(type).length;

  it("gets both on top of what it has, and loses nothing for it", async () => {
    const { workspace, world } = rehearsal;
    configure(workspace, { [EXPERIMENTS]: {}, [COPY_TO]: "us-east-2" });
    const outcome = succeeded(await workspace.up(), "experiments and copies");
    expect([...outcome.having("replace"), ...outcome.having("delete")]).to.deep.equal([]);
    expect([made(T.experimentTemplate), made(T.replicatedBackups), made(T.bucketReplication)]).to.deep.equal([4, 1, 1]);
    expect(await difference(world.account, workspace)).to.deep.equal(inSync);
    expect(succeeded(await workspace.up(), "the second up").changes).to.deep.equal([]);
    expect(succeeded(await workspace.refresh(), "refresh").changes).to.deep.equal([]);
  });

  it("changes how long a fault lasts in place, and gives slow tasks an agent by another revision of one service", async () => {
    const { workspace, world } = rehearsal;
    configure(workspace, { [`${EXPERIMENTS}.minutes`]: 10, [`${EXPERIMENTS}.latency.milliseconds`]: 300 });
    const outcome = succeeded(await workspace.up(), "ten minutes, and latency");
    expect(outcome.having("replace")).to.deep.equal([`${T.taskDefinition}::backend`]);
    expect(outcome.having("update")).to.have.members([
      ...["nat", "zone"].map((name) => `${T.experimentTemplate}::experiments-${name}`),
      `${T.service}::backend`,
      `${T.rolePolicy}::backend-task`,
    ]);
    expect(outcome.having("create")).to.include.members([
      `${T.experimentTemplate}::experiments-latency`,
      `${T.role}::backend-agent`,
    ]);
    expect(await difference(world.account, workspace)).to.deep.equal(inSync);
  });

  it("copies backups of more days by a new replication, after the old one has stopped", async () => {
    const { workspace } = rehearsal;
    configure(workspace, { "webapp:database.backupRetentionDays": 10 });
    const outcome = succeeded(await workspace.up(), "ten days of backups");
    expect(outcome.having("replace")).to.deep.equal([`${T.replicatedBackups}::copies`]);
    expect(made(T.replicatedBackups)).to.equal(1);
  });

  it("is without any of them again when they are off, with nothing left", async () => {
    const { workspace, world } = rehearsal;
    configure(workspace, { [EXPERIMENTS]: undefined, [COPY_TO]: undefined });
    succeeded(await workspace.up(), "both off");
    expect([made(T.experimentTemplate), made(T.replicatedBackups), made(T.bucketReplication)]).to.deep.equal([0, 0, 0]);
    expect(await difference(world.account, workspace)).to.deep.equal(inSync);
    expect(world.account.all(T.role).filter(({ urn }) => urn.endsWith("::backend-agent"))).to.deep.equal([]);
    configure(workspace, { [EXPERIMENTS]: { latency: {} }, [COPY_TO]: "us-east-2" });
    succeeded(await workspace.up(), "on again, to be destroyed with the stack");
  });

  destroyDev(() => rehearsal);
});
