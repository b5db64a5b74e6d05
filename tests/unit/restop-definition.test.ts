import { expect } from "chai";

import { restopDefinition } from "../../components/operations/off-hours/restop-definition";
import { runStateMachine, ServiceError } from "../support/state-machine";

const definition = restopDefinition({
  partition: "aws",
  databaseIdentifier: "db",
  clusterName: "web",
  serviceNames: ["backend", "frontend"],
});

/** Runs the machine against a database that takes some minutes to start, and counts what it does. */
async function run(statuses: readonly string[], desiredCounts: readonly number[], stopErrors = 0) {
  const stops: unknown[] = [];
  let looks = 0;
  let errors = stopErrors;
  const outcome = await runStateMachine(definition, {}, (call, args) => {
    switch (call) {
      case "rds:describeDBInstances":
        expect(args).to.deep.equal({ DbInstanceIdentifier: "db" });
        return { DbInstances: [{ DbInstanceStatus: statuses[Math.min(looks++, statuses.length - 1)] }] };
      case "ecs:describeServices":
        expect(args).to.deep.equal({ Cluster: "web", Services: ["backend", "frontend"] });
        return { Services: desiredCounts.map((DesiredCount) => ({ DesiredCount })) };
      case "rds:stopDBInstance":
        if (errors-- > 0) throw new ServiceError("States.TaskFailed", "the instance is backing up");
        stops.push(args);
        return {};
      default:
        return expect.fail(call);
    }
  });
  return { outcome, stops, looks };
}

describe("restop", () => {
  it("waits until the database can be stopped and stops it", async () => {
    const { outcome, stops, looks } = await run(["starting", "configuring", "available"], [0, 0]);
    expect(outcome.status).to.equal("SUCCEEDED");
    expect(looks).to.equal(3);
    expect(outcome.seconds).to.equal(180);
    expect(stops).to.deep.equal([{ DbInstanceIdentifier: "db" }]);
  });

  it("leaves the database on when working hours have begun", async () => {
    const { outcome, stops } = await run(["available"], [0, 3]);
    expect(outcome.status).to.equal("SUCCEEDED");
    expect(stops).to.deep.equal([]);
  });

  it("has nothing to do when somebody stopped it already", async () => {
    const { outcome, stops } = await run(["starting", "stopping"], [0, 0]);
    expect(outcome.status).to.equal("SUCCEEDED");
    expect(stops).to.deep.equal([]);
  });

  it("tries again while the database is busy, and fails loudly in the end", async () => {
    const busy = await run(["available"], [0], 3);
    expect(busy.stops).to.have.length(1);
    const stuck = await run(["available"], [0], 99);
    expect(stuck.outcome.status).to.equal("FAILED");
    expect(stuck.stops).to.deep.equal([]);
  });
});
