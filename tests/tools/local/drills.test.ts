import { expect } from "chai";

import { type Failure } from "@toolkit/scaling/availability/failures";
import { NO_TIME, seconds } from "@toolkit/scaling/availability/figures";
import { optionsOf } from "../../../tools/cli/read";
import { compared } from "../../../tools/drill-local/claims";
import { type Drill, DRILLS } from "../../../tools/drill-local/drills";
import { figuresOf } from "../../../tools/drill-local/figures";
import { drillLocalCommand } from "../../../tools/drill-local/options";
import { type Trial } from "../../../tools/drill-local/trial";
import { type Visit } from "../../../tools/drill-local/visitors";

const visit = (at: number, isServed: boolean, title?: string): Visit => ({
  at,
  isServed,
  title,
  status: isServed ? 200 : 503,
  seconds: 0.01,
  late: 0,
});

describe("drills: figures", () => {
  it("count lost requests, the longest silence and the time to the last that was lost", () => {
    const visits = [
      visit(1, true),
      visit(2, false),
      visit(3, true),
      visit(4, false, "unsaid"),
      visit(6, false, "gone"),
      visit(7, true, "kept"),
      visit(8, true, "lost"),
    ];
    expect(figuresOf(visits, 1.5, new Set(["kept", "unsaid"]))).to.deep.equal({
      requests: 7,
      lost: 3,
      noAnswer: 3,
      recovery: 4.5,
      writes: 2,
      writesLost: ["lost"],
      storedUnsaid: 1,
      late: 0,
    });
  });

  it("are nothing where nothing is lost", () => {
    const { lost, noAnswer, recovery } = figuresOf([visit(1, true)], 0.5, new Set());
    expect([lost, noAnswer, recovery]).to.deep.equal([0, 0, 0]);
  });
});

describe("drills: beside what availability says", () => {
  const drill = (name: string): Drill => DRILLS.find((one) => one.name === name) ?? expect.fail(name);
  const trial = (name: string, change: Partial<Trial> = {}): Trial => ({
    drill: drill(name),
    took: 3,
    requests: 100,
    lost: 0,
    noAnswer: 0,
    recovery: 0,
    writes: 10,
    writesLost: [],
    storedUnsaid: 0,
    late: 0,
    ...change,
  });
  const failure = (kind: Failure["kind"], what: string): Failure => ({
    kind,
    what,
    effect: "",
    outage: seconds(60, 120),
    stuck: NO_TIME,
    lost: NO_TIME,
    byHand: false,
    because: [],
  });
  const failures = [
    failure("task", "a task of frontend"),
    failure("task", "a task of backend"),
    failure("database", "the primary of database"),
  ];
  const isAsSaid = (...one: Parameters<typeof trial>) => compared([trial(...one)], failures)[0]?.isAsSaid;

  it("finds the failure that a drill is one of, or none", () => {
    const said = compared([trial("task"), trial("database"), trial("half"), trial("rotate")], failures);
    expect(said.map((one) => one.said?.what)).to.deep.equal([
      "a task of backend",
      "the primary of database",
      undefined,
      undefined,
    ]);
    expect(said.map(({ expected }) => expected)).to.deep.equal([0, 3, 0, 0]);
  });

  it("is as said while others answer, and while what is away is away", () => {
    expect(isAsSaid("task", { lost: 5, noAnswer: 0.9 })).to.equal(true);
    expect(isAsSaid("task", { lost: 5, noAnswer: 1.1 })).to.equal(false);
    expect(isAsSaid("database", { lost: 99, noAnswer: 3.9 })).to.equal(true);
    expect(isAsSaid("database", { lost: 99, noAnswer: 4.1 })).to.equal(false);
  });

  it("is not as said when anything is lost of what is done on purpose, or a write of anything", () => {
    expect(isAsSaid("deploy")).to.equal(true);
    expect(isAsSaid("deploy", { lost: 1 })).to.equal(false);
    expect(isAsSaid("task", { writesLost: ["one"] })).to.equal(false);
  });

  it("takes some drills, and refuses what is none", () => {
    const read = (...args: string[]) => optionsOf(drillLocalCommand(), args);
    expect(read("--only", "task, flip").only).to.deep.equal(["task", "flip"]);
    expect(() => read("--only", "task,nothing", "--tasks", "1")).to.throw(/nothing: use task,[^]*--tasks 1/);
  });
});
