import { DEFAULT_HEADERS } from "../../components/edge/response-headers";
import { ANY_NAME, pathsIn } from "./paths";

/** One setting with what each profile gives it and what another value changes. */
export interface ProfileRow {
  readonly dev: unknown;
  readonly prod: unknown;
  /** A throwaway stack of a pull request. */
  readonly review: unknown;
  /** What overriding it changes, shown by the preview. */
  readonly changes: string;
}

/** @param review what a throwaway stack does with even less of. @default dev's */
const row = (dev: unknown, prod: unknown, changes: string, review: unknown = dev): ProfileRow => ({
  dev,
  prod,
  review,
  changes,
});
const both = (value: unknown, changes: string): ProfileRow => row(value, value, changes);

/** Requests per task and minute at the profile's CPU share; measured, see docs/decisions/scaling-defaults.md. */
const measuredRequests = { ssr: { dev: 1500, prod: 3000 }, backend: { dev: 6000, prod: 3000 } } as const;

/** Defaults of anything that answers requests. */
function serviceRows(
  section: string,
  { port, requests, uses }: { port: number; requests: { dev: number; prod: number }; uses: string[] },
): Record<string, ProfileRow> {
  const rows = {
    port: both(port, "the port of container, target group and security group rule"),
    healthCheckPath: both("/healthz", "the path the load balancer asks"),
    cpu: row(256, 512, "the price of each task, and how much it serves"),
    memory: row(512, 1024, "the price of each task"),
    architecture: both("arm64", "arm64 costs 20 % less than amd64 on Fargate"),
    capacity: both("fargateSpot", "Spot costs about 70 % less and can be taken back with two minutes' notice"),
    onDemandBase: row(0, 2, "how many tasks survive when there is no Spot capacity"),
    minTasks: row(1, 2, "cost at night, and how many tasks survive the loss of one"),
    maxTasks: row(2, 10, "the most that scaling can cost", 1),
    "scaling.cpuPercent": row(70, 60, "lower scales earlier and costs more"),
    "scaling.requestsPerTarget": row(requests.dev, requests.prod, "lower scales earlier and costs more"),
    "scaling.floors": both({}, "a scheduled minimum before a known peak"),
    "scaling.burst": both(
      false,
      "reaction in a minute to a load that multiplies, if the application publishes it (docs/your-app.md); 1.40 USD a month",
    ),
    deployment: both("rolling", "how many requests a bad version gets, and how long a deployment takes"),
    environment: both({}, "plain environment of the container"),
    secrets: both({}, "secret environment of the container, 0.40 USD a month each that is created"),
    uses: both(uses, "what of this stack its tasks reach and may use"),
    permissions: both([], "what its tasks may call"),
  };
  return Object.fromEntries(Object.entries(rows).map(([key, value]) => [`${section}.${key}`, value]));
}

function headerRows(): Record<string, ProfileRow> {
  const { frameOptions, referrerPolicy, strictTransportSecurity, own } = DEFAULT_HEADERS;
  const { maxAgeSeconds, includeSubdomains, preload } = strictTransportSecurity;
  const rows = {
    "contentSecurityPolicy.add": both({}, "what pages may load, and from where"),
    "contentSecurityPolicy.replace": both({}, "what pages may load, and from where"),
    "contentSecurityPolicy.reportOnly": both(false, "whether the policy blocks anything"),
    frameOptions: both(frameOptions, "who may show pages in a frame"),
    referrerPolicy: both(referrerPolicy, "what other sites learn of the page that links to them"),
    "strictTransportSecurity.maxAgeSeconds": both(maxAgeSeconds, "how long browsers insist on HTTPS"),
    "strictTransportSecurity.includeSubdomains": both(includeSubdomains, "whether hosts below need HTTPS too"),
    "strictTransportSecurity.preload": both(preload, "a promise for the whole domain that takes months to undo"),
    own: both(own, "headers of every answer"),
  };
  return Object.fromEntries(Object.entries(rows).map(([key, value]) => [`edge.headers.${key}`, value]));
}

/**
 * Defaults, dev beside prod and review, by path. A stack file overrides single values.
 * Paths that are absent here have no default (`domain`, `offHours`, `alerts.email`, `database.restoreFrom`,
 * `database.passwordRotationSchedule`, `access.permissionsBoundary`)
 * or follow from others (`network.workloadAzs`, `network.natAz`).
 */
