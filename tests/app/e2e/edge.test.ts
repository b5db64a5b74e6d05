import { expect } from "chai";
import { request as httpRequest } from "node:http";
import { rulesOf } from "../../../tools/local/edge/response-headers";
import { type Answer, Client } from "./support/client";
import { HOST } from "./support/run";
import { bothVariants } from "./support/suite";

/** Asks a load balancer itself, past the edge. */
function askPort(port: number, path: string, headers: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: "127.0.0.1", port, path, headers, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.on("error", reject);
    request.end();
  });
}

bothVariants("edge", 1, (run, variant) => {
  let client: Client;

  beforeEach(() => {
    client = new Client(run());
  });
  afterEach(() => {
    client.close();
  });

  it("starts every container as its definition says, on the port and health path of its target group", async () => {
    const { services } = run().app.current;
    expect(services.map(({ name }) => name)).to.have.members(variant === "ssr" ? ["backend", "frontend"] : ["backend"]);
    for (const { name, environment, containerPort, targetPort, healthCheckPath } of services) {
      expect(Number(environment.PORT), name).to.equal(containerPort);
      expect(targetPort, name).to.equal(containerPort);
      const [task] = run().app.service(name).tasks;
      expect(await askPort(task?.port ?? 0, healthCheckPath), name).to.equal(200);
      expect(await askPort(task?.port ?? 0, `${healthCheckPath}-not`), name).to.equal(404);
    }
  });

  it("sends the headers of the resource graph with every kind of answer", async () => {
    const { behaviours } = run().app.current.distribution;
    const asset = run().app.bucket.keys.find((key) => key.startsWith("assets/")) ?? "";
    const answers: [string, Answer][] = [
      ["*", await client.ask("/")],
      ["/assets/*", await client.ask(`/${asset}`)],
      ["/assets/*", await client.ask("/assets/missing.js")],
      ...(variant === "spa" ? [["/api/*", await client.ask("/api/notes")] as [string, Answer]] : []),
    ];
    for (const [pathPattern, { status, headers }] of answers) {
      const policy = behaviours.find((behaviour) => behaviour.pathPattern === pathPattern)?.headers ?? {};
      expect(rulesOf(policy).length).to.be.greaterThan(5);
      for (const { header, value } of rulesOf(policy)) {
        expect(headers[header.toLowerCase()], `${pathPattern} ${status} ${header}`).to.equal(value);
      }
      expect(headers).not.to.have.any.keys("server", "x-powered-by");
    }
  });

  it("has a policy against scripts on every page: of the edge, or of the server", async () => {
    const { headers, text } = await client.ask("/");
    const policy = String(headers["content-security-policy"]);
    expect(policy).to.match(variant === "ssr" ? /script-src 'self' 'nonce-[\w+/=]+';/ : /script-src 'self' 'sha256-/);
    expect(policy).not.to.contain("unsafe-");
    const other = String((await client.ask("/")).headers["content-security-policy"]);
    expect(policy === other, "a nonce is used once").to.equal(variant === "spa");
    if (variant === "ssr") expect(text).to.contain(/'nonce-([^']+)'/.exec(policy)?.[1]);
  });

  it("keeps assets for ever and pages not at all", async () => {
    const asset = run().app.bucket.keys.find((key) => key.endsWith(".js")) ?? "";
    const { status, headers } = await client.ask(`/${asset}`);
    expect([status, headers["cache-control"]]).to.deep.equal([200, "public, max-age=31536000, immutable"]);
    expect(headers["content-type"]).to.equal("text/javascript; charset=utf-8");
    const page = await client.ask("/");
    expect(page.headers["cache-control"]).to.equal(variant === "ssr" ? "private, no-store" : "no-cache");
    expect((await client.ask("/assets/missing.js")).status, "a missing asset is no page").to.equal(404);
  });

  it("refuses methods that the behaviour does not allow", async () => {
    expect((await client.ask("/assets/x.js", { method: "DELETE" })).status).to.equal(403);
    expect((await client.post("/", {})).status).to.equal(variant === "ssr" ? 405 : 403);
    expect((await client.ask("/", { method: "PUT", body: "x" })).status).to.equal(variant === "ssr" ? 405 : 403);
  });

  if (variant === "ssr") {
    it("lets in through the public load balancer only what came through the distribution", async () => {
      const port = run().app.loadBalancerPort("public");
      expect(await askPort(port, "/")).to.equal(403);
      expect(await askPort(port, "/", { "x-origin-verify": "[secret]" })).to.equal(403);
      expect(await askPort(port, "/", { "x-origin-verify": "*" })).to.equal(403);
      expect((await client.ask("/", { headers: { "x-origin-verify": "wrong" } })).status).to.equal(200);
    });

    it("hides the API", async () => {
      expect((await client.ask("/api/notes")).status).to.equal(404);
    });

    it("takes form posts from pages under the public host name, and from no others", async () => {
      const stored = await client.post("/notes/new", { title: "own origin" });
      expect(stored.status).to.equal(302);
      expect(stored.headers.location).to.match(/^\/notes\/[\w-]+$/);
      const foreign = [`https://evil.example`, `https://${HOST}.evil.example`, `https://${HOST}`, "null"];
      for (const origin of foreign) {
        const { status } = await client.post("/notes/new", { title: `from ${origin}` }, origin);
        expect(status, origin).to.equal(400);
      }
      expect(run().titles()).to.deep.equal(["own origin"]);
    });
  } else {
    it("answers API errors as the API does, never with the page", async () => {
      const { status, headers, text } = await client.ask("/api/notes/01a20d53-ed67-7f18-870f-768a024ad983");
      expect([status, headers["content-type"]]).to.deep.equal([404, "application/json; charset=utf-8"]);
      expect(JSON.parse(text)).to.have.nested.property("error.code", "not_found");
    });
  }
});
