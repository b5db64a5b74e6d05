import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { rulesOf } from "../../../tools/local/edge/response-headers";
import { runViewerFunction, viewerRequestOf } from "../../../tools/local/edge/viewer-function";
import { refusal } from "../../support/refusal";
import { optionsOf } from "../../../tools/cli/read";
import { appCommand } from "../../../tools/local/cli";
import { matches } from "../../../tools/local/wildcard";
import { capacityOf, targetOf } from "../../../tools/bench/app/report";

const ROOT = resolve(__dirname, "../../..");
const parseOptions = (args: string[]) => optionsOf(appCommand(), args);

describe("local run: decisions", () => {
  it("matches patterns as CloudFront and load balancers do", () => {
    expect(matches("assets/*", "assets/a/b.js")).to.equal(true);
    expect(matches("assets/*", "assets")).to.equal(false);
    expect(matches("a?c.e", "abc.e")).to.equal(true);
    expect(matches("a?c.e", "abcde")).to.equal(false);
    expect(matches("/*", "/API")).to.equal(true);
    expect(matches("/api/*", "/API/x")).to.equal(false);
    expect(matches("AbC", "aBc", "i")).to.equal(true);
    expect(matches("(x)[y]", "(x)[y]")).to.equal(true);
  });

  it("runs the edge function's own code, away from Node", async () => {
    const rewrite = readFileSync(join(ROOT, "components/edge/rewrite.js"), "utf8");
    const viewed = (code: string, uri = "/") =>
      runViewerFunction({ code }, { method: "GET", uri, querystring: {}, headers: {} }, "192.0.2.1");
    const uriOf = (uri: string) => viewed(rewrite, uri);
    expect(await uriOf("/notes/1")).to.include({ uri: "/index.html" });
    expect(await uriOf("/favicon.svg")).to.include({ uri: "/favicon.svg" });
    const curious =
      "function handler(event) { event.request.uri = typeof process + typeof require('fs'); return event.request; }";
    expect(await viewed(curious)).to.include({ uri: "undefinedundefined" });
    expect(await refusal(viewed("function handler() { for (;;); }"))).to.include("timed out");
  });

  it("shows a request to the edge function as CloudFront does: each parameter once, with all its values", () => {
    const request = { method: "GET", url: "/a?tag=x&&q=1=2&tag=y&empty&tag=x", headers: { accept: "text/html" } };
    expect(viewerRequestOf(request, "/a")).to.deep.equal({
      method: "GET",
      uri: "/a",
      querystring: {
        tag: { value: "x", multiValue: [{ value: "x" }, { value: "y" }, { value: "x" }] },
        q: { value: "1=2" },
        empty: { value: "" },
      },
      headers: { accept: { value: "text/html" } },
    });
  });

  it("writes a headers policy as CloudFront does", () => {
    const override = true;
    const rules = rulesOf({
      securityHeadersConfig: {
        strictTransportSecurity: { accessControlMaxAgeSec: 60, includeSubdomains: true, override },
        contentTypeOptions: { override },
        contentSecurityPolicy: { contentSecurityPolicy: "default-src 'self'", override: false },
      },
    });
    expect(rules).to.deep.equal([
      { header: "Strict-Transport-Security", value: "max-age=60; includeSubDomains", override },
      { header: "X-Content-Type-Options", value: "nosniff", override },
      { header: "Content-Security-Policy", value: "default-src 'self'", override: false },
    ]);
  });

  it("reads options, and names all mistakes at once", () => {
    expect(parseOptions([])).to.deep.equal({ frontend: "ssr", port: 4000 });
    expect(parseOptions(["--frontend", "spa", "--port=5000"])).to.include({ frontend: "spa", port: 5000 });
    expect(() => parseOptions(["--frontend", "x", "--port", "70000", "more"])).to.throw(
      "more is not an option; npm needs -- before the options.\n--frontend x: Allowed choices are ssr, spa.\n--port 70000: use a whole number from 1 to 65535.\n",
    );
    expect(() => parseOptions(["--prot", "1"])).to.throw("Unknown option --prot; did you mean --port?");
  });

  it("derives scaling targets from what limits a task", () => {
    const one = { workload: "w", connections: 1, requestsPerSecond: 1, memoryMb: 1 };
    const measured = [
      { ...one, perVcpu: 500, latencyMs: 50, failed: 0 },
      { ...one, perVcpu: 400, latencyMs: 150, failed: 0 },
      { ...one, perVcpu: 100, latencyMs: 250, failed: 0 },
      { ...one, perVcpu: 100, latencyMs: 50, failed: 1 },
    ];
    expect(capacityOf(measured)).to.equal(400);
    expect(targetOf(400, 512)).to.deep.equal({ requestsPerTarget: 3600, limit: "CPU" });
    const pool = { size: 6, heldMs: 37 };
    expect(targetOf(5000, 512, pool)).to.deep.equal({ requestsPerTarget: 2900, limit: "database connections" });
  });
});
