import { expect } from "chai";

import { parseStackConfig } from "../../../stacks/config";
import { image, parse, raw, refusal } from "./raw";

type Json = Record<string, unknown>;

const refused: [string, Json, string][] = [
  ["an impossible CPU and memory pair", { backend: { cpu: 256, memory: 4096 } }, "webapp:backend.memory = 4096"],
  ["a CPU size Fargate does not have", { ssr: { cpu: 300 } }, "webapp:ssr.cpu = 300 Fargate has no CPU size"],
  ["more tasks at least than at most", { backend: { minTasks: 5, maxTasks: 2 } }, "webapp:backend.minTasks = 5"],
  [
    "an on-demand base without Spot",
    { backend: { capacity: "fargate", onDemandBase: 1 } },
    "webapp:backend.onDemandBase",
  ],
  ["a base above the most tasks", { backend: { onDemandBase: 3 } }, "webapp:backend.onDemandBase = 3"],
  [
    "a floor above the most tasks",
    { backend: { scaling: { floors: { morning: { schedule: "cron(0 8 ? * * *)", timezone: "UTC", minTasks: 9 } } } } },
    "webapp:backend.scaling.floors.morning.minTasks = 9",
  ],
  [
    "a health check path without a slash",
    { backend: { healthCheckPath: "healthz" } },
    "webapp:backend.healthCheckPath",
  ],
  ["an image that is none", { backend: { image: { url: "x" } } }, "webapp:backend.image"],
  ["a variable the program sets", { backend: { environment: { PORT: "1" } } }, "webapp:backend.environment.PORT"],
  [
    "a secret that is plain too",
    { backend: { environment: { A: "1" }, secrets: { A: "create" } } },
    "webapp:backend.secrets.A",
  ],
  [
    "a dump at a time that is none",
    { backup: { schedule: "cron(0 25 * * ? *)" } },
    'webapp:backup.schedule = "cron(0 25',
  ],
  ["a weekly dump, whose absence no alarm sees", { backup: { schedule: "cron(0 2 ? * SUN *)" } }, "every six days"],
  ["a lower-case variable", { backend: { environment: { port: "1" } } }, "webapp:backend.environment"],
  ["a VPC that is too small", { network: { cidr: "10.0.0.0/24" } }, "webapp:network.cidr"],
  ["a VPC with host bits", { network: { cidr: "10.0.0.1/16" } }, "webapp:network.cidr"],
  [
    "a VPC over a reserved network",
    { network: { cidr: "172.17.0.0/16" } },
    "overlaps the reserved network 172.17.0.0/16",
  ],
  [
    "more tasks than a network has addresses for",
    { network: { cidr: "10.0.0.0/22" }, backend: { maxTasks: 1000 } },
    "webapp:backend.maxTasks = 1000 leaves tasks without an address: all services are 1002 at most, twice as many while they are deployed, and 10.0.0.0/22 has room for 113 in 2 zones",
  ],
  [
    "more tasks than one zone has addresses for",
    {
      network: { cidr: "10.0.0.0/22", workloadAzs: ["a"] },
      database: { instanceClass: "db.m7g.large" },
      backend: { maxTasks: 55 },
    },
    "10.0.0.0/22 has room for 56 in its one zone",
  ],
  ["one zone", { network: { azs: ["a"] } }, "webapp:network.azs"],
  ["a zone twice", { network: { azs: ["a", "a"] } }, "names a zone twice"],
  ["letters and ids together", { network: { azs: ["a", "use1-az2"] } }, "mixes letters and zone ids"],
  ["a workload zone that is none of the zones", { network: { workloadAzs: ["c"] } }, "webapp:network.workloadAzs"],
  ["a NAT zone that is none of the zones", { network: { natAz: "c" } }, "webapp:network.natAz"],
  ["a NAT zone with a NAT in each", { network: { nat: "perAz", natAz: "a" } }, "has no meaning with nat: perAz"],
  ["no NAT without endpoints", { network: { nat: "none" } }, "ecr.api, ecr.dkr, logs, secretsmanager, ssmmessages"],
  [
    "no NAT with an image from elsewhere",
    {
      network: { nat: "none", endpoints: ["ecr.api", "ecr.dkr", "logs", "secretsmanager", "ssmmessages"] },
      backend: { image: { uri: "public.ecr.aws/x/y:1" } },
    },
    "webapp:backend.image.uri",
  ],
  [
    "an image of another account",
    { backend: { image: { uri: "210987654321.dkr.ecr.us-east-1.amazonaws.com/x/y:1" } } },
    "is in account 210987654321",
  ],
  ["an instance class that is none", { database: { instanceClass: "db.t4g.micra" } }, 'did you mean "db.t4g.micro"?'],
  ["a storage ceiling too low", { database: { storageGb: 100, maxStorageGb: 105 } }, "must be at least 111"],
  [
    "windows that overlap",
    { database: { backupWindow: "04:00-05:00" } },
    "backupWindow 04:00-05:00 and maintenanceWindow sun:04:30-sun:05:30 overlap",
  ],
  ["a window that is too short", { database: { backupWindow: "01:00-01:10" } }, "of 30 minutes or more"],
  [
    "a dump that expires before its minimum",
    { backup: { storageClass: "glacier", expireAfterDays: 100 } },
    "must be at least 120",
  ],
  [
    "a lock that outlives the dump",
    { backup: { objectLockDays: 20 } },
    "webapp:backup.objectLockDays = 20 must not exceed webapp:backup.expireAfterDays (14)",
  ],
  [
    "folders of assets within each other",
    {
      ssr: {
        assets: [
          { folder: "a", prefix: "/_app" },
          { folder: "b", prefix: "/_app/immutable" },
        ],
      },
    },
    'webapp:ssr.assets.1 = "/_app/immutable/*" overlaps /_app/* of webapp:ssr.assets.0',
  ],
  [
    "assets where the API is",
    { backend: { public: true }, ssr: { assets: { folder: "a", prefix: "/api/docs" } } },
    'webapp:backend.paths.0 = "/api/*" overlaps /api/docs/* of webapp:ssr.assets',
  ],
  [
    "samples in prod",
    { profile: "prod", backend: { seed: ["seed"] } },
    'webapp:backend.seed = ["seed"] is for stacks without data of their own',
  ],
  [
    "samples without a database to fill",
    { backend: { seed: ["seed"], uses: [] } },
    'webapp:backend.seed = ["seed"] needs database in webapp:backend.uses',
  ],
  ["a path twice", { backend: { paths: ["/graphql", "/graphql"] } }, 'webapp:backend.paths.1 = "/graphql" overlaps'],
  [
    "a path within another",
    { backend: { paths: ["/api/*", "/api/v2/*"] } },
    "overlaps /api/* of webapp:backend.paths.0",
  ],
  [
    "a path above another",
    { backend: { paths: ["/v1/users", "/v1/*"] } },
    "overlaps /v1/users of webapp:backend.paths.0",
  ],
  ["the backend where a site has its assets", { backend: { paths: ["/assets/*"] } }, "of webapp:spa.content"],
  ["the backend at every path", { backend: { paths: ["/*"] } }, "webapp:backend.paths.0"],
  ["a pattern within a path", { backend: { paths: ["/a*/b"] } }, "webapp:backend.paths.0"],
  ["no path at all", { backend: { paths: [] } }, "webapp:backend.paths = [] must have at least 1"],
  [
    "more paths than there is room for",
    { backend: { paths: Array.from({ length: 11 }, (_, n) => `/p${n}`) } },
    "at most 10",
  ],
  [
    "one release of the site, which leaves none to go back to",
    { spa: { keepReleases: 1 } },
    "webapp:spa.keepReleases = 1 must be 2 at least",
  ],
  [
    "a release of a site that has none",
    { spa: { release: "r0123456789abcde" } },
    'webapp:spa.release = "r0123456789abcde" needs webapp:spa.keepReleases',
  ],
  [
    "a release that is a number to YAML",
    { spa: { keepReleases: 3, release: "0123456789abcdef" } },
    "webapp:spa.release",
  ],
  [
    "releases in a review stack",
    { profile: "review", spa: { keepReleases: 3 } },
    "webapp:spa.keepReleases = 3 must be 0 in a review stack",
  ],
  ["assets under the root", { ssr: { assets: { folder: "a", prefix: "/" } } }, "webapp:ssr.assets"],
  ["a password in the place of its hash", { edge: { access: { credentials: ["preview:secret"] } } }, "SHA-256"],
  ["an address that is none", { edge: { access: { addresses: ["192.0.2.300"] } } }, "edge.access.addresses.0"],
  ["a network with host bits", { edge: { access: { addresses: ["192.0.2.1/24"] } } }, "edge.access.addresses.0"],
  ["a network that is too small", { edge: { access: { addresses: ["2001:db8::/129"] } } }, "edge.access.addresses.0"],
  ["an origin secret that nobody accepts", { edge: { originSecret: { send: 3 } } }, "webapp:edge.originSecret.accept"],
  ["addresses without a firewall", { protection: { blockAddresses: ["192.0.2.1"] } }, "webapp:protection.waf"],
  ["CIS alarms without a trail", { protection: { cisAlarms: true } }, "webapp:protection.cisAlarms"],
  [
    "an e-mail address that is none",
    { alerts: { email: "ops" } },
    'webapp:alerts.email = "ops" must be an e-mail address',
  ],
  [
    "a budget of nothing",
    { alerts: { monthlyBudgetUsd: 0 } },
    "webapp:alerts.monthlyBudgetUsd = 0 must be at least 0.01",
  ],
  ["a retention CloudWatch does not know", { logs: { retentionDays: 10 } }, "webapp:logs.retentionDays = 10"],
  ["a domain without its zone", { domain: { name: "app.example.com" } }, "webapp:domain.zoneId is missing"],
];

describe("cross-field rules", () => {
  it("take an image of the example account for a placeholder, whatever the stack's own account is", () => {
    const inAccount = (account: string) =>
      parseStackConfig(raw({ backend: { image: image("backend") } }, { allowedAccountIds: [account] }));
    expect(inAccount("999988887777").backend.image).to.deep.equal(image("backend"));
  });

  for (const [what, webapp, expected] of refused) {
    it(`refuses ${what}`, () => {
      expect(refusal(() => parse(webapp))).to.include(expected);
    });
  }

  it("accepts windows that touch", () => {
    expect(parse({ database: { backupWindow: "03:30-04:30" } }).database.backupWindow).to.equal("03:30-04:30");
  });

  it("checks the section that the flag leaves unused", () => {
    expect(refusal(() => parse({ frontend: "spa", ssr: { cpu: 256, memory: 4096 } }))).to.include("webapp:ssr.memory");
  });
});
