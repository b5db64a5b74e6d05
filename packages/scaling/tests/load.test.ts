import { expect } from "chai";
import * as fc from "fast-check";

import { perSecond, shape, SHAPES, type Shape, SPREADS } from "../src/load";
import { randomFrom } from "../src/random";
import { bundledTrace, parseTrace } from "../src/trace";

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((total, one) => total + one, 0);

describe("a load", () => {
  it("has as many requests in each minute as the trace, evenly or in jumps", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5000), { minLength: 1, maxLength: 20 }), fc.nat(), (minutes, seed) => {
        for (const spread of ["even", "jumps"] as const) {
          const seconds = perSecond(minutes, spread, randomFrom(seed));
          for (const [minute, count] of minutes.entries()) {
            const part = seconds.subarray(minute * 60, minute * 60 + 60);
            expect(sum(part)).to.be.closeTo(count, 1e-6);
            expect(Math.min(...part)).to.be.at.least(0);
          }
        }
      }),
    );
  });

  it("goes straight from the middle of a minute to that of the next", () => {
    const seconds = perSecond([60, 120], "linear", randomFrom(1));
    expect([seconds[0], seconds[29], seconds[60], seconds[119]]).to.deep.equal([1, 1, 1 + 30.5 / 60, 2]);
  });

  it("differs between spreads where the load changes, and only there", () => {
    const of = (minutes: number[]) => SPREADS.map((spread) => [...perSecond(minutes, spread, randomFrom(3))]);
    const [even, linear, jumps] = of([60, 600, 60]);
    expect(even).to.not.deep.equal(linear);
    expect(even).to.not.deep.equal(jumps);
    for (const seconds of of([60, 60, 60])) expect(new Set(seconds)).to.deep.equal(new Set([1]));
  });

  it("has a day for every name, at the mean that was asked for where nothing happens", () => {
    for (const name of Object.keys(SHAPES) as Shape[]) expect(shape(name, 10)).to.have.length(1440);
    expect(sum(shape("steady", 10)) / 1440).to.equal(600);
    expect(sum(shape("day", 10)) / 1440).to.be.closeTo(600, 6);
    expect(Math.max(...shape("burst", 10))).to.equal(7200);
    expect(shape("burst", 10)[12 * 60 + 4]).to.equal(7200);
    expect(shape("step", 10)[12 * 60]).to.equal(1200);
  });
});

describe("a trace", () => {
  it("has the burst that it is known for", () => {
    const day = bundledTrace("wc98-1998-05-19");
    expect(day).to.have.length(1440);
    expect([day[20 * 60 + 59], Math.max(...day)]).to.deep.equal([2391, 29_364]);
    expect(day.findIndex((count) => count === 29_364)).to.be.at.most(21 * 60 + 5);
    const hard = bundledTrace("wc98-1998-05-12");
    expect(Math.max(...hard) / (hard[0] ?? 0)).to.be.greaterThan(48);
  });

  it("is a column of counts, with or without a header", () => {
    expect(parseTrace("minute,count\n00:00,3\n00:01,4\n", "day.csv")).to.deep.equal([3, 4]);
    expect(parseTrace("3\n4", "day.csv")).to.deep.equal([3, 4]);
  });

  it("names the line that is none", () => {
    expect(() => parseTrace("minute,count\n00:00,3\n00:01,many\n", "day.csv")).to.throw(
      'day.csv:3: "00:01,many" does not end in a count of requests per minute.',
    );
    expect(() => parseTrace("minute,count\n", "day.csv")).to.throw("day.csv has no requests");
  });
});
