import { expect } from "chai";
import fc from "fast-check";

import { formulas, type ScheduleTimes } from "../src";
import { prices } from "./support/fixtures";

const usd = (key: string, region = "us-east-1") => prices.price(key, region).usd;
const { HOURS_PER_MONTH, toCents } = formulas;

describe("money", () => {
  it("rounds half up to cents in spite of binary fractions", () => {
    expect([16.425, 1.005, 0.125, 2.675, 0].map(toCents)).to.deep.equal([16.43, 1.01, 0.13, 2.68, 0]);
  });

  it("writes thousands with a comma", () => {
    expect(formulas.formatUsd(1234.5)).to.equal("1,234.50");
  });
});

describe("load balancer capacity units", () => {
  const idle = {
    newConnectionsPerSecond: 0,
    activeConnectionsPerMinute: 0,
    gbPerHour: 0,
    requestsPerSecond: 0,
    rules: 0,
  };

  for (const [dimension, load] of [
    ["new connections", { ...idle, newConnectionsPerSecond: 50 }],
    ["active connections", { ...idle, activeConnectionsPerMinute: 6000 }],
    ["bytes", { ...idle, gbPerHour: 2 }],
    ["rule evaluations", { ...idle, requestsPerSecond: 100, rules: 30 }],
  ] as const) {
    it(`counts two units for ${dimension}`, () => {
      expect(formulas.lcuPerHour(load)).to.equal(2);
    });
  }

  it("takes the largest dimension, not the sum", () => {
    expect(formulas.lcuPerHour({ ...idle, newConnectionsPerSecond: 50, gbPerHour: 3 })).to.equal(3);
  });

  it("evaluates the first ten rules for free", () => {
    expect(formulas.lcuPerHour({ ...idle, requestsPerSecond: 1000, rules: 10 })).to.equal(0);
  });
});

describe("tiers", () => {
  it("gives nothing to pay within the free allowance", () => {
    expect(formulas.splitTiers(100, formulas.EGRESS_TIERS, formulas.EGRESS_FREE_GB)).to.deep.equal([]);
  });

  it("splits 20 TB of egress at 10 TB", () => {
    const shares = formulas.splitTiers(20 * 1024, formulas.EGRESS_TIERS);
    expect(shares.map(({ key, quantity }) => [key, quantity])).to.deep.equal([
      ["dt.out.first10tb", 10240],
      ["dt.out.next40tb", 10240],
    ]);
  });

  it("loses nothing", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e8, noNaN: true }), (gb) => {
        const sum = formulas
          .splitTiers(gb, formulas.CLOUDFRONT_TIERS)
          .reduce((total, tier) => total + tier.quantity, 0);
        return Math.abs(sum - gb) < 1e-6 * Math.max(1, gb);
      }),
    );
  });

  it("prices 360 million requests and 18,000 GB at the edge with a firewall at about 1,985 USD", () => {
    const bytes = formulas
      .splitTiers(18_000, formulas.CLOUDFRONT_TIERS, formulas.CLOUDFRONT_FREE_GB)
      .reduce((sum, { key, quantity }) => sum + quantity * usd(key), 0);
    const requests = ((360e6 - formulas.CLOUDFRONT_FREE_REQUESTS) / 1e4) * usd("cloudfront.https10k.us");
    const firewall = usd("waf.acl") + 4 * usd("waf.rule") + 360 * usd("waf.req1m");
    expect(toCents(bytes + requests + firewall)).to.equal(1984.28);
  });
});

describe("CloudFront flat plans", () => {
  for (const [requests, gb, plan] of [
    [1e6, 100, "Free"],
    [1e6, 101, "Pro"],
    [12e6, 600, "Business"],
    [360e6, 18_000, "Premium"],
    [501e6, 1, undefined],
  ] as const) {
    it(`${requests / 1e6} million requests and ${gb} GB fit ${plan ?? "no plan"}`, () => {
      expect(formulas.smallestFittingPlan(requests, gb)?.name).to.equal(plan);
    });
  }
});

