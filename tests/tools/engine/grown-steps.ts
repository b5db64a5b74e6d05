import type { Settings } from "../../../tools/lifecycles/rehearsal";

/** A change of one part of a live stack. */
export interface Step {
  /** New values, by their keys in the part. */
  readonly settings: Settings;
  /** What is made anew because of it. @default nothing */
  readonly replaces?: readonly string[];
  /** What viewers miss meanwhile. @default nothing */
  readonly missing?: RegExp;
}

const definition = (name: string): string => `aws:ecs/taskDefinition:TaskDefinition::${name}`;
/** An image is pushed under a tag of its own. */
const image = (name: string): string[] => [definition(name), `random:index/randomString:RandomString::${name}-image`];
/** Another folder to build. */
const OTHER = { build: "tests/fixtures/services/echo" };
/** Each task of the database's users gets another share of its connections. */
const SHARES = ["backend", "search", "thumbnails", "digest"].map(definition);
const OWN_RIGHTS = [
  { sid: "Faces", actions: ["rekognition:DetectFaces"], resources: ["*"], reason: "It knows no resources." },
];

const service: readonly Step[] = [
  { settings: { cpu: 512, memory: 1024 }, replaces: [definition("search")] },
  {
    settings: {
      environment: { INDEX: "notes" },
      secrets: { SEARCH_TOKEN: "create", SEARCH_KEY: "create" },
      permissions: OWN_RIGHTS,
    },
    replaces: [definition("search")],
  },
  { settings: { paths: ["/search/*", "/suggest"], healthCheckPath: "/search/healthz" } },
  { settings: { priority: 12 } },
  {
    settings: { port: 9000 },
    replaces: [definition("search"), "aws:lb/targetGroup:TargetGroup::search"],
    // The rule leads to the new target group before the tasks are in it.
    missing: /^a service behind .*\/private-/,
  },
  { settings: { minTasks: 2, maxTasks: 2, onDemandBase: 1 }, replaces: SHARES },
  { settings: { capacity: "fargate", onDemandBase: undefined } },
  {
    settings: {
      scaling: {
        cpuPercent: 50,
        requestsPerTarget: 2000,
        floors: { noon: { schedule: "cron(0 11 ? * MON-FRI *)", timezone: "UTC", minTasks: 2 } },
        burst: true,
      },
    },
    replaces: [definition("search")],
  },
  { settings: { architecture: "amd64" }, replaces: image("search") },
  { settings: { image: OTHER }, replaces: image("search") },
  { settings: { uses: ["cache", "backend"] }, replaces: SHARES.filter((one) => one !== definition("digest")) },
  { settings: { deployment: { strategy: "rolling", twoTargetGroups: true } } },
  { settings: { public: false } },
];

const worker: readonly Step[] = [
  { settings: { command: ["thumbnails", "--large"] }, replaces: [definition("thumbnails")] },
  { settings: { cpu: 512, memory: 1024 }, replaces: [definition("thumbnails")] },
  { settings: { capacity: "fargate" } },
  { settings: { minTasks: 1 } },
  { settings: { minTasks: 0, scaling: { messagesPerTask: 80 } } },
  { settings: { maxTasks: 2 }, replaces: SHARES },
  {
    settings: {
      environment: { LONGEST_SIDE: "640" },
      secrets: { THUMBNAILS_TOKEN: "create", THUMBNAILS_KEY: "create" },
      permissions: OWN_RIGHTS,
    },
    replaces: [definition("thumbnails")],
  },
  { settings: { architecture: "amd64" }, replaces: image("thumbnails") },
  { settings: { queue: { visibilitySeconds: 600 } }, replaces: [definition("thumbnails")] },
  { settings: { queue: { visibilitySeconds: 600, maxReceives: 3, retentionDays: 14 } } },
  { settings: { uses: ["uploads"] }, replaces: [definition("thumbnails")] },
  { settings: { image: OTHER }, replaces: image("thumbnails") },
  {
    settings: { queue: { fifo: true } },
    // A queue of another name, without a minute's wait for the old one's; its users are told of it.
    replaces: [
      ...["thumbnails", "thumbnails-dead"].flatMap((name) => [
        `aws:sqs/queue:Queue::${name}`,
        `aws:sqs/queuePolicy:QueuePolicy::${name}`,
      ]),
      "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy::thumbnails",
      ...["backend", "thumbnails", "digest"].map(definition),
    ],
  },
];

/** What a run starts is made anew, its machine and its schedule never are. */
const job: readonly Step[] = [
  { settings: { schedule: "cron(0 12 ? * MON-FRI *)", timezone: "UTC" } },
  { settings: { timeoutMinutes: 45, retry: { exitCodes: [75, 3], times: 1 } } },
  { settings: { capacity: "fargate" } },
  { settings: { cpu: 512, memory: 1024 }, replaces: [definition("digest")] },
  { settings: { architecture: "amd64" }, replaces: image("digest") },
  {
    settings: {
      command: ["digest", "--all"],
      environment: { DAYS: "14" },
      secrets: { DIGEST_TOKEN: "create", DIGEST_KEY: "create" },
      permissions: OWN_RIGHTS,
    },
    replaces: [definition("digest")],
  },
  { settings: { image: OTHER }, replaces: image("digest") },
  { settings: { uses: ["reports", "thumbnails", "backend"] }, replaces: [definition("digest")] },
];

const cache: readonly Step[] = [
  { settings: { nodeType: "cache.t4g.small" } },
  { settings: { replicas: 1 } },
  { settings: { snapshotRetentionDays: 3 } },
  { settings: { engineVersion: "8.2" } },
  {
    settings: { authentication: "password" },
    replaces: ["backend", "frontend", "search", "digest"].map(definition),
  },
  // Tasks read the new value when they restart, which the secret's change brings about.
  {
    settings: { passwordVersion: 2 },
    replaces: [
      "random:index/randomPassword:RandomPassword::cache-password",
      "aws:secretsmanager/secretVersion:SecretVersion::cache-password",
    ],
  },
];

const bucket: readonly Step[] = [
  { settings: { expireAfterDays: 30 } },
  // Its users are told the path.
  { settings: { servedAt: "/files/*" }, replaces: [definition("backend"), definition("thumbnails")] },
  // The server of pages is told the content security policy.
  { settings: { cors: "none" }, replaces: [definition("frontend")] },
  { settings: { versions: false } },
];

/** Every setting of each kind, after each other; those of different kinds change at once. */
export const parts: Readonly<Record<string, readonly Step[]>> = {
  "services.search": service,
  "workers.thumbnails": worker,
  "jobs.digest": job,
  cache,
  "buckets.uploads": bucket,
};
