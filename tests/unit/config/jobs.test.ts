import { expect } from "chai";

import { parse, refusal } from "./raw";

const image = { build: "tests/fixtures/app/backend" };
const digest = { image, schedule: "cron(0 6 * * ? *)" };
const withJob = (settings: Record<string, unknown> = {}, others: Record<string, unknown> = {}) =>
  parse({ jobs: { digest: { ...digest, ...settings } }, ...others });
const refused = (settings: Record<string, unknown>, others: Record<string, unknown> = {}): string =>
  refusal(() => withJob(settings, others));

describe("jobs in the stack file", () => {
  it("are none by default, and have these defaults where there is one", () => {
    expect(parse().jobs).to.deep.equal({});
    expect(withJob().jobs.digest).to.deep.equal({
      ...digest,
      timezone: "UTC",
      timeoutMinutes: 30,
      retry: { exitCodes: [75], times: 2 },
      cpu: 256,
      memory: 512,
      architecture: "arm64",
      capacity: "fargateSpot",
      environment: {},
      secrets: {},
      permissions: [],
      uses: [],
    });
  });

  it("are refused with what Scheduler refuses, all of it at once", () => {
    const message = refused({ schedule: "cron(0 6 * * * *)", timezone: "Europe/Madird", timeoutMinutes: 0 });
    expect(message).to.contain('webapp:jobs.digest.timezone = "Europe/Madird" must be an IANA time zone');
    expect(message).to.contain("webapp:jobs.digest.timeoutMinutes = 0 must be at least 1");
    expect(refused({ schedule: "cron(0 6 * * * *)" })).to.contain(
      'webapp:jobs.digest.schedule = "cron(0 6 * * * *)" needs ? in exactly one of day of month and day of week',
    );
    expect(refused({ schedule: "at(2027-01-31T07:00:00)" })).to.contain("runs once: a job needs cron(…) or rate(…)");
    expect(refusal(() => parse({ jobs: { digest: { image } } }))).to.contain("webapp:jobs.digest.schedule");
  });

  it("must end before they start again", () => {
    expect(refused({ schedule: "rate(30 minutes)" })).to.contain(
      "webapp:jobs.digest.timeoutMinutes = 30 must be under the 30 minutes between two starts of rate(30 minutes)",
    );
    expect(withJob({ schedule: "rate(30 minutes)", timeoutMinutes: 29 }).jobs.digest?.timeoutMinutes).to.equal(29);
  });

  it("are refused with what a service is refused with, and with what only services and workers have", () => {
    expect(refused({ memory: 513 })).to.contain("webapp:jobs.digest.memory = 513 Fargate does not pair");
    expect(refused({ environment: { AWS_REGION: "x" } })).to.contain(
      "webapp:jobs.digest.environment.AWS_REGION is set by the program itself",
    );
    expect(refused({ environment: { DATABASE_HOST: "x" }, uses: ["database"] })).to.contain(
      "webapp:jobs.digest.environment.DATABASE_HOST is set by the program itself",
    );
    expect(withJob({ environment: { QUEUE_URL: "x" } }).jobs.digest?.environment).to.have.key("QUEUE_URL");
    expect(refused({ permissions: [{ sid: "All", actions: ["s3:*"], resources: ["*"], reason: "x" }] })).to.contain(
      "webapp:jobs.digest.permissions.0",
    );
    expect(refused({ capacity: "ec2Spot" })).to.contain("webapp:jobs.digest.capacity");
    expect(refused({ maxTasks: 2 })).to.contain("webapp:jobs.digest.maxTasks unknown");
    expect(refused({ retry: { exitCodes: [0], times: 9 } })).to.match(/exitCodes\.0 = 0 .*\n.*times = 9 /);
    expect(refused({ image: { folder: "app/worker" } })).to.contain("webapp:jobs.digest.image");
  });

  it("use what the stack has, and nothing uses them", () => {
    expect(refused({ uses: ["databse"] })).to.contain(
      'webapp:jobs.digest.uses.0 = "databse" is nothing that this stack has; did you mean "database"?',
    );
    expect(refused({}, { backend: { uses: ["database", "digest"] } })).to.contain(
      'webapp:backend.uses.1 = "digest" is a job: it starts on its schedule, and nothing uses it',
    );
  });

  it("are refused names that something else has", () => {
    const named = (name: string, others: Record<string, unknown> = {}) =>
      refusal(() => parse({ jobs: { [name]: digest }, ...others }));
    expect(named("backend")).to.contain("webapp:jobs.backend is the name of a part of every stack: choose another");
    expect(named("pictures", { workers: { pictures: { image } } })).to.contain(
      "webapp:jobs.pictures is the name of a worker too: choose another",
    );
    expect(named("pictures-dead", { workers: { pictures: { image } } })).to.contain("choose another");
    expect(named("experiments")).to.contain("webapp:jobs.experiments is the name of a part of every stack");
    expect(named("backend-redeploy")).to.contain(
      "webapp:jobs.backend-redeploy is what the state machine that restarts backend is called: choose another",
    );
    expect(named("redeploy")).to.equal("");
    expect(named("a-name-of-19-letters")).to.contain("a name of at most 18 characters");
    expect(named("Digest")).to.contain("a lower-case name");
  });

  it("run while the database does, where they use it and the stack sleeps", () => {
    const offHours = { stop: "cron(0 20 ? * MON-FRI *)", start: "cron(0 8 ? * MON-FRI *)", timezone: "UTC" };
    const asleep = (settings: Record<string, unknown>) => refused(settings, { offHours });
    const key = "webapp:jobs.digest.schedule";
    expect(asleep({ uses: ["database"] })).to.contain(`${key} = "cron(0 6 * * ? *)" runs on`);
    expect(asleep({ uses: ["database"], schedule: "rate(1 day)" })).to.contain("use cron(…)");
    expect(asleep({ uses: ["database"], schedule: "cron(45 19 ? * MON-FRI *)" })).to.contain("(it needs 30 min)");
    expect(asleep({ uses: ["database"], schedule: "cron(0 12 ? * MON-FRI *)" })).not.to.contain(key);
    expect(asleep({})).not.to.contain(key);
  });
});
