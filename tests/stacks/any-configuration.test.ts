import { expect } from "chai";
import fc from "fast-check";

import { capture, STRICT } from "@toolkit/offline/capture";
import { parseStackConfig, webappSchema } from "../../stacks/config";
import { deployWebApp } from "../../stacks/web-app";
import { rawProd, raw } from "../unit/config/raw";

/** Values that are right, and ones that are wrong in a way that people are wrong. */
const odd = fc.constantFrom("", "yes", -1, 0, null, [], {});
const orOdd = (right: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 60, arbitrary: right }, { weight: 1, arbitrary: odd });
const section = (fields: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record(Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, orOdd(value)])), {
    requiredKeys: [],
  });

const zones = fc.constantFrom(["a", "b"], ["b", "c"], ["a", "b", "c"], ["a", "b", "a"], ["a"]);
const workloadZones = fc.constantFrom(["a", "b"], ["b"], ["b"], ["d"]);
const sizes = { cpu: fc.constantFrom(256, 512), memory: fc.constantFrom(1024, 2048) };
const mail = {
  sid: "Mail",
  actions: ["ses:SendEmail"],
  resources: ["arn:aws:ses:us-east-1:123456789012:identity/example.com"],
};
const service = {
  ...sizes,
  port: fc.constantFrom(8080, 3000),
  architecture: fc.constantFrom("arm64", "amd64"),
  capacity: fc.constantFrom("fargate", "fargateSpot", "ec2Spot"),
  minTasks: fc.integer({ min: 1, max: 2 }),
  maxTasks: fc.integer({ min: 2, max: 6 }),
  healthCheckPath: fc.constantFrom("/healthz", "/", "/healthz", "/", "healthz"),
  permissions: fc.oneof(
    { weight: 20, arbitrary: fc.constantFrom([], [mail]) },
    { weight: 1, arbitrary: fc.constant([mail, { ...mail, actions: ["ses:SendEmal"] }]) },
  ),
};

const webapp = fc.record(
  {
    frontend: orOdd(fc.constantFrom("ssr", "spa")),
    domain: fc.constantFrom({ name: "app.example.com", zoneId: "Z0123456789EXAMPLE" }, { name: "app.example.com" }),
    network: section({
      cidr: fc.constantFrom("10.0.0.0/16", "10.9.0.0/20", "10.4.0.0/18", "172.17.0.0/16", "10.0.0.0/28"),
      azs: zones,
      workloadAzs: workloadZones,
      nat: fc.constantFrom("none", "instance", "single", "perAz", "perAz"),
      endpoints: fc.subarray(["ecr.api", "ecr.dkr", "logs", "secretsmanager", "kms", "ssmmessages"]),
      s3Buckets: fc.subarray([
        "uploads.example.com",
        "reports",
        { name: "books", access: ["read"], prefix: "daily/" },
        { name: "invoices", access: ["write", "delete"], services: ["backend", "ssr"] },
      ]),
      egress: fc.constantFrom(
        {},
        {},
        {},
        {},
        {},
        { smtp: { to: "0.0.0.0/0", port: 587 } },
        { ledger: { to: "pl-0123456789abcdef0", port: 5432, from: ["ssr"] }, inside: { to: "10.0.0.0/24", port: 1 } },
      ),
      flowLogs: fc.constantFrom("none", "rejected", "all"),
    }),
    backend: section({ ...service, public: fc.boolean() }),
    ssr: section(service),
    database: section({
      instanceClass: fc.constantFrom("db.t4g.micro", "db.t4g.small", "db.m7g.large", "db.r7g.large", "db.t2.micro"),
      multiAz: fc.boolean(),
      authentication: fc.constantFrom("password", "iam"),
      backupWindow: fc.constantFrom("03:00-03:30", "04:00-05:00", "23:45-00:30"),
    }),
    access: section({ exec: fc.boolean() }),
    protection: section({ waf: fc.boolean(), customerManagedKeys: fc.boolean() }),
  },
  { requiredKeys: [] },
);

const keys = Object.keys(webappSchema.shape);

describe("any configuration", () => {
  it("is captured cleanly, or refused with a message that names a key", async () => {
    const outcomes = { accepted: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(webapp, fc.constantFrom(false, false, false, true), async (settings, prod) => {
        const config = settings as Record<string, unknown>;
        try {
          const parsed = parseStackConfig(prod ? rawProd(config) : raw(config));
          outcomes.accepted += 1;
          const graph = await capture(() => deployWebApp(parsed), { stack: parsed.stack, house: STRICT });
          expect(graph.ofType("aws:rds/instance:Instance")).to.have.length(1);
        } catch (error) {
          const message = (error as Error).message;
          outcomes.refused += 1;
          expect(message).to.match(/^(Configuration of stack (dev|prod): \d+ problems?\.|webapp:network\.azs)/);
          expect(keys.some((key) => message.includes(`webapp:${key}`))).to.equal(true, message);
        }
      }),
      { numRuns: 100, seed: 20261124 },
    );
    expect(outcomes.accepted).to.be.greaterThan(5);
    expect(outcomes.refused).to.be.greaterThan(3);
  });
});
