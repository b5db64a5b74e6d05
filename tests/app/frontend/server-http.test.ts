import { expect } from "chai";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { Agent } from "node:http";
import { connect } from "node:net";
import path from "node:path";
import { BackendDouble } from "./support/backend-double.js";
import { FRONTEND, FrontEnd } from "./support/front-end.js";
import { until } from "./support/until.js";

describe("front-end server: HTTP", () => {
  const backend = new BackendDouble();
  let frontEnd: FrontEnd;

  before(async () => {
    await backend.start();
    frontEnd = await new FrontEnd({ BACKEND_URL: backend.url }).start();
  });
  beforeEach(() => {
    backend.reset();
  });
  after(async () => {
    await FrontEnd.stopAll();
    await backend.stop();
  });

  it("serves every built asset for good and public files for an hour", async () => {
    for (const name of readdirSync(path.join(FRONTEND, "build/ssr/client/assets"))) {
      const { status, headers } = await frontEnd.ask(`/assets/${name}`);
      expect(status, name).to.equal(200);
      expect(headers["cache-control"]).to.equal("public, max-age=31536000, immutable");
      expect(headers["content-type"]).to.match(name.endsWith(".css") ? /^text\/css/ : /^text\/javascript/);
    }
    for (const name of ["favicon.svg", "robots.txt"]) {
      const { status, headers } = await frontEnd.ask(`/${name}`);
      expect([status, headers["cache-control"]]).to.deep.equal([200, "public, max-age=3600"]);
      const again = await frontEnd.ask(`/${name}`, { headers: { "if-none-match": headers.etag ?? "" } });
      expect([again.status, again.text]).to.deep.equal([304, ""]);
    }
  });

  it("lets no cache keep a missing asset, and no path leave the folder", async () => {
    for (const url of ["/assets/old-12345678.js", "/assets/../../server/index.js", "/assets/%2e%2e/favicon.svg"]) {
      const { status, headers } = await frontEnd.ask(url);
      expect([status, headers["cache-control"]], url).to.deep.equal([404, "private, no-store"]);
    }
  });

  it("keeps idle connections for 75 seconds unless told otherwise", async () => {
    const agent = new Agent({ keepAlive: true });
    expect((await frontEnd.ask("/healthz", { agent })).headers["keep-alive"]).to.equal("timeout=75");
    agent.destroy();
  });

  it("refuses forms longer than any note", async () => {
    const announced = await frontEnd.post("/notes/new", { title: "t", body: "x".repeat(256 * 1024) });
    expect(announced.status).to.equal(413);
    const chunked = await frontEnd
      .ask("/notes/new", { method: "POST", headers: { "transfer-encoding": "chunked" } }, Buffer.alloc(300 * 1024, "x"))
      .then(({ status }) => status);
    expect(chunked).to.equal(413);
    expect(backend.requests).to.deep.equal([]);
  });

  it("refuses other methods, hosts and targets that make no sense", async () => {
    const put = await frontEnd.ask("/", { method: "PUT" });
    expect([put.status, put.headers.allow]).to.deep.equal([405, "GET, HEAD, POST"]);
    expect((await frontEnd.ask("/", { headers: { host: "a b" } })).status).to.equal(400);
    expect((await frontEnd.ask("http://other.example.net/")).status).to.equal(400);
    expect(backend.requests).to.deep.equal([]);
  });

  it("answers HEAD without a body", async () => {
    const { status, headers, text } = await frontEnd.ask("/", { method: "HEAD" });
    expect([status, text]).to.deep.equal([200, ""]);
    expect(headers["content-security-policy"]).to.contain("script-src 'self' 'nonce-");
  });

  it("answers a body that is no form with 400, since it is the sender's mistake", async () => {
    for (const type of ["multipart/form-data", "multipart/form-data; boundary=x", "text/plain", "application/json"]) {
      const headers = { "content-type": type, origin: `http://127.0.0.1:${frontEnd.port}` };
      const { status } = await frontEnd.ask("/notes/new", { method: "POST", headers }, Buffer.from("broken"));
      expect(status, type).to.equal(400);
    }
    expect(backend.requests).to.deep.equal([]);
  });

  it("gives headers five seconds, however long it keeps idle connections", async () => {
    const slow = connect(frontEnd.port, "127.0.0.1");
    slow.write("GET / HTTP/1.1\r\nHost: a\r\n");
    let said = "";
    slow.on("data", (data) => (said += data.toString()));
    await once(slow, "close");
    expect(said).to.match(/^HTTP\/1.1 408 /);
  });

  it("gives a request fifteen seconds with its body", async () => {
    const slow = connect(frontEnd.port, "127.0.0.1");
    slow.write("POST /notes/new HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n");
    slow.write("Content-Type: application/x-www-form-urlencoded\r\n\r\ntitle");
    let said = "";
    slow.on("data", (data) => (said += data.toString()));
    await once(slow, "close");
    expect(said).to.match(/^HTTP\/1.1 408 /);
    expect(backend.requests).to.deep.equal([]);
  });

  it("listens where it is told to", async () => {
    const local = await new FrontEnd({ BACKEND_URL: backend.url, HOST: "127.0.0.2" }).start();
    const refused = await local.ask("/healthz").catch((error: unknown) => (error as NodeJS.ErrnoException).code);
    expect(refused).to.equal("ECONNREFUSED");
    const reached = connect(local.port, "127.0.0.2");
    await once(reached, "connect");
    reached.destroy();
    await local.stop();
  });

  it("finishes a request in flight after SIGTERM, then exits with 0", async () => {
    const stopping = await new FrontEnd({ BACKEND_URL: backend.url }).start();
    const idle = new Agent({ keepAlive: true });
    await stopping.ask("/healthz", { agent: idle });
    const { promise: gate, open } = createGate();
    backend.add(1);
    backend.gate = gate;
    const slow = stopping.ask("/notes/note-0", { agent: idle });
    await until(() => backend.requests.length === 1);
    stopping.terminate();
    await until(() => stopping.lines.some(({ message }) => message === "stopping"));
    const refused = await stopping.ask("/healthz").catch((error: unknown) => (error as NodeJS.ErrnoException).code);
    open();
    const { status, headers, text } = await slow;
    // A connection that reaches the kernel just before the listener closes is reset instead of refused.
    expect(refused).to.be.oneOf(["ECONNREFUSED", "ECONNRESET"]);
    expect(status).to.equal(200);
    expect(headers.connection).to.equal("close");
    expect(text).to.contain("Body of Note 0").and.contain("</html>");
    expect(await stopping.exit).to.equal(0);
    expect(stopping.lines.at(-1)).to.include({ message: "stopped", requestsCutOff: 0 });
    idle.destroy();
  });

  it("cuts off what outlasts the shutdown timeout", async () => {
    const stopping = await new FrontEnd({ BACKEND_URL: backend.url, SHUTDOWN_TIMEOUT_SECONDS: "1" }).start();
    const { promise: gate, open } = createGate();
    backend.gate = gate;
    const slow = stopping.ask("/").catch((error: unknown) => (error as NodeJS.ErrnoException).code);
    await until(() => backend.requests.length === 1);
    stopping.terminate();
    expect(await slow).to.equal("ECONNRESET");
    expect(await stopping.exit).to.equal(0);
    open();
    expect(stopping.lines.find(({ message }) => message === "stopped")).to.include({
      level: "warn",
      requestsCutOff: 1,
    });
  });

  it("says all that is wrong with its environment and exits with 1", async () => {
    const refused = new FrontEnd({ PORT: "high", LOG_LEVEL: "loud" });
    expect(await refused.exit).to.equal(1);
    expect(refused.lines.map(({ message }) => message)).to.deep.equal([
      'PORT is "high"; it must be a whole number from 0 to 65535.',
      "BACKEND_URL is not set; it must be the backend's origin, for example http://localhost:8080.",
      'LOG_LEVEL is "loud"; it must be debug or info or warn or error.',
    ]);
  });
});

function createGate(): { promise: Promise<void>; open: () => void } {
  let open: () => void = () => undefined;
  const promise = new Promise<void>((resolve) => (open = resolve));
  return { promise, open };
}
