import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { expect } from "chai";
import { commentOf, markerOf } from "../../../tools/ci/comment/markdown";
import type { Review } from "../../../tools/ci/review/review";
import { replaced, review } from "./review";
import { runSubcommand } from "./run-script";

describe("comment: command", () => {
  interface Request {
    readonly method: string;
    readonly url: string;
    readonly authorization: string;
    readonly body: string;
  }

  let server: Server;
  let folder: string;
  let requests: Request[];
  let pages: object[][];
  let pulls: object[];
  let status: number;

  beforeEach((done) => {
    [requests, pages, pulls, status] = [[], [[]], [], 200];
    folder = mkdtempSync(path.join(tmpdir(), "webapp-reviews-"));
    server = createServer((request, response) => {
      void bodyOf(request).then((body) => {
        const { method = "", url = "", headers } = request;
        requests.push({ method, url, authorization: headers.authorization ?? "", body });
        const page = Number(new URL(url, "http://localhost").searchParams.get("page") ?? 1);
        const answer = url.includes("/pulls?") ? pulls : method === "GET" ? (pages[page - 1] ?? []) : {};
        response.writeHead(status).end(JSON.stringify(answer));
      });
    }).listen(0, "127.0.0.1", done);
  });

  afterEach((done) => {
    rmSync(folder, { recursive: true });
    server.close(done);
  });

  const save = (...reviews: readonly unknown[]): void => {
    for (const [index, one] of reviews.entries())
      writeFileSync(path.join(folder, `${index}.json`), JSON.stringify(one));
  };
  const comment = (env: NodeJS.ProcessEnv = { PULL_REQUEST: "12" }) =>
    runSubcommand("comment", ["--reviews", folder], {
      env: {
        GITHUB_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        GITHUB_REPOSITORY: "example/webapp",
        GITHUB_TOKEN: "token-1",
        ...env,
      },
    });
  const called = (): string[] => requests.map(({ method, url }) => `${method} ${url}`);
  const bot = { type: "Bot" };
  const GET = "GET /repos/example/webapp/issues/12/comments?per_page=100&page=1";

  it("writes the first one, a stack each", async () => {
    const prod: Review = { ...replaced, stack: "prod" };
    save(replaced, prod);
    expect(await comment()).to.deep.equal({ exitCode: 0, stdout: "", stderr: "" });
    const POST = "POST /repos/example/webapp/issues/12/comments";
    expect(called()).to.deep.equal([GET, POST, GET, POST]);
    expect(requests.every(({ authorization }) => authorization === "Bearer token-1")).to.equal(true);
    expect(JSON.parse(requests[1]?.body ?? "")).to.deep.equal({ body: commentOf(replaced) });
    expect(JSON.parse(requests[3]?.body ?? "")).to.deep.equal({ body: commentOf(prod) });
  });

  it("writes none where nothing changes, and says so in the one that is there", async () => {
    save(review());
    expect((await comment()).exitCode).to.equal(0);
    expect(called()).to.deep.equal([GET]);
    pages = [[{ id: 5, body: `${markerOf("dev")}\nold`, user: bot }]];
    expect((await comment()).exitCode).to.equal(0);
    expect(requests.at(-1)).to.include({ method: "PATCH", url: "/repos/example/webapp/issues/comments/5" });
    expect(requests.at(-1)?.body).to.contain("no changes");
  });

  it("changes its own on a later page, no other stack's and no person's", async () => {
    save(replaced);
    const others = Array.from({ length: 100 }, (_, id) => ({ id, body: `${markerOf("prod")}\n…`, user: bot }));
    const person = { id: 776, body: `${markerOf("dev")}\nmine`, user: { type: "User" } };
    pages = [others, [person, { id: 777, body: `${markerOf("dev")}\nold`, user: bot }]];
    expect((await comment()).exitCode).to.equal(0);
    expect(requests.at(-1)).to.include({ method: "PATCH", url: "/repos/example/webapp/issues/comments/777" });
  });

  it("asks GitHub which pull request a head belongs to, and writes nothing when it has moved on", async () => {
    save(replaced);
    const head = { PULL_REQUEST: "", HEAD_OWNER: "someone", HEAD_BRANCH: "feature/x", HEAD_SHA: "aaa" };
    pulls = [{ number: 12, head: { sha: "aaa" } }];
    expect((await comment(head)).exitCode).to.equal(0);
    expect(called()[0]).to.equal("GET /repos/example/webapp/pulls?state=open&head=someone%3Afeature%2Fx");
    expect(called().at(-1)).to.equal("POST /repos/example/webapp/issues/12/comments");
    requests = [];
    pulls = [{ number: 12, head: { sha: "bbb" } }];
    expect(await comment(head)).to.deep.include({
      exitCode: 0,
      stderr: "No open pull request has this commit as its newest: nothing is written.\n",
    });
    expect(called()).to.have.length(1);
  });

  it("takes nothing for a review that is none, whatever a fork has written", async () => {
    save({ ...replaced, stack: "dev --> <b>" }, { ...replaced, number: 1 }, "x", review());
    const { exitCode, stderr } = await comment();
    expect([exitCode, called()]).to.deep.equal([1, []]);
    const problems = stderr.trimEnd().split("\n");
    expect(problems).to.have.length(3);
    expect(problems[0]).to.match(/0\.json is no review: stack: Invalid string/);
  });

  it("says what GitHub says, and what is missing", async () => {
    save(replaced);
    status = 403;
    const refused = await comment();
    expect(refused.exitCode).to.equal(1);
    expect(refused.stderr).to.match(/^GitHub answered 403 to GET \/repos\/example\/webapp\/issues\/12\/comments/);
    const early = await runSubcommand("comment", [], { env: { GITHUB_TOKEN: "", PULL_REQUEST: "1" } });
    expect(early.exitCode).to.equal(1);
    expect(early.stderr).to.contain("--reviews is missing.\n").and.to.contain("GITHUB_TOKEN is missing.\n");
  });
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
