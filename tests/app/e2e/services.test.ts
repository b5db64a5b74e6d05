import { expect } from "chai";
import { join } from "node:path";
import { Client } from "./support/client";
import { missingTools, ROOT, TestRun } from "./support/run";

const SERVICES = join(ROOT, "tests/fixtures/services");

describe("services beside the backend, on this machine", () => {
  let run: TestRun;
  let client: Client;

  before(async () => {
    const missing = missingTools();
    if (missing.length > 0) throw new Error(missing.join("\n"));
    run = await TestRun.start("spa", 1, SERVICES);
    client = new Client(run);
  });
  after(async () => {
    client.close();
    await run.stop();
  });

  it("answer at their paths of the edge, and know how to reach the backend and each other", async () => {
    const { status, text } = await client.ask("/echo/hello");
    expect(status).to.equal(200);
    const backend = `http://127.0.0.1:${run.app.loadBalancerPort("private")}`;
    expect(JSON.parse(text)).to.deep.equal({ path: "/echo/hello", backend, itself: backend, token: "not set" });
    const inside = await fetch(`${backend}/echo/inside`);
    expect(await inside.json()).to.include({ path: "/echo/inside" });
  });

  it("leave the backend its own paths, and are named where they do not run", async () => {
    expect((await client.ask("/api/notes")).status).to.equal(200);
    expect(run.app.current.leftOut).to.deep.equal(["service elsewhere (no Go program in tests/fixtures/app/backend)"]);
  });
});
