import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect } from "chai";

import { atRevision } from "../../../tools/revisions/checkout";

describe("the files of a git revision", () => {
  let folder: string;
  let temporary: string;
  const git = (...args: string[]): string => execFileSync("git", args, { cwd: folder, encoding: "utf8" }).trim();

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "checkout-test-"));
    temporary = mkdtempSync(join(tmpdir(), "checkout-test-temporary-"));
    git("init", "-q");
    mkdirSync(join(folder, "bin"));
    writeFileSync(join(folder, "bin/run"), "#!/bin/sh\necho then\n");
    chmodSync(join(folder, "bin/run"), 0o755);
    git("add", ".");
    git("-c", "user.name=test", "-c", "user.email=test@example.com", "commit", "-q", "-m", "a revision");
    writeFileSync(join(folder, "bin/run"), "#!/bin/sh\necho now\n");
    git("add", ".");
  });
  afterEach(() => {
    for (const path of [folder, temporary]) rmSync(path, { recursive: true });
  });

  it("are those of the revision, with their modes, and leave the checkout and its index as they are", async () => {
    const before = git("status", "--porcelain");
    const output = await atRevision("HEAD", folder, ({ run }) => run("./bin/run", []));
    expect(output).to.equal("then\n");
    expect(git("status", "--porcelain")).to.equal(before);
    expect(git("worktree", "list").split("\n")).to.have.length(1);
  });

  it("are gone afterwards, also when it failed", async () => {
    let used = "";
    await atRevision("HEAD", folder, ({ folder: there, run }) => {
      used = there;
      return run("false", []);
    }).then(
      () => expect.fail("did not fail"),
      () => undefined,
    );
    expect(existsSync(used)).to.equal(false);
    const missing = atRevision("HEAD", folder, ({ run }) => run("./no-such-command", []));
    expect(await missing.catch((error: unknown) => String(error))).to.contain("ENOENT");
    expect(process.listenerCount("SIGINT")).to.equal(0);
  });

  /** A process that looks at HEAD and waits there until it is told to end. */
  async function waiting(): Promise<ChildProcess> {
    const module = resolve("tools/revisions/checkout.ts");
    const program = `
      const { atRevision } = require(${JSON.stringify(module)});
      atRevision("HEAD", ${JSON.stringify(folder)}, ({ run }) => {
        process.stdout.write("there");
        return run("sleep", ["60"]);
      }).catch(() => process.exit(7));
    `;
    const child = spawn(process.execPath, ["--require", "tsx/cjs", "--eval", program], {
      env: { ...process.env, TMPDIR: temporary },
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(child.stdout, "data");
    return child;
  }

  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    it(`are gone after ${signal}, which ends the process`, async () => {
      const child = await waiting();
      expect(readdirSync(temporary).filter((name) => name.startsWith("webapp-"))).to.have.length(1);
      child.kill(signal);
      const [code, endedBy] = (await once(child, "exit")) as [number | null, string | null];
      expect([code, endedBy]).to.deep.equal([null, signal]);
      expect(readdirSync(temporary).filter((name) => name.startsWith("webapp-"))).to.deep.equal([]);
      expect(git("worktree", "list").split("\n")).to.have.length(1);
    });
  }
});
