import { expect } from "chai";
import * as fc from "fast-check";

import { type Policy } from "../src/policy";
import { type Service } from "../src/service";
import { Backlog } from "../src/worker/backlog";
import { compareWorkers, isWorker, workerCandidates } from "../src/worker/compare-workers";
import { simulateWorker } from "../src/worker/simulate-worker";
import { mean, service } from "./service";

const BACKLOG: Policy = { kind: "tracking", signal: "backlog", target: 100, outCooldown: 60, inCooldown: 300 };
const WAKE: Policy = {
  kind: "step",
  signal: "asleep",
  threshold: 1,
  when: "above",
  cooldown: 300,
  type: "ChangeInCapacity",
  steps: [{ from: 0, adjustment: 1 }],
};
/** Ten messages a second for each task, from none to twenty. */
const worker = (change: Partial<Service> = {}): Service =>
  service({ min: 0, capacity: 10, policies: [BACKLOG, WAKE], ...change });
/** Messages in each second: so many at one second, and otherwise none. */
const once = (messages: number, at: number, seconds: number): Float64Array =>
  new Float64Array(seconds).fill(messages, at, at + 1);
const now = { delay: () => 0 };

describe("a queue worker", () => {
  it("has the tasks of AWS's example: 1,500 messages, ten tasks, a hundred for each: fifteen", () => {
    // "Scaling policy based on Amazon SQS": acceptable 100 an instance, 1,500 for 10 instances: out by 5.
    const still = worker({ min: 10, capacity: 0.0001 });
    const { changes } = simulateWorker(still, once(1500, 0, 600), now);
    expect(changes[0]?.tasks).to.equal(15);
  });

  it("starts its first task at the end of the minute in which messages came, if nobody works", () => {
    const firsts = Array.from({ length: 60 }, (_, phase) => {
      const { changes, asleep } = simulateWorker(worker(), once(5, 600, 1800), { ...now, phase });
      expect(changes[0]?.tasks).to.equal(1);
      // Until it runs; the second in which it begins is one of work.
      expect(asleep).to.equal((changes[0]?.second ?? 0) + 1 + 23 - 600);
      return (changes[0]?.second ?? Infinity) + 1 - 600;
    });
    // The rest of that minute, and a second until the alarm sees it: nothing was taken in it.
    expect([Math.min(...firsts), Math.max(...firsts)]).to.deep.equal([2, 61]);
    expect(mean(firsts)).to.equal(31.5);
  });

  it("is not woken while somebody works, and goes back to none fifteen minutes after the last message", () => {
    const { changes, done, left, billed, series } = simulateWorker(worker(), once(600, 600, 7200), now);
    const [wake, ...rest] = changes;
    expect(wake?.tasks).to.equal(1);
    expect(rest.at(-1)?.tasks).to.equal(0);
    expect(
      rest.filter(({ tasks }) => tasks > 1),
      "600 messages are six tasks' work, but done within a minute",
    ).to.deep.equal([]);
    // One minute of work, fifteen low points, thirty seconds of phase at most.
    expect((rest.at(-1)?.second ?? 0) - (wake?.second ?? 0)).to.be.within(15 * 60, 17 * 60 + 23);
    expect([done, left]).to.deep.equal([600, 0]);
    expect(series.minutes().at(-1)?.tasks).to.equal(0);
    const [from, to] = [wake?.second ?? 0, rest.at(-1)?.second ?? 0];
    // Paid from the launch on, to the end of the drain.
    expect(billed.FARGATE).to.equal(to - from + 30);
  });

  it("adds as many tasks as the backlog needs, while it grows", () => {
    const load = new Float64Array(7200).fill(50, 600);
    const { mostTasks, left, oldest, p95 } = simulateWorker(worker(), load, now);
    expect(mostTasks).to.be.at.least(6);
    expect(left).to.be.lessThan(1000);
    expect(oldest).to.be.within(60, 400);
    expect(p95).to.be.at.most(oldest);
  });

  it("never loses a message, and does none before it came", () => {
    const second = fc.record({ messages: fc.integer({ min: 0, max: 300 }), seconds: fc.integer({ min: 1, max: 400 }) });
    fc.assert(
      fc.property(fc.array(second, { minLength: 1, maxLength: 8 }), fc.integer({ min: 0, max: 2 }), (steps, min) => {
        const load = Float64Array.from(
          steps.flatMap(({ messages, seconds }) => Array.from({ length: seconds }, () => messages)),
        );
        const { messages, done, left, oldest } = simulateWorker(worker({ min }), load, now);
        expect(done + left).to.be.closeTo(messages, 1e-6);
        expect(oldest).to.be.at.most(load.length);
      }),
      { numRuns: 50 },
    );
  });

  it("does no more than the database's connections allow, with any number of tasks", () => {
    const done = (tasks: number, ceiling?: number) =>
      simulateWorker(
        worker({ min: tasks, max: tasks, policies: [], ...(ceiling === undefined ? {} : { ceiling }) }),
        once(10_000, 0, 100),
        now,
      ).done;
    expect([done(4, 50), done(5, 50), done(10, 50), done(10)]).to.deep.equal([4000, 5000, 5000, 10_000]);
  });

  it("does the oldest first, and knows how old the oldest is", () => {
    const backlog = new Backlog();
    const taken: [number, number][] = [];
    const take = (messages: number): void => {
      backlog.take(messages, (since, count) => taken.push([since, count]));
    };
    backlog.add(1, 3);
    backlog.add(2, 0);
    backlog.add(5, 2);
    take(2);
    expect([backlog.oldest, backlog.size]).to.deep.equal([1, 3]);
    take(2);
    expect([backlog.oldest, backlog.size]).to.deep.equal([5, 1]);
    take(9);
    expect([backlog.oldest, backlog.size]).to.deep.equal([undefined, 0]);
    expect(taken).to.deep.equal([
      [1, 2],
      [1, 1],
      [5, 1],
      [5, 1],
    ]);
    for (let second = 6; second < 10_006; second += 1) {
      backlog.add(second, 1);
      take(1);
    }
    expect([backlog.size, taken.length]).to.deep.equal([0, 10_004]);
  });

  it("is compared with others: none beats the peak's wait, or the cost of none at night", () => {
    // Nothing but an hour of work at noon.
    const minutes = Array.from({ length: 1440 }, (_, minute) => (minute >= 720 && minute < 780 ? 1200 : 0));
    const load = Float64Array.from(minutes.flatMap((count) => Array.from({ length: 60 }, () => count / 60)));
    expect(isWorker(worker())).to.equal(true);
    expect(isWorker(service())).to.equal(false);
    const rows = compareWorkers(workerCandidates(worker(), load), minutes, () => 1, { phases: 1 });
    const of = (name: string) => rows.find((row) => row.name.startsWith(name)) ?? expect.fail(name);
    expect(rows.map(({ name }) => name)).to.have.length(7);
    expect(of("always 2 (peak)").oldest).to.be.lessThan(of("as configured").oldest);
    expect(of("as configured").monthly).to.be.lessThan(of("configured, never none").monthly);
    expect(of("configured, never none").asleep).to.equal(0);
    expect(of("as configured").asleep).to.be.greaterThan(60);
    expect(of("half the messages").oldest).to.be.at.most(of("twice the messages").oldest);
    for (const { left, name } of rows.filter((row) => row.name !== "always 1"))
      expect(left, name).to.be.closeTo(0, 1e-6);
  });
});
