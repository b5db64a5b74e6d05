import { expect } from "chai";

import { configure, deployed, type Rehearsal, type Settings, succeeded } from "../../../tools/lifecycles/rehearsal";
import { destroyDev } from "../../../tools/lifecycles/destroy";
import { difference, inSync } from "../../../tools/lifecycles/retained";
import { serviceSteps } from "./service-steps";
import type { Step } from "./step";
import { eachStepNeedsTheOneBefore } from "./ordered";
import type { Outcome } from "@toolkit/rehearsal/driver/workspace";

const WORKER = "webapp:workers.thumbnails";
const worker = { image: { build: "tests/fixtures/app/backend" }, uses: ["database"], secrets: { TOKEN: "create" } };
const definition = "aws:ecs/taskDefinition:TaskDefinition::thumbnails";
const JOB = "webapp:jobs.digest";
const job = {
  image: { build: "tests/fixtures/app/backend" },
  command: ["digest"],
  schedule: "cron(0 6 * * ? *)",
  secrets: { TOKEN: "create" },
};
const jobDefinition = "aws:ecs/taskDefinition:TaskDefinition::digest";

/** Every setting of a worker, one after the other. */
const steps: readonly Step[] = [
  { change: "a command", settings: { [`${WORKER}.command`]: ["thumbnails"] }, replaces: [definition] },
  {
    change: "larger tasks",
    settings: { [`${WORKER}.cpu`]: 512, [`${WORKER}.memory`]: 1024 },
    replaces: [definition],
  },
  { change: "on demand", settings: { [`${WORKER}.capacity`]: "fargate" }, replaces: [] },
  // Each task of the users of the database gets another share of its connections.
  {
    change: "fewer tasks at most",
    settings: { [`${WORKER}.maxTasks`]: 4 },
    replaces: [definition, "aws:ecs/taskDefinition:TaskDefinition::backend"],
  },
  { change: "a task that always runs", settings: { [`${WORKER}.minTasks`]: 1 }, replaces: [] },
  { change: "down to none again", settings: { [`${WORKER}.minTasks`]: 0 }, replaces: [] },
  { change: "more messages for each", settings: { [`${WORKER}.scaling`]: { messagesPerTask: 80 } }, replaces: [] },
  {
    change: "a variable and a right",
    settings: {
      [`${WORKER}.environment`]: { LONGEST_SIDE: "320" },
      [`${WORKER}.permissions`]: [
        { sid: "Faces", actions: ["rekognition:DetectFaces"], resources: ["*"], reason: "It knows no resources." },
      ],
    },
    replaces: [definition],
  },
  {
    change: "another architecture",
    settings: { [`${WORKER}.architecture`]: "amd64" },
    replaces: [definition, "random:index/randomString:RandomString::thumbnails-image"],
  },
  { change: "longer work", settings: { [`${WORKER}.queue`]: { visibilitySeconds: 600 } }, replaces: [definition] },
  {
    change: "other rules of the queue",
    settings: { [`${WORKER}.queue`]: { visibilitySeconds: 600, maxReceives: 3, retentionDays: 14 } },
    replaces: [],
  },
  {
    change: "no database",
    settings: { [`${WORKER}.uses`]: [] },
    replaces: [definition, "aws:ecs/taskDefinition:TaskDefinition::backend"],
  },
  ...serviceSteps,
  { change: "off hours", settings: offHours(), replaces: [] },
];