export const profileRows: Readonly<Record<string, ProfileRow>> = {
  profile: row("dev", "prod", "every default below", "review"),
  frontend: both("ssr", "containers render pages (ssr), or S3 serves them (spa)"),

  "network.cidr": row(
    "10.0.0.0/16",
    "10.1.0.0/16",
    "replaces the VPC and all in it: choose before the first deployment",
  ),
  "network.reservedCidrs": both(["172.17.0.0/16"], "only what is checked"),
  "network.azs": both(["a", "b"], "a third zone adds subnets and, with nat: perAz, a NAT gateway"),
  "network.nat": row(
    "instance",
    "perAz",
    "instance 7 USD a month, single 36.50, perAz 36.50 a zone, plus 0.045 a GB for gateways",
  ),
  "network.endpoints": both([], "7.30 USD a month each and zone, and less traffic through NAT"),
  "network.s3Buckets": both([], "what tasks can reach"),
  "network.egress": both({}, "where tasks can connect beside HTTPS"),
  "network.flowLogs": row("rejected", "all", "log volume, 0.50 USD a GB"),

  "ssr.image": both({ build: "app/frontend" }, "where the image comes from"),
  ...serviceRows("ssr", { port: 3000, requests: measuredRequests.ssr, uses: [] }),
  "ssr.assets": both("app/frontend/build/ssr/client", "which files are uploaded, and under which path"),
  "spa.content": both("app/frontend/build/spa/client", "the folder uploaded as the site"),
  "spa.keepReleases": both(0, "whether one write brings the previous pages back; 0.03 USD a million page views"),
  "backend.image": both({ build: "app/backend" }, "where the image comes from"),
  ...serviceRows("backend", { port: 8080, requests: measuredRequests.backend, uses: ["database"] }),
  "backend.public": both(false, "browsers may call the backend in ssr too"),
  "backend.paths": both(["/api/*"], "what of the backend browsers can reach"),
  "backend.migrate": both(["migrate"], "what changes the schema before a release serves"),
  services: both({}, "further HTTP services, each at least the price of its smallest number of tasks"),
  workers: both({}, "queues and the tasks that work them off, while idle a dollar a month each, of alarms"),
  jobs: both({}, "tasks that start on a schedule, paid while they run, and 0.10 to 0.50 USD a month each of alarms"),

  buckets: both({}, "buckets that services may use, and paths that serve them"),

  "database.name": both("app", "replaces the database"),
  "database.instanceClass": row("db.t4g.micro", "db.t4g.small", "the largest part of the database's price"),
  "database.storageGb": row(20, 50, "storage price, 0.115 USD a GB-month, twice with a standby"),
  "database.maxStorageGb": row(100, 500, "where storage autoscaling stops", 30),
  "database.multiAz": row(false, true, "a standby in another AZ: twice the price, failover in one to two minutes"),
  "database.backupRetentionDays": row(7, 14, "how far back the database can be restored"),
  "database.backupWindow": both("03:00-04:00", "when the daily snapshot is taken, UTC"),
  "database.maintenanceWindow": both("sun:04:30-sun:05:30", "when AWS patches the database, UTC"),
  "database.passwordRotationDays": both(30, "how often the password changes and tasks restart"),
  "database.authentication": both("password", "iam: tokens of 15 minutes instead of a password"),
  "database.monitoringSeconds": row(0, 60, "enhanced monitoring, billed as logs"),
  "database.deletionProtection": row(false, true, "whether a destroy can delete the database"),
  "database.finalSnapshot": row(false, true, "whether anything is left after a destroy"),
  "database.applyImmediately": row(true, false, "changes at once (a restart at any time of day) or in the window"),

  "backup.image": both({ build: "app/backup" }, "where the dump image comes from"),
  "backup.schedule": both("cron(0 2 * * ? *)", "when the dump runs"),
  "backup.timezone": both("UTC", "the time zone of the schedule"),
  "backup.storageClass": row("none", "glacierIr", "storage price of old dumps against time and price of a restore"),
  "backup.glacierAfterDays": both(30, "when dumps move to the cold class"),
  "backup.expireAfterDays": row(14, 365, "how long dumps are kept", 1),
  "backup.objectLockDays": both(0, "dumps that nobody can delete for so long; cannot be undone"),
  "backup.awsBackup": row(false, true, "a second copy under other permissions, 0.095 USD a GB-month"),

  "edge.priceClass": both("PriceClass_100", "more edge locations, dearer traffic"),
  "edge.allowCountries": both([], "viewers elsewhere get 403"),
  "edge.originSecret": both({ send: 1, accept: [1, 2] }, "rotation of the origin header, in two deployments"),
  ...headerRows(),
  "edge.access.addresses": both([], "everybody else gets 401 or 403, pages and API alike"),
  "edge.access.credentials": both([], "everybody else gets 401 or 403, pages and API alike"),
  "ec2Spot.arm64": both(["t4g.medium", "c6g.large", "c7g.large", "m6g.large"], "more types, rarer Spot shortages"),
  "ec2Spot.amd64": both(["t3.medium", "c5a.large", "c6a.large", "m6a.large"], "more types, rarer Spot shortages"),
  "ec2Spot.keep": both([], "instances outlive their last service by a deployment"),
  "registry.keepImages": row(10, 30, "how far back a rollback can go, 0.10 USD a GB-month", 2),

  "logs.retentionDays": row(14, 365, "log storage, 0.03 USD a GB-month", 3),
  "logs.accessLogs": row(false, true, "S3 storage and requests"),
  "logs.archiveDays": row(30, 400, "S3 storage", 3),

  "protection.waf": row(false, true, "about 11 USD a month and 0.60 a million requests"),
  "protection.regionalWaf": both(false, "a second ACL on the load balancer, as much again"),
  "protection.wafRateLimit": both(2000, "when one address is blocked"),
  "protection.allowAddresses": both([], "addresses past every rule"),
  "protection.blockAddresses": both([], "addresses that never get in"),
  "protection.shieldAdvanced": both(false, "needs a subscription of 3,000 USD a month for a year"),
  "protection.auditTrail": row(
    "none",
    "own",
    "the first trail's events are free, its storage is not; a second copy is 2 USD per 100,000",
  ),
  "protection.cisAlarms": both(false, "15 metric filters and alarms, 1.50 USD a month and the custom metrics"),
  "protection.customerManagedKeys": row(
    false,
    true,
    "1 USD a month each key; fixed at creation for database, images and dumps",
  ),
  "protection.loadBalancerDeletionProtection": row(
    false,
    true,
    "whether a destroy can delete the internal load balancer",
  ),

  "alerts.monthlyBudgetUsd": row(100, 400, "when the budget alarm fires", 50),
  "alerts.alarms": row("essential", "full", "0.10 USD a month each alarm"),
  "alerts.containerInsights": row(false, true, "0.30 USD a month each custom metric"),
  "alerts.dashboard": row(false, true, "3 USD a month; nothing while the account has three or fewer"),
  "access.exec": row(true, false, "a shell in every container, and a writable root file system", false),
  acceptedRisks: both([], "what prod may do though it should not"),
};

