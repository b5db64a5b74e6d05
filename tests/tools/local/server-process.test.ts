import { expect } from "chai";

import { freePort } from "../../../tools/local/free-port";
import { ServerProcess } from "../../../tools/local/server-process";

const TIMEOUT_MS = 300_000;

/** A server in a process of its own; `first` runs before it listens. */
const program = (port: number, first = "") => [
  "-e",
  `${first}; require("node:http").createServer((_, response) => response.end(String(process.pid))).listen(${port}, "127.0.0.1")`,
];

const asked = async (port: number): Promise<string | undefined> => {
  try {
    return await (await fetch(`http://127.0.0.1:${port}/`)).text();
  } catch {
    return undefined;
  }
};

const isGone = (pid: number): boolean => {
  try {
    return !process.kill(pid, 0);
  } catch {
    return true;
  }
};

const failure = (start: Promise<void>): Promise<string> =>
  start.then(
    () => expect.fail("started"),
    (error: unknown) => (error as Error).message,
  );

describe("a server program of this machine", () => {
  let port: number;
  let server: ServerProcess;

  beforeEach(async () => {
    port = await freePort();
    server = new ServerProcess("The double", async () => (await asked(port)) !== undefined);
  });

  it("answers once it has started, is gone once it is stopped, and starts again", async () => {
    for (const signal of ["SIGTERM", "SIGKILL"] as const) {
      await server.start(process.execPath, program(port), TIMEOUT_MS);
      const pid = Number(await asked(port));
      expect(isGone(pid)).to.equal(false);
      await server.stop(signal);
      expect([isGone(pid), await asked(port)]).to.deep.equal([true, undefined]);
    }
    await server.stop();
  });

  it("is ended by force when it does not end by itself", async () => {
    await server.start(process.execPath, program(port, "process.on('SIGTERM', () => undefined)"), TIMEOUT_MS);
    const pid = Number(await asked(port));
    await server.stop("SIGTERM", 10);
    expect(isGone(pid)).to.equal(true);
  });

  it("says why it does not answer: it ended, was killed, or is no program", async () => {
    const ends = (how: string) => server.start(process.execPath, program(port, how), TIMEOUT_MS);
    expect(await failure(ends("console.error('the port is taken'); process.exit(3)"))).to.equal(
      "The double does not answer.\nthe port is taken\n",
    );
    expect(await failure(ends("process.kill(process.pid, 'SIGKILL')"))).to.equal("The double does not answer.\n");
    expect(await failure(server.start("/no/such/program", [], TIMEOUT_MS))).to.equal(
      "The double does not answer.\nspawn /no/such/program ENOENT",
    );
  });

  it("does not go on running when it is silent for too long", async () => {
    let pid: string | undefined;
    const mute = new ServerProcess("The mute", async () => {
      while (pid === undefined) pid = await asked(port);
      return false;
    });
    expect(await failure(mute.start(process.execPath, program(port), 1))).to.equal("The mute does not answer.\n");
    expect(isGone(Number(pid))).to.equal(true);
  });
});
