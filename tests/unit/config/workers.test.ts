import { expect } from "chai";

import { parse, refusal } from "./raw";

const image = { build: "tests/fixtures/app/backend" };
const withWorker = (settings: Record<string, unknown> = {}, others: Record<string, unknown> = {}) =>
  parse({ workers: { thumbnails: { image, ...settings } }, ...others });
const refused = (settings: Record<string, unknown>, others: Record<string, unknown> = {}): string =>
  refusal(() => withWorker(settings, others));

describe("workers in the stack file", () => {
  it("are none by default, and have these defaults where there is one", () => {
    expect(parse().workers).to.deep.equal({});
    expect(withWorker().workers.thumbnails).to.deep.equal({
      image,
      cpu: 256,
      memory: 512,
      architecture: "arm64",
      capacity: "fargateSpot",
      minTasks: 0,
      maxTasks: 10,
      environment: {},
      secrets: {},
      permissions: [],
      uses: [],
      queue: { visibilitySeconds: 120, maxReceives: 5, retentionDays: 4, fifo: false },
      scaling: { messagesPerTask: 50 },
    });
  });

  it("are refused with what SQS refuses, all of it at once", () => {
    const message = refused({ queue: { visibilitySeconds: 43_201, maxReceives: 0, retentionDays: 15 } });
    expect(message).to.contain("webapp:workers.thumbnails.queue.visibilitySeconds = 43201 must be at most 43200");
    expect(message).to.contain("webapp:workers.thumbnails.queue.maxReceives = 0 must be at least 1");
    expect(message).to.contain("webapp:workers.thumbnails.queue.retentionDays = 15 must be at most 14");
  });

  it("are refused with what a service is refused with", () => {
    expect(refused({ memory: 513 })).to.contain("webapp:workers.thumbnails.memory = 513 Fargate does not pair");
    expect(refused({ minTasks: 3, maxTasks: 2 })).to.contain(
      "webapp:workers.thumbnails.minTasks = 3 must not exceed webapp:workers.thumbnails.maxTasks (2)",
    );
    expect(refused({ environment: { QUEUE_URL: "x" } })).to.contain(
      "webapp:workers.thumbnails.environment.QUEUE_URL is set by the program itself",
    );
    expect(refused({ uses: ["thumbnail"] })).to.contain(
      'webapp:workers.thumbnails.uses.0 = "thumbnail" is nothing that this stack has; did you mean "thumbnails"?',
    );
    expect(refused({ permissions: [{ sid: "All", actions: ["s3:*"], resources: ["*"], reason: "x" }] })).to.contain(
      "webapp:workers.thumbnails.permissions.0",
    );
    expect(refused({ queeu: {} })).to.contain('webapp:workers.thumbnails.queeu unknown; did you mean "queue"?');
    expect(refused({ capacity: "ec2Spot" }, { network: { nat: "none" } })).to.contain(
      'webapp:network.nat = "none" cannot be used with capacity: ec2Spot',
    );
  });

  it("are refused names that something else has", () => {
    const named = (name: string, others: Record<string, unknown> = {}) =>
      refusal(() => parse({ workers: { [name]: { image } }, ...others }));
    expect(named("backend")).to.contain("webapp:workers.backend is the name of a part of every stack");
    expect(named("internet")).to.contain("webapp:workers.internet is the name of a part of every stack");
    expect(named("database")).to.contain("webapp:workers.database is the name of the database too");
    expect(named("uploads", { buckets: { uploads: {} } })).to.contain("webapp:workers.uploads is the name of a bucket");
    expect(named("Thumbnails")).to.contain("must be a lower-case name of letters, digits and single hyphens");
    expect(named("a-name-that-is-too-long")).to.contain("must be a name of at most 18 characters");
    expect(refusal(() => parse({ workers: { mails: { image }, "mails-dead": { image } } }))).to.contain(
      "webapp:workers.mails-dead is what the dead letters of mails are called",
    );
  });

  it("alone go to zero tasks", () => {
    expect(refusal(() => parse({ backend: { minTasks: 0 } }))).to.contain(
      "webapp:backend.minTasks = 0 must be at least 1: where no task runs nothing counts requests",
    );
    expect(refusal(() => parse({ ssr: { minTasks: 0 } }))).to.contain("webapp:ssr.minTasks = 0 must be at least 1");
  });

  it("count among the tasks that need addresses and connections", () => {
    expect(refused({ maxTasks: 1000 }, { network: { cidr: "10.0.0.0/22" } })).to.contain(
      "webapp:workers.thumbnails.maxTasks = 1000 leaves tasks without an address",
    );
    const message = refused({ maxTasks: 40, uses: ["database"] });
    expect(message).to.contain("webapp:workers.thumbnails.maxTasks = 40 is refused");
    expect(message).to.contain("add databaseConnections to webapp:acceptedRisks");
    expect(withWorker({ maxTasks: 40 }).workers.thumbnails?.maxTasks).to.equal(40);
  });

  it("need an endpoint of SQS where there is no NAT, and so do those who use them", () => {
    const endpoints = ["ecr.api", "ecr.dkr", "logs", "secretsmanager", "ssmmessages"];
    const network = { nat: "none", endpoints };
    expect(refused({}, { network })).to.contain("must also hold sqs when nat is none");
    expect(withWorker({}, { network: { nat: "none", endpoints: [...endpoints, "sqs"] } }).network.nat).to.equal("none");
  });

  it("may use each other, and themselves", () => {
    const { workers } = parse({
      workers: { first: { image, uses: ["second", "first"] }, second: { image, uses: ["first"] } },
    });
    expect(workers.first?.uses).to.deep.equal(["second", "first"]);
  });

  it("cannot sign in by IAM tokens as a user that no image makes", () => {
    expect(refused({ uses: ["database"] }, { backend: { uses: [] }, database: { authentication: "iam" } })).to.contain(
      "the backend's image makes the user that workers.thumbnails signs in as",
    );
  });
});
