import { expect } from "chai";

import {
  type Failure,
  type FailureKind,
  failuresOf,
  minutesOfYear,
  ONE_OF_EACH,
} from "../../src/availability/failures";
import { seconds } from "../../src/availability/figures";
import { partsOf } from "../../src/availability/parts";
import { shop, type Shop } from "./shop";

const FACTS = { deployment: seconds(1200) };

describe("failures", () => {
  const of = async (options: Shop = {}, facts: Parameters<typeof failuresOf>[3] = FACTS): Promise<Failure[]> => {
    const graph = await shop(options);
    return failuresOf(graph, partsOf(graph), "us-east-1", facts);
  };
  const only = (failures: readonly Failure[], kind: FailureKind): Failure => {
    const [found, ...more] = failures.filter((one) => one.kind === kind);
    if (found === undefined || more.length > 0) throw new Error(`${more.length + (found ? 1 : 0)} failures of ${kind}`);
    return found;
  };

  it("tell of each kind once for what there is", async () => {
    expect((await of()).map(({ kind, what }) => `${kind}: ${what}`)).to.deep.equal([
      "task: a task of till",
      "nat: NAT nat-a",
      "nat: NAT nat-b",
      "database: the primary of goods",
      "zone: zone us-east-1a",
      "zone: zone us-east-1b",
      "table: a table of goods is deleted",
      "region: region us-east-1",
    ]);
  });

  it("of one task are noticed by the health check, and last until another has passed it", async () => {
    expect(only(await of(), "task").outage).to.deep.include({ from: 0, to: 0 });
    // Two checks of ten seconds, 23 to 57 s to start, up to one interval to the first check.
    expect(only(await of({ min: 1 }), "task").outage).to.deep.equal({ from: 23, to: 87, figures: ["taskStart"] });
  });

  it("of the database are a failover with a standby, and a restart without", async () => {
    expect(only(await of(), "database").outage).to.deep.equal({ from: 60, to: 120, figures: ["databaseFailover"] });
    expect(only(await of({ multiAz: false }), "database").outage.valueOf()).to.deep.equal({
      from: 180,
      to: 600,
      figures: ["databaseRestart"],
    });
  });

  it("of a cache are a takeover with a replica, and a new node without", async () => {
    expect(only(await of({ cacheNodes: 2 }), "cache").outage).to.deep.include({ from: 5, to: 60 });
    expect(only(await of({ cacheNodes: 1 }), "cache").outage).to.deep.include({ from: 300, to: 900 });
    const [zone] = (await of({ cacheNodes: 1 })).filter(({ kind }) => kind === "zone");
    expect(zone?.outage).to.deep.include({ from: 300, to: 900 });
  });

  it("of a zone end with the slowest of what it takes", async () => {
    const [zone] = (await of()).filter(({ kind }) => kind === "zone");
    expect(zone?.outage).to.deep.include({ from: 60, to: 120 });
    expect(zone?.lost).to.deep.include({ from: 0, to: 0 });
    expect(zone?.byHand).to.equal(false);
    expect(zone?.because).to.deep.equal(["front", "till", "goods", "nat-a"]);
  });

  it("of a zone with the only database cost what was written since the last log, and a person's work", async () => {
    const [zone] = (await of({ multiAz: false })).filter(({ kind }) => kind === "zone");
    expect(zone?.byHand).to.equal(true);
    expect(zone?.lost).to.deep.equal({ from: 0, to: 300, figures: ["transactionLogs"] });
    expect(zone?.outage).to.deep.include({ from: 1800, to: 8100 });
  });

  it("of the only task's zone move it to the other, if that has a way out", async () => {
    const [away] = (await of({ min: 1 })).filter(({ kind }) => kind === "zone");
    expect(away?.byHand).to.equal(false);
    const [stuck] = (await of({ min: 1, natZones: ["a"] })).filter(({ kind }) => kind === "zone");
    expect(stuck?.byHand).to.equal(true);
    expect(stuck?.stuck.to).to.equal(2700);
    const withEndpoints = { endpoints: ["ecr.api", "ecr.dkr", "logs", "secretsmanager"] };
    const [free] = (await of({ min: 1, natZones: ["a"], ...withEndpoints })).filter(({ kind }) => kind === "zone");
    expect(free?.byHand).to.equal(false);
  });

  it("of a NAT stop no request, and no task that another zone can start", async () => {
    const two = (await of()).filter(({ kind }) => kind === "nat");
    expect(two.map(({ outage, stuck }) => [outage, stuck.to])).to.deep.equal(two.map(({ outage }) => [outage, 0]));
    const one = only(await of({ natZones: ["a"] }), "nat");
    expect(one.outage).to.deep.include({ to: 0 });
    expect(one.stuck.to).to.equal(2700);
    expect(one.effect).to.include("tasks in us-east-1a and us-east-1b cannot start");
  });

  it("of Spot leave the base, or nothing", async () => {
    const strategy = (base: number) => [
      { capacityProvider: "FARGATE", base, weight: 1 },
      { capacityProvider: "FARGATE_SPOT", weight: 1 },
    ];
    const kept = only(await of({ strategy: strategy(2) }), "spot");
    expect(kept.outage).to.deep.include({ to: 0 });
    expect(kept.effect).to.equal("till: 2 of 2 carry on, on demand, and 3 of 4 at the most");
    const gone = only(await of({ strategy: [{ capacityProvider: "FARGATE_SPOT", weight: 1 }] }), "spot");
    expect(gone.byHand).to.equal(true);
    expect(gone.effect).to.include("nothing of till runs on demand");
  });

  it("of a table come from a backup, a dump, or not at all", async () => {
    expect(only(await of(), "table").effect).to.include("any second of the last 7 days");
    const dumps = { everySeconds: 86_400, keptDays: 30 };
    const dumped = only(await of({ retentionDays: 0 }, { ...FACTS, dumps }), "table");
    expect(dumped.lost).to.deep.include({ from: 0, to: 86_400 });
    expect(only(await of({ retentionDays: 0 }), "table")).to.deep.include({ outage: "never", lost: "everything" });
  });

  it("of the region take everything but what is copied to another", async () => {
    expect(only(await of(), "region")).to.deep.include({ outage: "never", lost: "everything" });
    const copied = only(await of({ copyTo: "us-west-2" }), "region");
    expect(copied.lost).to.deep.equal({ from: 0, to: 300, figures: ["transactionLogs"] });
    // A person, a deployment of twenty minutes, a restore.
    expect(copied.outage).to.deep.include({ from: 300 + 1200 + 1200, to: 1800 + 1200 + 5400 });
    expect(only(await of({ copyTo: "us-east-1" }), "region").lost).to.equal("everything");
  });

  it("of a year are the worst of each kind, as often as they are said to come", async () => {
    const failures = await of({ min: 1, multiAz: false });
    // 55 s of a task, 6.5 min of the database, 82.5 min of a zone.
    expect(minutesOfYear(failures)).to.be.closeTo(55 / 60 + 6.5 + 82.5, 1e-9);
    expect(minutesOfYear(failures, "outage", { ...ONE_OF_EACH, zone: 0.1 })).to.be.closeTo(55 / 60 + 6.5 + 8.25, 1e-9);
    expect(minutesOfYear(failures, "stuck")).to.equal(0);
  });
});
