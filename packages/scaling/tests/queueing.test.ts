import { expect } from "chai";

import { meanWait, percentile, type Queue, slowerThan, waitProbability } from "../src/queueing";
import { randomFrom } from "../src/random";
import { simulate } from "../src/simulate";
import { service } from "./service";

/** Plays requests one by one: an oracle that shares nothing with the formulas. */
function play(
  { arrivals, rate, servers }: Queue,
  requests: number,
): { waited: number; meanWait: number; times: number[] } {
  const random = randomFrom(7);
  const exponential = (of: number): number => -Math.log(1 - random()) / of;
  const freeAt = new Array<number>(servers).fill(0);
  const times: number[] = [];
  let [now, waited, total] = [0, 0, 0];
  for (let request = 0; request < requests; request += 1) {
    now += exponential(arrivals);
    const first = freeAt.indexOf(Math.min(...freeAt));
    const begins = Math.max(now, freeAt[first] ?? 0);
    const ends = begins + exponential(rate);
    freeAt[first] = ends;
    if (begins > now) waited += 1;
    total += begins - now;
    times.push(ends - now);
  }
  return { waited: waited / requests, meanWait: total / requests, times: times.sort((a, b) => a - b) };
}

describe("the M/M/c queue", () => {
  for (const queue of [
    { arrivals: 50, rate: 100, servers: 1 },
    { arrivals: 160, rate: 100, servers: 2 },
    { arrivals: 700, rate: 100, servers: 10 },
    { arrivals: 900, rate: 100, servers: 10 },
  ]) {
    it(`agrees with requests played one by one: ${queue.servers} servers, ${queue.arrivals / queue.servers} % busy`, () => {
      const played = play(queue, 100_000);
      expect(waitProbability(queue)).to.be.closeTo(played.waited, 0.03);
      expect(meanWait(queue)).to.be.closeTo(played.meanWait, 0.12 * played.meanWait);
      const p95 = played.times[Math.floor(0.95 * played.times.length)] ?? 0;
      expect(percentile((seconds) => slowerThan(queue, seconds), 0.95)).to.be.closeTo(p95, 0.08 * p95);
    });
  }

  it("is what a service without policies shows", () => {
    const queue = { arrivals: 160, rate: 100, servers: 2 };
    const { p95, unserved, slowSeconds } = simulate(service(), new Float64Array(3600).fill(160));
    expect([unserved, slowSeconds]).to.deep.equal([0, 0]);
    expect(p95).to.be.closeTo(
      percentile((seconds) => slowerThan(queue, seconds), 0.95),
      1e-6,
    );
  });

  it("grows without end when more comes than can be served", () => {
    const queue = { arrivals: 200, rate: 100, servers: 2 };
    expect([waitProbability(queue), meanWait(queue), slowerThan(queue, 10)]).to.deep.equal([1, Infinity, 1]);
  });
});
