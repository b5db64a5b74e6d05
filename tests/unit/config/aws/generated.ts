import fc from "fast-check";

import { type Rule } from "./case";

/** A key that holds a whole number, with AWS's bounds. */
type Bounds = readonly [key: string, least: number, most: number, reason: string, beside?: Rule["beside"]];

const DAYS = "S3 and CloudWatch count days from 1";
const bounds: readonly Bounds[] = [
  ["database.backupRetentionDays", 1, 35, "RDS API reference, CreateDBInstance, BackupRetentionPeriod"],
  ["database.passwordRotationDays", 1, 90, "Security Hub controls, SecretsManager.4"],
  ["database.storageGb", 20, 59_578, "RDS user guide, gp3 storage of MySQL", { "database.maxStorageGb": 65_536 }],
  [
    "backend.port",
    1024,
    65_535,
    "Elastic Load Balancing API reference, CreateTargetGroup, Port; below 1024 only root listens",
  ],
  ["backend.scaling.cpuPercent", 10, 100, "Application Auto Scaling, target tracking of a percentage"],
  ["backend.scaling.requestsPerTarget", 1, 1_000_000, "Application Auto Scaling, ALBRequestCountPerTarget"],
  ["registry.keepImages", 2, 1000, "ECR user guide, lifecycle policy countNumber"],
  ["logs.archiveDays", 1, 3650, DAYS],
  [
    "protection.wafRateLimit",
    10,
    2_000_000_000,
    "WAF API reference, RateBasedStatement, Limit",
    { "protection.waf": true },
  ],
  [
    "backend.maxTasks",
    1,
    1000,
    "ECS developer guide, Service quotas",
    { "backend.minTasks": 1, "database.instanceClass": "db.r8g.2xlarge" },
  ],
];

/** A key that holds one of AWS's words or numbers. */
const words: readonly (readonly [key: string, reason: string, ...right: (string | number)[]])[] = [
  ["edge.priceClass", "CloudFront API reference, PriceClass", "PriceClass_100", "PriceClass_200", "PriceClass_All"],
  ["backend.architecture", "ECS API reference, RuntimePlatform", "arm64", "amd64"],
  ["network.nat", "ways out of the private subnets", "instance", "single", "perAz"],
  ["network.flowLogs", "EC2 API reference, CreateFlowLogs, TrafficType", "none", "rejected", "all"],
  ["database.monitoringSeconds", "RDS API reference, MonitoringInterval", 0, 1, 5, 10, 15, 30, 60],
  [
    "logs.retentionDays",
    "CloudWatch Logs API reference, PutRetentionPolicy",
    ...[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653],
  ],
];

/** Fargate's sizes: memory in GiB by vCPU (ECS developer guide, Fargate task sizes). */
const fargate: Readonly<Record<number, readonly number[]>> = {
  256: [512, 1024, 2048],
  512: range(1, 4, 1),
  1024: range(2, 8, 1),
  2048: range(4, 16, 1),
  4096: range(8, 30, 1),
  8192: range(16, 60, 4),
  16_384: range(32, 120, 8),
};

function range(least: number, most: number, step: number): number[] {
  return Array.from({ length: (most - least) / step + 1 }, (_, index) => (least + index * step) * 1024);
}

const sampled = <T>(arbitrary: fc.Arbitrary<T>, count: number, seed: number): T[] => [
  ...new Set(fc.sample(arbitrary, { numRuns: count, seed })),
];

/** Bounds and what lies around them, words and what resembles them, sizes and clock times: the same ones in every run. */
export const generated: readonly Rule[] = [
  ...bounds.map(([key, least, most, reason, beside], index) => ({
    key,
    reason: `${least} to ${most}: ${reason}`,
    right: [least, most, ...sampled(fc.integer({ min: least, max: most }), 4, index)],
    wrong: [
      least - 1,
      most + 1,
      -least,
      least + 0.5,
      String(least),
      ...sampled(fc.integer({ max: least - 1 }), 2, index),
      ...sampled(fc.integer({ min: most + 1 }), 2, index),
    ],
    ...(beside && { beside }),
  })),
  ...words.map(([key, reason, ...right], index) => ({
    key,
    reason,
    right,
    wrong: [
      ...right.map((word) =>
        typeof word === "number" ? word + 1 : word.toUpperCase() === word ? word.toLowerCase() : word.toUpperCase(),
      ),
      ...sampled(fc.stringMatching(/^[a-z]{1,8}$/), 4, index),
      "constructor",
      "__proto__",
      "",
      null,
      [],
    ].filter((word) => !(right as readonly unknown[]).includes(word) && word !== "none"),
  })),
  ...Object.entries(fargate).flatMap(([cpu, sizes]): Rule[] => [
    {
      key: "backend.memory",
      reason: `sizes with ${cpu} CPU units (ECS developer guide, Fargate task sizes)`,
      right: sizes,
      wrong: [(sizes[0] ?? 0) / 2, (sizes.at(-1) ?? 0) + 1024, (sizes[0] ?? 0) + 1],
      beside: { "backend.cpu": Number(cpu) },
    },
  ]),
  {
    key: "network.cidr",
    reason: "/16 to /22, so that three tiers fit in three zones; private ranges (RFC 1918)",
    right: sampled(fc.tuple(fc.integer({ max: 255, min: 0 }), fc.integer({ min: 16, max: 22 })), 30, 1).map(
      ([second, prefix]) => `10.${second}.0.0/${prefix}`,
    ),
    wrong: sampled(
      fc.tuple(fc.integer({ max: 255, min: 0 }), fc.constantFrom(8, 12, 15, 23, 24, 28, 32, 33)),
      20,
      2,
    ).map(([second, prefix]) => `10.${second}.0.0/${prefix}`),
  },
  {
    key: "network.cidr",
    reason: "no VPC in loopback, link-local and multicast ranges (EC2 API reference, CreateVpc)",
    right: [],
    wrong: sampled(
      fc.tuple(fc.constantFrom("127", "0", "224", "230", "239"), fc.integer({ min: 0, max: 255 })),
      20,
      3,
    ).map(([first, second]) => `${first}.${second}.0.0/16`),
  },
  {
    key: "database.backupWindow",
    reason: "HH:MM-HH:MM of 30 minutes at least, apart from maintenance (RDS API reference, PreferredBackupWindow)",
    right: sampled(fc.integer({ min: 0, max: 23 }), 12, 4).map(
      (hour) => `${String(hour).padStart(2, "0")}:00-${String(hour).padStart(2, "0")}:30`,
    ),
    wrong: [
      ...sampled(fc.integer({ min: 0, max: 23 }), 12, 5).map((hour) => `${hour}:0-${hour}:30`),
      ...sampled(fc.integer({ min: 24, max: 99 }), 6, 6).map((hour) => `${hour}:00-${hour}:30`),
      "03:00-03:29",
      "03:00",
      "",
      "03:00-03:00",
    ],
    beside: { "database.maintenanceWindow": "sun:12:30-sun:13:00" },
  },
];
