import { expect } from "chai";
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { type Answer, Client } from "./support/client";
import { bothVariants } from "./support/suite";
import { type TestRun } from "./support/run";
import { WriteLoad } from "./support/write-load";

/** Prints what a failure cost. */
function report(what: string, result: Awaited<ReturnType<WriteLoad["stop"]>>): void {
  const { sent, failed, lost, storedUnsaid } = result;
  const unsaid = storedUnsaid === 0 ? "" : `, ${storedUnsaid} stored without an answer that said so`;
  console.log(`      ${what}: ${sent} writes sent, ${failed} failed, ${lost.length} lost${unsaid}`);
}

/** Holds a note's row until it is told to let go, so that a change of that note takes as long as a test wants. */
async function holdNote(run: TestRun, id: string): Promise<() => Promise<void>> {
  const { database } = run.app;
  const session = spawn(database.clientProgram, [...database.clientArguments, "--unbuffered"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => session.once("exit", resolve));
  const held = new Promise((resolve) => createInterface(session.stdout).once("line", resolve));
  session.stdin.write(`BEGIN; SELECT id FROM app.notes WHERE id = '${id}' FOR UPDATE;\n`);
  await held;
  return async () => {
    session.stdin.end("COMMIT;\n");
    await ended;
  };
}

/** Waits until the database works on a change of a note. */
async function changeArrives(run: TestRun): Promise<void> {
  const running =
    "SELECT id FROM information_schema.processlist WHERE command = 'Execute' AND info LIKE 'UPDATE notes%'";
  while (run.app.database.query(running).length === 0) await sleep(10);
}

async function idOf(client: Client, title: string, run: TestRun): Promise<string> {
  const { isStored } = await client.write(title);
  expect(isStored).to.equal(true);
  const [id = ""] = run.app.database.query(`SELECT id FROM app.notes WHERE title = '${title}'`);
  return id;
}

bothVariants("failures", 2, (run, variant) => {
  let client: Client;

  beforeEach(() => {
    client = new Client(run());
  });
  afterEach(() => {
    client.close();
  });

  it("loses no acknowledged write when the database crashes and comes back", async () => {
    const load = new WriteLoad(run(), "crash");
    await load.stores(50);
    await run().app.database.stop("SIGKILL");
    await load.fails(10);
    await run().app.database.start();
    await load.stores(50);
    const result = await load.stop();
    report("database crashed", result);
    expect(result.lost).to.deep.equal([]);
    expect(result.statuses, "every failure says that it is temporary").to.deep.equal([503]);
  });

  it("loses no acknowledged write when the database is restarted in order", async () => {
    const load = new WriteLoad(run(), "restart");
    await load.stores(50);
    await run().app.database.stop();
    await load.fails(10);
    await run().app.database.start();
    await load.stores(50);
    const result = await load.stop();
    report("database restarted", result);
    expect(result.lost).to.deep.equal([]);
    expect(result.statuses).to.deep.equal([503]);
  });

  it("fails no request when the password changes and the tasks are replaced", async () => {
    const { app } = run();
    const before = app.service("backend").tasks.map(({ pid }) => pid);
    const load = new WriteLoad(run(), "rotation");
    await load.stores(50);
    app.rotate();
    await load.stores(50);
    await app.service("backend").redeploy();
    await load.stores(50);
    const result = await load.stop();
    report("password rotated, tasks replaced", result);
    expect(result).to.deep.include({ failed: 0, lost: [] });
    const after = app.service("backend").tasks.map(({ pid }) => pid);
    expect(after).to.have.length(2);
    expect(after.filter((pid) => before.includes(pid))).to.deep.equal([]);
  });

  it("lets a task go on with a rotated password when its connections are new", async () => {
    const { app } = run();
    const readsBefore = app.secrets.reads;
    const load = new WriteLoad(run(), "reconnect");
    await load.stores(20);
    app.rotate();
    await load.stop();
    // Every connection has to be made anew, as it is after its lifetime or a failover.
    await app.database.stop();
    await app.database.start();
    const again = new WriteLoad(run(), "reconnected");
    await again.stores(50);
    const result = await again.stop();
    report("password rotated, connections new", result);
    expect(result).to.deep.include({ failed: 0, lost: [] });
    expect(app.secrets.reads - readsBefore).to.equal(2);
  });

  for (const name of variant === "ssr" ? (["backend", "frontend"] as const) : (["backend"] as const)) {
    it(`finishes a slow request of a ${name} task that is told to end`, async () => {
      const service = run().app.service(name);
      const id = await idOf(client, `slow ${name}`, run());
      // One task only, so that it is this one that has the request; the next one starts when it has.
      const [first, ...others] = service.tasks;
      if (first === undefined) throw new Error("No task runs.");
      for (const other of others) await service.interrupt(other);
      const letGo = await holdNote(run(), id);
      let answer: (Answer & { isStored: boolean }) | undefined;
      const change = client.change(id, `changed ${name}`).then((given) => {
        answer = given;
      });
      await changeArrives(run());
      await service.start(1);
      const exit = service.interrupt(first);
      const others10 = await Promise.all(Array.from({ length: 10 }, () => client.write(`meanwhile ${name}`)));
      expect(answer, "the slow request is still under way").to.equal(undefined);
      await letGo();
      await change;
      expect(answer?.isStored, answer?.text).to.equal(true);
      expect(await exit).to.equal(0);
      expect(others10.filter(({ isStored }) => !isStored)).to.deep.equal([]);
      expect(run().titles()).to.include(`changed ${name}`);
      console.log(`      ${name} task ended: 11 requests sent, 0 failed, 0 lost`);
      await service.start(1);
    });
  }
});
