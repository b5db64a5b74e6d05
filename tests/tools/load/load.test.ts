import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo } from "node:net";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { randomFrom } from "@toolkit/scaling/random";
import { rejection } from "../../../packages/offline/tests/fixtures";
import { optionsOf } from "../../../tools/cli/read";
import { arrivals } from "../../../tools/load/arrivals";
import { capacityOf, readCapacityFile } from "../../../tools/load/capacity-file";
import { loadCommand } from "../../../tools/load/options";
import { measuredOf } from "../../../tools/load/outcome";
import { proveOwned, PROOF_PATH } from "../../../tools/load/owned";
import { planLoad, type Wanted } from "../../../tools/load/plan";
import { runLoad } from "../../../tools/load/run";
import { type Answer, sendOpen } from "../../../tools/load/send";

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

describe("npm run load", () => {
  let folder: string;
  let server: Server | undefined;

  /** Serves on an address of this machine. @param host 127.0.0.2 is here too, but no name of this machine. */
  const serve = (listener: Listener, host = "127.0.0.1"): Promise<URL> =>
    new Promise((resolve) => {
      server = createServer(listener).listen(0, host, () => {
        resolve(new URL(`http://${host}:${(server?.address() as AddressInfo).port}/`));
      });
    });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "load-"));
  });
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
    server = undefined;
    rmSync(folder, { recursive: true });
  });

  it("spreads requests as visitors come: at random, as many as each second says", () => {
    const load = new Float64Array(4000).fill(5).fill(0, 1000, 2000);
    const times = arrivals(load, randomFrom(1));
    const perSecond = new Float64Array(4000);
    for (const time of times) perSecond[Math.floor(time)] = (perSecond[Math.floor(time)] ?? 0) + 1;
    const busy = [...perSecond.subarray(0, 1000), ...perSecond.subarray(2000)];
    const mean = busy.reduce((sum, one) => sum + one, 0) / busy.length;
    expect(mean).to.be.closeTo(5, 0.2);
    // Poisson: as much variance as mean. Evenly spread requests would have none.
    expect(busy.reduce((sum, one) => sum + (one - mean) ** 2, 0) / busy.length).to.be.closeTo(5, 0.5);
    expect(perSecond.subarray(1000, 2000).every((one) => one === 0)).to.equal(true);
    expect(times.every((time, index) => time > (times[index - 1] ?? 0))).to.equal(true);
    expect(arrivals(load, randomFrom(1))).to.deep.equal(times);
  });

  it("sends what is due while earlier requests wait, and counts their time from when they were meant to go out", async () => {
    const waiting: ServerResponse[] = [];
    // Nobody is answered before the last has come: a client that waits for answers would wait for ever.
    const url = await serve((_, response) => {
      waiting.push(response);
      if (waiting.length === 30) for (const one of waiting) one.end();
    });
    const times = Float64Array.from({ length: 30 }, (_, index) => index / 100);
    const answers = await sendOpen({ url, times, ask: (index) => ({ path: `/${index}` }) });
    expect(answers.map(({ status }) => status)).to.deep.equal(Array.from({ length: 30 }, () => 200));
    for (const { at, seconds } of answers) expect(at + seconds).to.be.at.least(0.29);
  });

  it("counts what is refused, cut off or answered in half as unserved", async () => {
    const url = await serve(({ url: path = "" }, response) => {
      if (path === "/refused") response.writeHead(503).end();
      else if (path === "/cut") response.destroy();
      else if (path === "/half")
        response.writeHead(200, { "content-length": "100" }).write("half", () => response.destroy());
      else response.writeHead(302, { location: "/" }).end();
    });
    const paths = ["/refused", "/cut", "/half", "/moved"];
    const answers = await sendOpen({ url, times: new Float64Array(4), ask: (index) => ({ path: paths[index] ?? "" }) });
    expect(answers.map(({ status }) => status)).to.deep.equal([503, 0, 0, 302]);
    expect(measuredOf(answers)).to.deep.include({
      requests: 4,
      served: 1,
      unserved: 3,
      unservedSeconds: 1,
      statuses: { 0: 2, 302: 1, 503: 1 },
    });
  });

  it("has the simulator's words for seconds: unserved, slow, and the longest time until one was good again", () => {
    const answer = (second: number, status = 200, seconds = 0.1): Answer => ({
      at: second + 0.5,
      seconds,
      late: 0,
      status,
    });
    const answers = [
      ...Array.from({ length: 19 }, () => answer(0)),
      answer(0, 200, 1.5),
      answer(1, 503),
      answer(2, 200, 1.5),
      answer(3),
      // Nothing was sent in second 4.
      answer(5, 0),
    ];
    expect(measuredOf(answers)).to.deep.include({
      unserved: 2,
      unservedSeconds: 2,
      slowSeconds: 1,
      reaction: 2,
      p50: 0.1,
    });
  });

  it("finds the highest rate that was served well, and says when that was not the limit", () => {
    const window = (from: number, count: number, seconds: number, status = 200): Answer[] =>
      Array.from({ length: count }, (_, index) => ({ at: from + (index * 10) / count, seconds, late: 0, status }));
    const good = [...window(0, 100, 0.1), ...window(10, 200, 0.19)];
    expect(capacityOf([...good, ...window(20, 10, 0.1)])).to.deep.equal({ requestsPerSecond: 20, isAtLeast: true });
    const slow = [...good, ...window(20, 300, 0.3), ...window(30, 10, 0.1)];
    expect(capacityOf(slow)).to.deep.equal({ requestsPerSecond: 20, isAtLeast: false });
    const failing = [...window(0, 100, 0.1, 503), ...window(10, 10, 0.1)];
    expect(capacityOf(failing)).to.deep.equal({ requestsPerSecond: undefined, isAtLeast: false });
  });

  it("asks only a site that serves the proof of this checkout, which tells nobody the secret", async () => {
    let answer: Listener = (_, response) => response.writeHead(404).end();
    const asked: string[] = [];
    const url = await serve((request, response) => {
      asked.push(request.url ?? "");
      answer(request, response);
    }, "127.0.0.2");
    const file = join(folder, "cache/secret");
    const refused = async (secret = file): Promise<string> => rejection(proveOwned(url, secret));
    expect(await refused()).to.contain("cannot be read");
    const secret = readFileSync(file, "utf8").trim();
    expect(secret).to.match(/^[0-9a-f]{48}$/);
    const proof = createHash("sha256").update(secret).digest("hex");
    expect(await refused(), "the proof stays the same").to.contain(proof);
    answer = (_, response) => response.end("something else");
    expect(await refused()).to.contain("has another text");
    answer = ({ url: path }, response) =>
      path === PROOF_PATH ? response.writeHead(302, { location: "/elsewhere" }).end() : response.end(proof);
    expect(await refused()).to.contain("cannot be read");
    expect(new Set(asked), "no redirect was followed").to.deep.equal(new Set([PROOF_PATH]));
    answer = (_, response) => response.end(`${proof}\n`);
    await proveOwned(url, file);
    // Who reads it there has no proof of it, whatever becomes of it in a file of their own.
    const other = join(folder, "cache/other");
    writeFileSync(other, `${proof}\n`);
    expect(await refused(other)).to.contain("has another text");
  });

  it("needs no proof on this machine", async () => {
    const file = join(folder, "secret");
    for (const host of ["localhost", "127.0.0.1", "[::1]"]) await proveOwned(new URL(`http://${host}:1/`), file);
    expect(existsSync(file)).to.equal(false);
  });

  const wanted: Wanted = { profile: "steady", mean: 10, times: 1, minutes: 10, spread: "even" };

  it("knows all requests before the first, from five minutes before the load grows most", () => {
    const { from, load, times } = planLoad({ ...wanted, profile: "step" });
    expect([from, load.length, load[0], load.at(-1)]).to.deep.equal([11 * 60 + 55, 600, 10, 20]);
    expect(times.length).to.be.closeTo(5 * 60 * 10 + 5 * 60 * 20, 400);
    expect(planLoad(wanted).from).to.equal(0);
    expect(planLoad({ ...wanted, profile: "step", from: 60 }).load.every((one) => one === 10)).to.equal(true);
    // 20:59 has twelve times the requests of five minutes before.
    expect(planLoad({ ...wanted, profile: "wc98-1998-05-19" }).from).to.equal(20 * 60 + 55);
  });

  it("refuses a load that is too much, with all that is too much of it, or nothing at all", () => {
    expect(() => planLoad({ ...wanted, mean: 1001, minutes: 120 })).to.throw(
      /^1,001 requests a second .*\n7,207,200 requests in all /,
    );
    expect(() => planLoad({ ...wanted, mean: 0.001, minutes: 1 })).to.throw("not one request");
    const read = (...args: string[]) => optionsOf(loadCommand(), args);
    expect(() => read("--url", "http://example.com/", "--minutes", "121", "--from", "24:00")).to.throw(
      /--url.*https[^]*--minutes.*120[^]*--from.*11:55/,
    );
    expect(() => read()).to.throw(/--url/);
  });

  it("measures a site until it is told to end, and writes what a task serves", async () => {
    const stop = new AbortController();
    let asked = 0;
    const url = await serve(({ url: path }, response) => {
      if (path === "/page?a=1" && (asked += 1) === 40) stop.abort();
      response.end();
    });
    const out = join(folder, "out/capacity.json");
    const options = optionsOf(loadCommand(), ["--url", new URL("/page?a=1", url).href, "--mean", "200", "--out", out]);
    const text = await runLoad(options, stop.signal);
    expect(text).to.match(/^answers +\d+ 200\n[^]*unserved +0 of \d+, in 0 s/);
    expect(existsSync(out), "no tasks were told, and less than ten seconds were sent").to.equal(false);
  });

  it("reads its own file again, and says what is wrong with another", () => {
    const path = join(folder, "capacity.json");
    const measured = { requests: 2, unserved: 0, unservedSeconds: 0, slowSeconds: 0, p95: 0.1, reaction: 0 };
    const file = { version: 1, service: "frontend", url: "http://localhost/", tasks: 2, requestsPerSecond: 50 };
    writeFileSync(path, JSON.stringify({ ...file, isAtLeast: false, load: [1, 1], measured }));
    expect(readCapacityFile(path)).to.deep.include({ service: "frontend", requestsPerSecond: 50 });
    writeFileSync(path, JSON.stringify(file));
    expect(() => readCapacityFile(path)).to.throw(/npm run load has not written .*capacity\.json: its isAtLeast: /);
    writeFileSync(path, "{");
    expect(() => readCapacityFile(path)).to.throw("it is no JSON");
    expect(() => readCapacityFile(join(folder, "none.json"))).to.throw("npm run load writes one");
  });
});
