import { expect } from "chai";

import { type CostResource, estimate, formulas } from "../src";
import { costOf, linesOf, prices, readSchedule, resource, usage } from "./support/fixtures";

const { DAYS_PER_MONTH } = formulas;

describe("buckets", () => {
  const bucket = resource("aws:s3/bucket:Bucket", "b1");
  const month = usage({
    traffic: { pageViews: 1e6, edgeObjectsPerPageView: 1 },
    storage: { siteGb: 2, otherGb: 7 },
    logs: { accessLogGb: 12, auditGb: 24 },
  });
  const user = (type: string, property: string) =>
    resource(type, "user", {}, { propertyDependencies: { [property]: [bucket.urn] } });
  /** GB a month that are kept, with a month of expiry where something arrives all the time. */
  const storedGb = (...others: CostResource[]) => linesOf([bucket, ...others], "b1", month)[0]?.monthlyQuantity;

  it("hold what the resources that point at them say, whatever their name", () => {
    expect(storedGb(user("aws:cloudfront/distribution:Distribution", "origins"))).to.equal(2);
    expect(storedGb(user("aws:cloudfront/distribution:Distribution", "loggingConfig"))).to.be.closeTo(12 * 12, 0.5);
    expect(storedGb(user("aws:s3/bucketLogging:BucketLogging", "targetBucket"))).to.be.closeTo(12 * 12, 0.5);
    expect(storedGb(user("aws:cloudtrail/trail:Trail", "s3BucketName"))).to.be.closeTo(24 * 12, 1);
  });

  it("of which nothing is known are written to and read from as the profile says", () => {
    const busy = usage({ storage: { otherWrites: 2_000_000, otherReads: 10_000_000 } });
    const lines = linesOf([bucket], "b1", busy).map(({ name, monthlyCost }) => [name, formulas.toCents(monthlyCost)]);
    expect(lines).to.deep.equal([
      ["Storage (Standard)", 0],
      ["Writes", 10],
      ["Reads", 4],
    ]);
  });

  it("hold what users store, where the program fills another bucket of the same distribution", () => {
    const filled = resource("aws:s3/bucket:Bucket", "b2");
    const file = resource(
      "aws:s3/bucketObjectv2:BucketObjectv2",
      "file",
      {},
      { propertyDependencies: { bucket: [filled.urn] } },
    );
    const distribution = resource(
      "aws:cloudfront/distribution:Distribution",
      "edge",
      {},
      { propertyDependencies: { origins: [bucket.urn, filled.urn] } },
    );
    expect(storedGb(filled, distribution)).to.equal(2);
    expect(storedGb(filled, distribution, file)).to.equal(7);
    expect(linesOf([bucket, filled, distribution, file], "b2", month)[0]?.monthlyQuantity).to.equal(2);
  });

  it("hold objects of which nothing is known otherwise", () => {
    expect(storedGb()).to.equal(7);
    expect(storedGb(user("aws:s3/bucketLogging:BucketLogging", "bucket"))).to.equal(7);
  });

  it("hold what the caller says before all", () => {
    const resources = [bucket, user("aws:cloudfront/distribution:Distribution", "origins")];
    const input = {
      resources,
      region: "us-east-1",
      usage: month,
      prices,
      roles: { buckets: { b1: "other" } },
    } as const;
    expect(estimate(input).resources[0]?.components[0]?.monthlyQuantity).to.equal(7);
  });
});

describe("backups", () => {
  const bucket = resource("aws:s3/bucket:Bucket", "nightly");
  const lifecycle = (days: number, storageClass: string, expiry: number) =>
    resource(
      "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
      "rules",
      { rules: [{ transitions: [{ days, storageClass }], expiration: { days: expiry } }] },
      { dependsOn: [bucket.urn] },
    );
  const month = usage({ backup: { dumpGb: 10, dumpMinutes: 30 } });
  const dumps = (...others: readonly CostResource[]) =>
    estimate({
      resources: [bucket, ...others],
      region: "us-east-1",
      usage: month,
      prices,
      roles: { buckets: { nightly: "dumps" } },
      readSchedule,
    }).resources[0];
  const dumpLines = (rules: CostResource) => dumps(rules)?.components ?? [];

  it("cost a year of dumps in Glacier as their lifecycle says", () => {
    const lines = dumpLines(lifecycle(30, "GLACIER_IR", 365));
    expect(lines.map(({ priceKey }) => priceKey)).to.deep.equal([
      "s3.standard.gb",
      "s3.standard.put1k",
      "s3.gir.gb",
      "s3.gir.put1k",
    ]);
    expect(lines.map(({ monthlyQuantity }) => Math.round(monthlyQuantity))).to.deep.equal([300, 0, 3350, 0]);
  });

  it("are as many as the schedule that makes them says", () => {
    const definition = resource("aws:ecs/taskDefinition:TaskDefinition", "dump", {}, { dependsOn: [bucket.urn] });
    const every = (scheduleExpression: string) =>
      resource("aws:scheduler/schedule:Schedule", "every", { scheduleExpression }, { dependsOn: [definition.urn] });
    const gb = (expression: string) =>
      dumps(lifecycle(30, "STANDARD", 30), definition, every(expression))?.components[0]?.monthlyQuantity;
    expect(gb("daily 2")).to.be.closeTo(300, 1e-6);
    expect(gb("monthly 2")).to.be.closeTo(9.86, 0.01);
  });

  it("have no price in a storage class without one", () => {
    expect(dumps(lifecycle(1, "ONEZONE_IA", 9))?.noPrice).to.match(/ONEZONE_IA/);
  });

  it("cost the scheduled task by its minutes", () => {
    const definition = resource("aws:ecs/taskDefinition:TaskDefinition", "dump", {
      cpu: 1024,
      memory: 2048,
      runtimePlatform: { cpuArchitecture: "ARM64" },
    });
    const schedule = resource(
      "aws:scheduler/schedule:Schedule",
      "nightly",
      { scheduleExpression: "daily 2", target: { ecsParameters: { taskCount: 1 } } },
      { dependsOn: [definition.urn] },
    );
    const hours = DAYS_PER_MONTH / 2;
    expect(costOf([definition, schedule], "nightly", month)).to.be.closeTo(hours * (0.03238 + 2 * 0.00356), 1e-9);
  });
});
