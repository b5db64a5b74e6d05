import { expect } from "chai";
import { BackendDouble } from "./support/backend-double.js";
import { FrontEnd } from "./support/front-end.js";
import { until } from "./support/until.js";

const VIEWER = { host: "app.example.com", origin: "https://app.example.com", "x-forwarded-proto": "https" };

describe("front-end server: pages without JavaScript", () => {
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

  it("lists notes page by page", async () => {
    backend.add(23);
    const { status, headers, text } = await frontEnd.ask("/?page=2");
    expect(status).to.equal(200);
    expect(headers["content-type"]).to.equal("text/html; charset=utf-8");
    expect(headers["cache-control"]).to.equal("private, no-store");
    expect(text).to.contain("Note 10").and.contain("Note 19").and.not.contain("Note 20");
    expect(text).to.contain('href="/?page=3"').and.contain('rel="prev" href="/"');
    expect(backend.requests.map(({ url }) => url)).to.deep.equal(["/api/notes?page=2&pageSize=10"]);
  });

  it("searches with words from the address and escapes them", async () => {
    backend.add(3, (index) => (index === 1 ? "milk <b>" : "bread"));
    const { text } = await frontEnd.ask("/?q=milk+%3Cb%3E");
    expect(backend.requests[0]?.url).to.equal("/api/notes?q=milk+%3Cb%3E&page=1&pageSize=10");
    expect(text).to.contain("1 note with “milk &lt;b&gt;”").and.not.contain("<b>");
  });

  it("leads past the end to the last page", async () => {
    backend.add(11);
    const { status, headers } = await frontEnd.ask("/?q=Note&page=9");
    expect([status, headers.location]).to.deep.equal([302, "/?q=Note&page=2"]);
  });

  it("creates, changes and deletes by form posts that redirect", async () => {
    const created = await frontEnd.post("/notes/new", { title: " First ", body: "one\r\ntwo" }, VIEWER);
    expect([created.status, created.headers.location]).to.deep.equal([302, "/notes/note-0"]);
    expect(backend.notes[0]).to.include({ title: "First", body: "one\ntwo" });

    const changed = await frontEnd.post("/notes/note-0/edit", { title: "Second", body: "" }, VIEWER);
    expect([changed.status, changed.headers.location]).to.deep.equal([302, "/notes/note-0"]);
    expect((await frontEnd.ask("/notes/note-0")).text).to.contain("<title>Second · Notes</title>");

    const deleted = await frontEnd.post("/notes/note-0/delete", {}, VIEWER);
    expect([deleted.status, deleted.headers.location]).to.deep.equal([302, "/"]);
    expect(backend.notes).to.deep.equal([]);
  });

  it("returns a bad form with all problems and what was typed", async () => {
    const { status, text } = await frontEnd.post("/notes/new", { title: "", body: "x".repeat(10_001) }, VIEWER);
    expect(status).to.equal(400);
    expect(text).to.contain("Give the note a title.");
    expect(text).to.contain("it has 10,001 characters, the limit is 10,000");
    expect(text).to.contain('aria-describedby="title-error title-hint"').and.contain("x".repeat(10_001));
    expect(backend.requests).to.deep.equal([]);
  });

  it("keeps what was typed when the backend cannot save it", async () => {
    backend.failure = { status: 503, body: "<html>busy</html>" };
    const { status, text } = await frontEnd.post("/notes/new", { title: "Keep me", body: "safe" }, VIEWER);
    expect(status).to.equal(503);
    expect(text).to.contain("Your text is still here").and.contain('value="Keep me"').and.contain(">safe</textarea>");
  });

  it("shows the backend's reason beside its field", async () => {
    backend.failure = {
      status: 422,
      body: JSON.stringify({
        error: { code: "validation_failed", message: "No.", fields: { title: "must be one line" } },
      }),
    };
    const { status, text } = await frontEnd.post("/notes/new", { title: "a", body: "" }, VIEWER);
    expect(status).to.equal(400);
    expect(text).to.contain("The title must be one line.");
  });

  it("takes posts of the viewer's own site over plain HTTP hops, and of no other site", async () => {
    const fields = { title: "t", body: "" };
    const behindPlainHop = { ...VIEWER, "x-forwarded-proto": "http" };
    expect((await frontEnd.post("/notes/new", fields, behindPlainHop)).status).to.equal(302);
    const foreign = { ...VIEWER, origin: "https://evil.example.net" };
    expect((await frontEnd.post("/notes/new", fields, foreign)).status).to.equal(400);
    const downgraded = { ...VIEWER, origin: "http://app.example.com" };
    expect((await frontEnd.post("/notes/new", fields, downgraded)).status).to.equal(400);
    expect(backend.notes).to.have.length(1);
  });

  it("answers 404 with a page for unknown addresses and notes", async () => {
    for (const url of ["/nowhere", "/notes/missing", "/notes/missing/edit", "//evil.example.net/x"]) {
      const { status, text } = await frontEnd.ask(url);
      expect(status, url).to.equal(404);
      expect(text, url).to.contain("<title>Page not found · Notes</title>").and.contain("<h1>Page not found</h1>");
    }
    expect((await frontEnd.ask("/notes")).headers.location).to.equal("/");
  });

  it("shows a friendly 503 with a way to retry while the backend is away", async () => {
    const away = await new FrontEnd({ BACKEND_URL: "http://127.0.0.1:9" }).start();
    const { status, headers, text } = await away.ask("/notes/a?x=1");
    const health = await away.ask("/healthz");
    expect(status).to.equal(503);
    expect(headers).to.include({ "retry-after": "5", "cache-control": "private, no-store" });
    expect(text).to.contain("Notes are taking a short break").and.contain('href="/notes/a?x=1">Try again</a>');
    expect(text).not.to.contain("127.0.0.1:9");
    expect(health).to.include({ status: 200, text: "ok\n" });
    await until(() => away.lines.some(({ message }) => message === "request"));
    expect(away.lines.find((line) => line.message === "backend call failed")).to.include({
      level: "warn",
      path: "/notes/a",
      code: "unreachable",
      call: "GET /api/notes/a",
    });
  });

  it("gives each response a nonce of its own, on every inline script", async () => {
    const nonces = new Set<string>();
    for (const url of ["/", "/", "/nowhere"]) {
      const { headers, text } = await frontEnd.ask(url);
      const policy = String(headers["content-security-policy"]);
      const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? "";
      nonces.add(nonce);
      expect(policy).to.equal(
        `default-src 'self'; script-src 'self' 'nonce-${nonce}'; style-src 'self'; img-src 'self' data:; ` +
          "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
      );
      const scripts = text.match(/<script[^>]*>/g) ?? [];
      expect(scripts.length).to.be.greaterThan(2);
      for (const script of scripts) expect(script).to.contain(`nonce="${nonce}"`);
      expect(text).not.to.match(/<style|\sstyle=|\son[a-z]+=/);
    }
    expect(nonces.size).to.equal(3);
    expect([...nonces].every((nonce) => nonce.length === 24)).to.equal(true);
  });

  it("passes the request id to the backend, the answer and the log", async () => {
    const { headers } = await frontEnd.ask("/?q=secret", {
      headers: { "x-request-id": "abc-123", "x-forwarded-for": "192.0.2.1, 198.51.100.7, 10.0.1.2" },
    });
    expect(headers["x-request-id"]).to.equal("abc-123");
    expect(backend.requests[0]?.headers["x-request-id"]).to.equal("abc-123");
    expect(backend.requests[0]?.headers["x-forwarded-for"]).to.equal("198.51.100.7");
    const ofRequest = () => frontEnd.lines.find(({ requestId }) => requestId === "abc-123");
    await until(() => ofRequest() !== undefined);
    const line = ofRequest();
    expect(line).to.include({ level: "info", message: "request", method: "GET", path: "/", status: 200 });
    expect(JSON.stringify(line)).not.to.contain("secret");
  });
});
