import { expect } from "chai";

import { runScale, scaleRuns, simulationOf } from "./scale-runs";

/** A small database, and more tasks than it has connections for: two each, which is the fewest. */
const SMALL = [
  "database.instanceClass=db.t4g.micro",
  "backend.maxTasks=40",
  'acceptedRisks=["databaseConnections"]',
].flatMap((one) => ["--set", one]);

describe("npm run scale of a service with a database", () => {
  const { read, trace } = scaleRuns();
  const backend = (...args: string[]) => read("--service", "backend", "--stack", "prod", ...args);
  const rows = async (...args: string[]) =>
    (
      JSON.parse(await runScale(backend("--json", ...args))) as {
        rows: { name: string; unserved: number; mostTasks: number }[];
      }
    ).rows;

  it("reads the connections that all its tasks share", async () => {
    const { service, connections } = await simulationOf(backend(...SMALL));
    expect(connections).to.deep.equal({ database: "database", limit: 64, others: 0, each: 2, tasks: 32 });
    expect(service.ceiling).to.equal(32 * service.capacity);
    const said = await simulationOf(backend(...SMALL, "--capacity", "10"));
    expect(said.service.ceiling).to.equal(320);
  });

  it("leaves what the other services may open to them", async () => {
    const { connections } = await simulationOf(backend(...SMALL, "--set", 'ssr.uses=["database"]'));
    // Ten tasks of the frontend have two each.
    expect(connections).to.deep.include({ limit: 64, others: 20, each: 2, tasks: 22 });
    const frontend = await simulationOf(read("--service", "frontend", "--stack", "prod"));
    expect([frontend.connections, frontend.service.ceiling]).to.deep.equal([undefined, undefined]);
  });

  it("says where more tasks do not help, and serves no more with them", async () => {
    const load = trace(
      "full.csv",
      Array.from({ length: 20 }, () => 4000),
    );
    // 32 tasks of a request a second each are less than the 67 that come.
    const full = ["--capacity", "1", "--load", load];
    const options = [...SMALL, ...full];
    const text = await runScale(backend(...options));
    expect(text).to.match(
      /^database allows 64 connections, a task opens 2: tasks beyond 32 do not help; [1-9]\d* of 12 ways above run more, up to 96\.$/m,
    );
    const peak = async (...args: string[]) =>
      (await rows(...full, ...args)).find(({ name }) => name === "always 96 (peak)")?.unserved;
    expect(await peak(...SMALL)).to.be.greaterThan(0);
    expect(await peak("--set", "database.instanceClass=db.m7g.large", "--set", "backend.maxTasks=100")).to.equal(0);
    expect(await runScale(backend(...options, "--find", "unserved < 60 s/month"))).to.match(
      /^None of 40 settings keeps .*: raise what a task serves, or the bounds\. database allows 64 .* beyond 32 do not help\.$/m,
    );
  });
});