/** The same for sections that are off unless the stack file has them: their defaults count where it does. */
export const sectionRows: Readonly<Record<string, ProfileRow>> = {
  ...serviceRows(`services.${ANY_NAME}`, { port: 8080, requests: measuredRequests.backend, uses: [] }),
  [`services.${ANY_NAME}.public`]: both(false, "browsers may call the service"),
  "cache.engine": both("valkey", "the only engine"),
  "cache.engineVersion": both("8.1", "what commands there are; ElastiCache takes no cache back to an older version"),
  "cache.nodeType": both("cache.t4g.micro", "the price of each node, and how much it holds"),
  "cache.replicas": row(0, 1, "each as dear as the primary; with one, a failure lasts seconds and loses little"),
  "cache.authentication": both("iam", "password: no tokens to sign, and a secret to keep, 0.40 USD a month"),
  "cache.passwordVersion": both(1, "another number makes another password"),
  "experiments.minutes": both(5, "how long a fault lasts, 0.10 USD a minute while one runs"),
  "experiments.window.days": both(["MON", "TUE", "WED", "THU"], "when npm run drill may start one"),
  "experiments.window.from": both("09:00", "when npm run drill may start one"),
  "experiments.window.to": both("16:00", "when npm run drill may start one"),
  "experiments.window.timezone": both("UTC", "when npm run drill may start one"),
  "cache.snapshotRetentionDays": row(0, 7, "how far back the cache can be restored; snapshots are billed by the GB"),
};

/** All defaults that count for what a stack file has: those of every stack, and those of its own sections. */
export const rowsFor = (raw: Readonly<Record<string, unknown>>): [string, ProfileRow][] => [
  ...Object.entries(profileRows),
  ...Object.entries(sectionRows).flatMap(([path, row]) =>
    pathsIn(raw, path).map((found): [string, ProfileRow] => [found, row]),
  ),
];
