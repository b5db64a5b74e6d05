import { expect } from "chai";

import { image, parse, parseProd, refusal } from "./raw";

const risky: [string, Record<string, unknown>][] = [
  ["singleAzDatabase", { database: { multiAz: false } }],
  ["singleAzWorkload", { network: { workloadAzs: ["a"] } }],
  ["singleTask", { backend: { image: image("backend"), minTasks: 1 } }],
  ["databaseConnections", { backend: { image: image("backend"), maxTasks: 38 } }],
  ["noDeletionProtection", { database: { deletionProtection: false } }],
  ["noFinalSnapshot", { database: { finalSnapshot: false } }],
  ["shortBackups", { database: { backupRetentionDays: 3 } }],
  ["spotWithoutBase", { backend: { image: image("backend"), onDemandBase: 0 } }],
  ["natInstance", { network: { nat: "instance" } }],
  ["plainHttp", { domain: undefined }],
  ["noFirewall", { protection: { waf: false } }],
  ["noAuditTrail", { protection: { auditTrail: "none" } }],
  ["execAccess", { access: { exec: true } }],
  ["awsManagedKeys", { protection: { customerManagedKeys: false } }],
];

describe("the risk of too many connections", () => {
  const tasks = (maxTasks: number, instanceClass = "db.t4g.micro") => ({
    backend: { image: image("backend"), maxTasks },
    database: { instanceClass },
  });

  it("is refused in dev too: 20 tasks with two connections each, twice in a deployment, are more than the 64 of a db.t4g.micro", () => {
    const asked = tasks(20);
    expect(refusal(() => parse(asked))).to.include("webapp:backend.maxTasks = 20 is refused: while they are deployed");
    expect(refusal(() => parse(asked))).to.include("add databaseConnections to webapp:acceptedRisks");
    expect(refusal(() => parse({ ...asked, acceptedRisks: ["databaseConnections"] }))).to.equal("");
  });

  it("counts the tasks of all that use the database, and of nobody else", () => {
    const backend = { image: image("backend"), maxTasks: 12 };
    const found = refusal(() => parse({ backend, ssr: { maxTasks: 5, uses: ["database"] } }));
    expect(found).to.include("webapp:backend.maxTasks = 12 is refused");
    expect(found).to.include("webapp:ssr.maxTasks = 5 is refused");
    expect(refusal(() => parse({ backend, ssr: { maxTasks: 5 } }))).to.equal("");
    expect(refusal(() => parse({ backend: { ...backend, maxTasks: 40, uses: [] } }))).to.equal("");
  });

  it("begins where two connections a task are too many", () => {
    expect(refusal(() => parse(tasks(16)))).to.equal("");
    expect(refusal(() => parse(tasks(17)))).to.include("databaseConnections");
    expect(refusal(() => parse(tasks(20, "db.t4g.small")))).to.equal("");
  });

  it("is refused as an acceptance that nothing needs in dev too", () => {
    expect(refusal(() => parse({ acceptedRisks: ["databaseConnections"] }))).to.include(
      "which this stack does not take",
    );
  });
});

describe("risks in prod", () => {
  for (const [risk, webapp] of risky) {
    it(`refuses ${risk} unless it is accepted by name`, () => {
      expect(refusal(() => parseProd(webapp))).to.include(`add ${risk} to webapp:acceptedRisks`);
      expect(refusal(() => parseProd({ ...webapp, acceptedRisks: [risk] }))).to.equal("");
    });
  }

  it("refuses an acceptance that nothing needs", () => {
    expect(refusal(() => parseProd({ acceptedRisks: ["natInstance"] }))).to.include("which this stack does not take");
  });

  it("refuses an image by tag", () => {
    const tagged = { uri: "123456789012.dkr.ecr.us-east-1.amazonaws.com/webapp-dev/backend:v1" };
    expect(refusal(() => parseProd({ backend: { image: tagged } }))).to.include("must carry a digest in prod");
  });
});