describe("archived objects", () => {
  const { GLACIER, GLACIER_IR, DEEP_ARCHIVE, STANDARD, STANDARD_IA } = formulas.STORAGE_CLASSES;
  const daily = { objectGb: 1, objectsPerMonth: formulas.DAYS_PER_MONTH };

  it("keeps everything in Standard without a transition", () => {
    const plan = { ...daily, transitionAfterDays: undefined, expireAfterDays: 30, storageClass: STANDARD };
    expect(formulas.archiveSteadyState(plan)).to.deep.equal({ standardGb: 30, archiveGb: 0, transitionsPerMonth: 0 });
  });

  it("bills 90 days of Glacier Instant Retrieval to objects that expire after ten", () => {
    const plan = { ...daily, transitionAfterDays: 30, expireAfterDays: 40, storageClass: GLACIER_IR };
    expect(formulas.archiveSteadyState(plan).archiveGb).to.equal(90);
    expect(formulas.archiveSteadyState({ ...plan, expireAfterDays: 365 }).archiveGb).to.equal(335);
  });

  it("bills 180 days of Deep Archive and 30 of Infrequent Access", () => {
    const plan = { ...daily, transitionAfterDays: 1, expireAfterDays: 2 };
    expect(formulas.archiveSteadyState({ ...plan, storageClass: DEEP_ARCHIVE }).archiveGb).to.be.closeTo(180, 0.01);
    expect(formulas.archiveSteadyState({ ...plan, storageClass: STANDARD_IA }).archiveGb).to.equal(30);
  });

  it("adds 8 KB of Standard and 32 KB of Glacier to each archived object", () => {
    const tiny = {
      objectGb: 0,
      objectsPerMonth: formulas.DAYS_PER_MONTH,
      transitionAfterDays: 0,
      expireAfterDays: 1000,
    };
    const state = formulas.archiveSteadyState({ ...tiny, storageClass: GLACIER });
    expect(state.standardGb).to.equal((1000 * 8) / 1024 / 1024);
    expect(state.archiveGb).to.equal((1000 * 32) / 1024 / 1024);
  });

  it("bills small objects as 128 KB in Glacier Instant Retrieval", () => {
    const tiny = {
      objectGb: 0,
      objectsPerMonth: formulas.DAYS_PER_MONTH,
      transitionAfterDays: 0,
      expireAfterDays: 1024,
    };
    expect(formulas.archiveSteadyState({ ...tiny, storageClass: GLACIER_IR }).archiveGb).to.equal(128 / 1024);
  });

  it("makes Deep Archive cheaper than Standard after about eight days even with its minimum", () => {
    const minimum = (DEEP_ARCHIVE.minimumDays / formulas.DAYS_PER_MONTH) * usd("s3.gda.gb");
    const breakEven = (minimum / usd("s3.standard.gb")) * formulas.DAYS_PER_MONTH;
    expect(breakEven).to.be.closeTo(7.7, 0.1);
  });
});

describe("capacity provider strategies", () => {
  it("fills the base first and splits the rest by weight", () => {
    const strategy = [
      { capacityProvider: "FARGATE", base: 2, weight: 1 },
      { capacityProvider: "FARGATE_SPOT", weight: 3 },
    ];
    expect([...formulas.splitByStrategy(6, strategy)]).to.deep.equal([
      ["FARGATE", 3],
      ["FARGATE_SPOT", 3],
    ]);
    expect([...formulas.splitByStrategy(1, strategy)]).to.deep.equal([
      ["FARGATE", 1],
      ["FARGATE_SPOT", 0],
    ]);
  });
});

describe("a Fargate task of 1 vCPU and 2 GB for a month", () => {
  for (const [name, rate, cost] of [
    ["x86", "fargate.linux.x86", 36.04],
    ["ARM", "fargate.linux.arm", 28.84],
    ["Spot", "fargate.spot.x86", 11.22],
    ["ARM Spot", "fargate.spot.arm", 8.98],
  ] as const) {
    it(`costs ${cost} USD on ${name}`, () => {
      expect(toCents(HOURS_PER_MONTH * (usd(`${rate}.vcpu`) + 2 * usd(`${rate}.gb`)))).to.equal(cost);
    });
  }
});