/** Every setting of a job likewise: what a run starts is made anew, its machine and schedule never are. */
const jobSteps: readonly Step[] = [
  { change: "a job", settings: { "webapp:jobs": { digest: job } }, replaces: [] },
  {
    change: "another time",
    settings: { [`${JOB}.schedule`]: "cron(0 12 ? * MON-FRI *)", [`${JOB}.timezone`]: "Europe/Madrid" },
    replaces: [],
  },
  {
    change: "more time and other tries",
    settings: { [`${JOB}.timeoutMinutes`]: 45, [`${JOB}.retry`]: { exitCodes: [75, 3], times: 1 } },
    replaces: [],
  },
  { change: "the job on demand", settings: { [`${JOB}.capacity`]: "fargate" }, replaces: [] },
  {
    change: "a larger job of another architecture",
    settings: { [`${JOB}.cpu`]: 512, [`${JOB}.memory`]: 1024, [`${JOB}.architecture`]: "amd64" },
    replaces: [jobDefinition, "random:index/randomString:RandomString::digest-image"],
  },
  {
    change: "another command, a variable and a right",
    settings: {
      [`${JOB}.command`]: ["digest", "--all"],
      [`${JOB}.environment`]: { DAYS: "7" },
      [`${JOB}.permissions`]: [
        { sid: "Faces", actions: ["rekognition:DetectFaces"], resources: ["*"], reason: "It knows no resources." },
      ],
    },
    replaces: [jobDefinition],
  },
  {
    change: "what the job uses",
    settings: { [`${JOB}.uses`]: ["thumbnails", "database"] },
    replaces: [jobDefinition, "aws:ecs/taskDefinition:TaskDefinition::backend"],
  },
  {
    change: "no job",
    settings: { "webapp:jobs": undefined },
    replaces: ["aws:ecs/taskDefinition:TaskDefinition::backend"],
  },
  { change: "the job again, at once", settings: { "webapp:jobs": { digest: job } }, replaces: [] },
];

function offHours(): Settings {
  return {
    "webapp:offHours": { stop: "cron(0 20 ? * MON-FRI *)", start: "cron(0 8 ? * MON-FRI *)", timezone: "UTC" },
    "webapp:backup.schedule": "cron(0 13 ? * MON-FRI *)",
    "webapp:database.backupWindow": "10:00-11:00",
    "webapp:database.maintenanceWindow": "wed:11:30-wed:12:30",
    "webapp:database.passwordRotationSchedule": "cron(0 10 ? * 3#1 *)",
  };
}

describe("a live stack with a worker, a job, and then a service", function () {
  this.timeout(600_000);

  let rehearsal: Rehearsal;

  before(async () => {
    rehearsal = await deployed("dev", {
      "webapp:workers": { thumbnails: worker },
      "webapp:backend.uses": ["database", "thumbnails"],
    });
  });

  after(async () => {
    await rehearsal.close();
  });

  eachStepNeedsTheOneBefore();

  it("changes nothing in a second up, nor in a refresh", async () => {
    const { workspace } = rehearsal;
    expect(succeeded(await workspace.up(), "the second up").changes).to.deep.equal([]);
    expect(succeeded(await workspace.refresh(), "refresh").changes).to.deep.equal([]);
    expect(await difference(rehearsal.world.account, workspace)).to.deep.equal(inSync);
  });

  for (const { change, settings, replaces, missing } of [...steps, ...jobSteps]) {
    it(`${change}: replaces ${replaces.length === 0 ? "nothing" : replaces.join(", ")}`, async () => {
      const { workspace, world } = rehearsal;
      configure(workspace, settings);
      const outcome = succeeded(await workspace.up(), change);
      expect(replacedIn(outcome)).to.have.members(replaces);
      expect(outcome.changes).not.to.deep.equal([]);
      rehearsal.edge.settle();
      const missed = rehearsal.edge.outages.splice(0).flatMap((outage) => outage.missing);
      if (missing === undefined) expect(missed).to.deep.equal([]);
      else expect(missed.join("\n")).to.match(missing);
      expect(await difference(world.account, workspace)).to.deep.equal(inSync);
    });
  }

  it("a FIFO queue takes the place of the other, without a minute's wait for its name", async () => {
    const { workspace, world } = rehearsal;
    configure(workspace, { [`${WORKER}.queue`]: { fifo: true } });
    const outcome = succeeded(await workspace.up(), "a FIFO queue");
    expect(replacedIn(outcome)).to.include.members([
      "aws:sqs/queue:Queue::thumbnails",
      "aws:sqs/queue:Queue::thumbnails-dead",
    ]);
    expect(await difference(world.account, workspace)).to.deep.equal(inSync);
    configure(workspace, { [`${WORKER}.queue`]: undefined });
    succeeded(await workspace.up(), "the other queue again, at once");
    expect(await difference(world.account, workspace)).to.deep.equal(inSync);
  });

  destroyDev(() => rehearsal);
});

/** `type::name` of what an update made anew. */
function replacedIn(outcome: Outcome): string[] {
  return outcome.having("replace");
}
