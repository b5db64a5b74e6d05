import { expect } from "chai";

import { type StepPolicy } from "../src/policy";
import { readAlarm } from "../src/read-alarm";
import { simulate } from "../src/simulate";
import { service, stepLoad } from "./service";

const cpu = { id: "cpu", metric: { namespace: "AWS/ECS", metricName: "CPUUtilization", period: 60 } };
const requests = {
  id: "r",
  metric: { namespace: "AWS/ApplicationELB", metricName: "RequestCountPerTarget", period: 60 },
};
const own = (id: string) => ({ id, metric: { namespace: "shop", metricName: id, period: "10" } });
const math = (expression: string, ...others: object[]) => ({
  metricQueries: [{ id: "result", expression, returnData: true }, ...others],
});

describe("an alarm of a graph", () => {
  it("watches a metric, with a period of a minute unless it says another", () => {
    expect(readAlarm({ metricName: "CPUUtilization" })).to.deep.equal({ signal: "cpu", period: 60 });
    expect(readAlarm({ metricName: "Queued", period: 20 })).to.deep.equal({ signal: "pressure", period: 20 });
  });

  it("watches what the application publishes, added up", () => {
    expect(readAlarm(math("a + b", own("a"), own("b")))).to.deep.equal({ signal: "pressure", period: 10 });
  });

  it("watches the highest share of values that are held", () => {
    const shares = [
      { id: "c", expression: "100 * cpu / 60" },
      { id: "s", expression: "100 * FILL(r, 0) / 1500.5" },
    ];
    expect(readAlarm(math("MAX([c, s])", ...shares, cpu, requests))).to.deep.equal({
      signal: { highestOf: { cpu: 60, requests: 1500.5 } },
      period: 60,
    });
  });

  it("adds up the requests of two target groups, which are those of one service", () => {
    const shares = [
      { id: "c", expression: "100 * cpu / 60" },
      { id: "s", expression: "100 * (FILL(r, 0) + FILL(q, 0)) / 1500" },
    ];
    const both = [...shares, cpu, requests, { ...requests, id: "q" }];
    expect(readAlarm(math("MAX([c, s])", ...both))?.signal).to.deep.equal({
      highestOf: { cpu: 60, requests: 1500 },
    });
    const mixed = { id: "s", expression: "100 * (FILL(r, 0) + FILL(cpu, 0)) / 1500" };
    expect(readAlarm(math("MAX([s])", mixed, cpu, requests))).to.equal(undefined);
  });

  it("watches what one task fewer would have to do, of one target group or of two", () => {
    const share = { id: "c", expression: "100 * cpu / 60" };
    const hosts = (id: string) => ({ id, metric: { namespace: "AWS/ApplicationELB", metricName: "HealthyHostCount" } });
    const expression = "IF(t > 1, MAX([c]) * t / (t - 1), 100)";
    const signal = { highestOf: { cpu: 60 }, withoutOne: true };
    expect(readAlarm(math(expression, share, cpu, hosts("t")))?.signal).to.deep.equal(signal);
    const both = { id: "t", expression: "SUM([a, b])" };
    expect(readAlarm(math(expression, share, cpu, both, hosts("a"), hosts("b")))?.signal).to.deep.equal(signal);
    expect(readAlarm(math(expression, share, cpu, both, hosts("a"), { ...requests, id: "b" }))).to.equal(undefined);
    expect(readAlarm(math("IF(t > 1, MAX([c]) * t / (q - 1), 100)", share, cpu, hosts("t"), hosts("q")))).to.equal(
      undefined,
    );
  });

  it("is not followed where it watches another metric of AWS", () => {
    const sqs = { namespace: "AWS/SQS", metricName: "ApproximateAgeOfOldestMessage" };
    expect(readAlarm({ ...sqs, period: 60 })).to.equal(undefined);
    expect(readAlarm(math("a + q", own("a"), { id: "q", metric: sqs }))).to.equal(undefined);
  });

  for (const expression of ["a - b", "cpu + a", "MAX([cpu, a])", "MAX([gone])", "AVG([a, b])"]) {
    it(`is not followed where it calculates ${expression}`, () => {
      expect(readAlarm(math(expression, own("a"), own("b"), cpu))).to.equal(undefined);
    });
  }
});

describe("the highest share", () => {
  const down = (signal: StepPolicy["signal"]): StepPolicy => ({
    kind: "step",
    signal,
    threshold: 54,
    when: "below",
    points: 5,
    type: "PercentChangeInCapacity",
    steps: [{ to: 0, adjustment: -40 }],
  });
  /** Ten tasks at a fifth of their CPU, which is two thirds of the requests that are held. */
  const run = (signal: StepPolicy["signal"]) => {
    const scheduled = [
      { at: [0], min: 10 },
      { at: [60], min: 2 },
    ];
    return simulate(service({ scheduled, policies: [down(signal)] }), stepLoad(200, 200, 0, 3600)).changes;
  };

  it("keeps tasks that one signal alone would take away", () => {
    expect(run({ highestOf: { cpu: 70 } }).at(-1)?.tasks).to.be.lessThan(10);
    expect(run({ highestOf: { cpu: 70, requests: 1800 } }).map(({ tasks }) => tasks)).to.deep.equal([10]);
  });

  it("is that of one task fewer: 60 % of three are 90 % of two, and one alone is never taken away", () => {
    const lows = (tasks: number, load: number) => {
      const few = service({
        min: 1,
        scheduled: [
          { at: [0], min: tasks },
          { at: [60], min: 1 },
        ],
        policies: [
          { ...down({ highestOf: { cpu: 100 }, withoutOne: true }), threshold: 90, steps: [{ to: 0, adjustment: -5 }] },
        ],
      });
      return simulate(few, stepLoad(load, load, 0, 3600)).changes.at(-1)?.tasks;
    };
    expect([lows(3, 179), lows(3, 181)]).to.deep.equal([2, 3]);
    expect([lows(2, 89), lows(2, 91)]).to.deep.equal([1, 2]);
  });
});
