import { expect } from "chai";
import fc from "fast-check";

import { parseWeeklyCron, shiftWeeklyCron } from "../../../components/schedule";

describe("weekly cron", () => {
  it("reads one time of day on days of the week", () => {
    expect(parseWeeklyCron("cron(30 7 ? * MON-FRI *)")).to.deep.equal({ time: 450, days: [2, 3, 4, 5, 6] });
    expect(parseWeeklyCron("cron(0 20 ? * 1,sat *)")).to.deep.equal({ time: 1200, days: [1, 7] });
    expect(parseWeeklyCron("cron(0 0 * * ? *)")).to.deep.equal({ time: 0, days: [1, 2, 3, 4, 5, 6, 7] });
    expect(parseWeeklyCron("cron(0 0 ? * * *)")?.days).to.have.length(7);
    expect(parseWeeklyCron("cron(5 6 1-31 JAN-DEC ? 1970-2199)")?.days).to.have.length(7);
    expect(parseWeeklyCron("cron(0 20 ? * L *)")).to.deep.equal({ time: 1200, days: [7] });
  });

  for (const other of [
    "cron(0 7,9 ? * MON-FRI *)",
    "cron(0/5 7 ? * MON-FRI *)",
    "cron(0 7 1 * ? *)",
    "cron(0 7 ? JAN MON *)",
    "cron(0 7 ? * MON 2027)",
    "cron(0 7 ? * 2#1 *)",
    "cron(0 7 ? * FRI-MON *)",
    "cron(0 7 * * * *)",
    "cron(60 7 ? * MON *)",
    "rate(1 day)",
  ]) {
    it(`does not read ${other}`, () => {
      expect(parseWeeklyCron(other)).to.equal(undefined);
      expect(() => shiftWeeklyCron(other, 1)).to.throw(other);
    });
  }

  it("moves across midnight and takes the days along", () => {
    expect(shiftWeeklyCron("cron(0 7 ? * MON-FRI *)", -15)).to.equal("cron(45 6 ? * MON,TUE,WED,THU,FRI *)");
    expect(shiftWeeklyCron("cron(10 0 ? * SUN,MON *)", -15)).to.equal("cron(55 23 ? * SUN,SAT *)");
    expect(shiftWeeklyCron("cron(50 23 ? * FRI,SAT *)", 15)).to.equal("cron(5 0 ? * SUN,SAT *)");
    expect(shiftWeeklyCron("cron(5 0 * * ? *)", -15)).to.equal("cron(50 23 * * ? *)");
  });

  it("comes back when it is moved back", () => {
    const days = fc.subarray(["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"], { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.nat(59), fc.nat(23), days, fc.integer({ min: -1440, max: 1440 }), (minute, hour, names, by) => {
        const cron = `cron(${minute} ${hour} ? * ${names.join(",")} *)`;
        expect(shiftWeeklyCron(shiftWeeklyCron(cron, by), -by)).to.equal(cron);
      }),
    );
  });
});