describe("schedules over time", () => {
  const at = (hour: number, runsOn: (date: Date) => boolean, utcOffset = 0): ScheduleTimes => ({
    kind: "cron",
    timesOfDay: [hour * 60],
    runsOn,
    utcOffset,
  });
  const daily = () => true;
  const weekdays = (date: Date) => date.getUTCDay() % 6 !== 0;
  const dayOfWeek = (day: number) => (date: Date) => date.getUTCDay() === day;
  const firstOfMonth = (date: Date) => date.getUTCDate() === 1;

  it("count 65 of 168 hours between 07:00 and 20:00 on weekdays", () => {
    const share = formulas.runningShare(at(7, weekdays), at(20, weekdays));
    expect(share).to.be.closeTo(65 / 168, 1e-12);
    expect(formulas.runningHours(share)).to.be.closeTo(282.44, 0.01);
  });

  it("run through the weekend when they stop on Monday only", () => {
    expect(formulas.runningShare(at(0, dayOfWeek(2)), at(0, dayOfWeek(1)))).to.be.closeTo(6 / 7, 1e-12);
  });

  it("hold a value for the hours of the first of each month alone", () => {
    const share = formulas.runningShare(at(8, firstOfMonth), at(20, firstOfMonth));
    expect(share * 365.25 * 24).to.be.closeTo(12 * 12, 1e-9);
  });

  it("compare times of different zones on one clock", () => {
    const tokyo = 9 * 60;
    expect(formulas.runningShare(at(7, daily, tokyo), at(20, daily))).to.be.closeTo(22 / 24, 1e-3);
    expect(formulas.runningShare(at(7, dayOfWeek(1), tokyo), at(22, dayOfWeek(0)))).to.equal(0);
    expect(formulas.runningShare(at(20, daily, -300), at(2, daily))).to.be.closeTo(1 / 24, 1e-3);
  });

  it("hold their only value always, and nothing when they never recur", () => {
    expect(formulas.timeShares([{ schedule: at(8, firstOfMonth), value: 4 }])).to.deep.equal([{ value: 4, share: 1 }]);
    expect(formulas.timeShares([{ schedule: at(8, () => false), value: 4 }])).to.deep.equal([]);
    expect(formulas.timeShares([{ schedule: { kind: "once" }, value: 4 }])).to.deep.equal([]);
  });

  it("count the runs of a month", () => {
    expect(formulas.runsPerMonth(at(2, daily))).to.be.closeTo(30.42, 0.01);
    expect(formulas.runsPerMonth(at(2, firstOfMonth))).to.be.closeTo(1, 0.001);
    expect(formulas.runsPerMonth({ kind: "rate", minutes: 5 })).to.equal(8760);
    expect(formulas.runsPerMonth({ kind: "once" })).to.equal(0);
  });
});

describe("instance sizes", () => {
  it("knows vCPUs and memory by family and size", () => {
    expect(["db.t4g.micro", "db.t4g.large", "db.r7g.2xlarge", "m7g.medium"].map(formulas.vcpusOf)).to.deep.equal([
      2, 2, 8, 1,
    ]);
    expect(["t4g.nano", "c7g.large", "m7g.xlarge", "r7g.large"].map(formulas.memoryGibOf)).to.deep.equal([
      0.5, 4, 16, 16,
    ]);
    expect(["db.r7g.large", "db.m7g.4xlarge", "db.t4g.small"].map(formulas.largesIn)).to.deep.equal([1, 8, undefined]);
    expect(["m7g.medium", "m7g.large", "m7g.xlarge"].map(formulas.networkInterfacesOf)).to.deep.equal([2, 3, 4]);
  });
});
