import { createServer, type IncomingMessage, type Server } from "node:http";
import { readFileSync } from "node:fs";
import { type AddressInfo } from "node:net";
import * as path from "node:path";

import { expect } from "chai";

import { markerOf, previewComment } from "../../../tools/ci/comment/markdown";
import { parsePreview } from "../../../tools/ci/guard/preview-document";
import { runSubcommand } from "./run-script";

const recordedFile = (name: string): string => path.join(__dirname, "recorded", `${name}.json`);
const commentOn = (name: string): string =>
  previewComment("dev", parsePreview(readFileSync(recordedFile(name), "utf8"), name));

describe("comment of a preview", () => {
  it("says that nothing changes", () => {
    expect(commentOn("nothing")).to.equal("<!-- pulumi preview of dev -->\n\n### Preview of dev: no changes");
  });

  it("counts, warns of what the guard will refuse, and names inputs without their values", () => {
    const text = commentOn("database-name");
    expect(text).to.contain("### Preview of dev: 2 to replace");
    expect(text).to.contain(
      "**The guard will refuse this deployment.**\n\n- **database** would be replaced: all rows of database",
    );
    expect(text).to.contain("| replace | `aws:rds/instance:Instance` | database | dbName |");
    expect(text).to.not.contain("shop");
  });

  it("shows why a preview failed", () => {
    const text = commentOn("failed");
    expect(text).to.contain("### Preview of dev: failed");
    expect(text).to.contain("```text\nRunning program");
  });

  it("stays below what GitHub takes", () => {
    const step = { op: "create", urn: `urn:pulumi:dev::webapp::aws:ec2/vpc:Vpc::${"n".repeat(100)}` };
    const text = previewComment("dev", {
      steps: Array.from({ length: 2000 }, () => step),
      changes: {},
      config: {},
      errors: [],
    });
    expect(text.length).to.be.lessThan(65_536);
    expect(text).to.contain("\n1800 more are in the job's log.");
  });
});

describe("comment: command", () => {
  interface Request {
    readonly method: string;
    readonly url: string;
    readonly authorization: string;
    readonly body: string;
  }

  let server: Server;
  let requests: Request[];
  let pages: { readonly id: number; readonly body: string }[][];
  let status: number;

  beforeEach((done) => {
    [requests, pages, status] = [[], [[]], 200];
    server = createServer((request, response) => {
      void bodyOf(request).then((body) => {
        const { method = "", url = "", headers } = request;
        requests.push({ method, url, authorization: headers.authorization ?? "", body });
        const page = Number(new URL(url, "http://localhost").searchParams.get("page") ?? 1);
        response.writeHead(status).end(JSON.stringify(method === "GET" ? (pages[page - 1] ?? []) : {}));
      });
    }).listen(0, "127.0.0.1", done);
  });

  afterEach((done) => {
    server.close(done);
  });

  const comment = () =>
    runSubcommand("comment", ["--stack", "dev", "--file", recordedFile("nothing")], {
      env: {
        GITHUB_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        GITHUB_REPOSITORY: "example/webapp",
        GITHUB_TOKEN: "token-1",
        PULL_REQUEST: "12",
      },
    });

  it("writes the first one", async () => {
    const { exitCode, stderr } = await comment();
    expect([exitCode, stderr]).to.deep.equal([0, ""]);
    expect(requests.map(({ method, url }) => `${method} ${url}`)).to.deep.equal([
      "GET /repos/example/webapp/issues/12/comments?per_page=100&page=1",
      "POST /repos/example/webapp/issues/12/comments",
    ]);
    expect(requests.every(({ authorization }) => authorization === "Bearer token-1")).to.equal(true);
    expect(JSON.parse(requests[1]?.body ?? "")).to.deep.equal({ body: commentOn("nothing") });
  });

  it("changes its own on a later page, and no other stack's", async () => {
    const others = Array.from({ length: 100 }, (_, id) => ({ id, body: `${markerOf("prod")}\n…` }));
    pages = [others, [{ id: 777, body: `${markerOf("dev")}\nold` }]];
    expect((await comment()).exitCode).to.equal(0);
    expect(requests.at(-1)).to.include({ method: "PATCH", url: "/repos/example/webapp/issues/comments/777" });
  });

  it("says what GitHub says, and what is missing", async () => {
    status = 403;
    const refused = await comment();
    expect(refused.exitCode).to.equal(1);
    expect(refused.stderr).to.match(/^GitHub answered 403 to GET \/repos\/example\/webapp\/issues\/12\/comments/);
    const early = await runSubcommand("comment", ["--stack", "dev"], { env: { GITHUB_TOKEN: "", PULL_REQUEST: "1" } });
    expect(early.exitCode).to.equal(1);
    expect(early.stderr).to.contain("--file is missing.\n").and.to.contain("GITHUB_TOKEN is missing.\n");
  });
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
