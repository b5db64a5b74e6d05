import { expect } from "chai";

import { ceilingOf, connectionCeiling } from "../src/connection-ceiling";
import { readService } from "../src/read-graph";
import { shop } from "./availability/shop";

describe("the connections of a database", () => {
  it("are the ceiling of a service: what all tasks that have their pools serve", async () => {
    const measured = { capacity: () => 21, timesOf: () => undefined };
    const graph = await shop();
    const { service, connections } = readService(graph, "till", { ...measured, connections: () => 7 });
    expect(connections).to.deep.equal({ database: "goods", limit: 50, others: 0, each: 7, tasks: 50 / 7 });
    expect(service.ceiling).to.be.closeTo(150, 1e-9);
    expect(readService(graph, "till", measured).service).to.not.have.property("ceiling");
  });

  it("are none of a service that opens none, or that there is not", async () => {
    const graph = await shop();
    expect(connectionCeiling(graph, "till", () => undefined)).to.equal(undefined);
    expect(connectionCeiling(graph, "till", () => 0)).to.equal(undefined);
    expect(connectionCeiling(graph, "bakery", () => 7)).to.equal(undefined);
  });

  it("are shared with the others at their maximum, but for those of the minimum of tasks", () => {
    const own = { name: "till", min: 2, max: 40, each: 5 };
    const tasks = (...others: { max: number; each: number }[]) =>
      ceilingOf(
        { database: "goods", limit: 100, pools: [own, ...others.map((one) => ({ name: "", min: 1, ...one }))] },
        "till",
      )?.tasks;
    expect(tasks()).to.equal(20);
    expect(tasks({ max: 10, each: 3 })).to.equal(14);
    expect(tasks({ max: 10, each: 3 }, { max: 4, each: 5 })).to.equal(10);
    expect(tasks({ max: 100, each: 3 })).to.equal(2);
  });
});
