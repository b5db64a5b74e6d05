import { STARTS } from "../provisioning";

/** How a figure is known. */
export type Evidence =
  /** AWS says so. */
  | "published"
  /** Follows from what AWS has published. */
  | "derived"
  /** Nobody publishes it: ours, to be replaced by what a drill measures. */
  | "assumed";

/** How long something takes, with where that is from. */
export interface Figure {
  /** Seconds, from and to. */
  readonly seconds: readonly [from: number, to: number];
  readonly evidence: Evidence;
  /** Page and what it says. */
  readonly title: string;
  readonly address?: string;
}

const MINUTE = 60;
const DOCS = "https://docs.aws.amazon.com";

/** Times that no resource of a stack says. */
export const FIGURES = {
  taskStart: {
    seconds: [STARTS.small.seconds, STARTS.large.seconds],
    evidence: "derived",
    title:
      "AWS What's New, 2026-06-18, high-resolution metrics of Amazon ECS: 386 s to provision less 363 s to trigger, a small image; 57 s for 413 MB (elasticscale.com, n = 10)",
    address: "https://aws.amazon.com/about-aws/whats-new/2026/06/",
  },
  loadBalancerDns: {
    seconds: [0, 60],
    evidence: "published",
    title: "Elastic Load Balancing user guide, How Elastic Load Balancing works: the DNS entry lives 60 seconds",
    address: `${DOCS}/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html`,
  },
  databaseFailover: {
    seconds: [60, 120],
    evidence: "published",
    title: "Amazon RDS user guide, Failing over a Multi-AZ DB instance: typically 60 to 120 seconds",
    address: `${DOCS}/AmazonRDS/latest/UserGuide/Concepts.MultiAZ.Failover.html`,
  },
  clusterFailover: {
    seconds: [0, 35],
    evidence: "published",
    title: "Amazon RDS user guide, Failing over a Multi-AZ DB cluster: typically under 35 seconds",
    address: `${DOCS}/AmazonRDS/latest/UserGuide/multi-az-db-clusters-concepts-failover.html`,
  },
  databaseRestart: {
    seconds: [3 * MINUTE, 10 * MINUTE],
    evidence: "assumed",
    title: "a new host for an instance without a standby; AWS publishes no time",
  },
  databaseRestore: {
    seconds: [20 * MINUTE, 90 * MINUTE],
    evidence: "assumed",
    title:
      "a new instance from automated backups of some tens of GB; AWS publishes no time, and larger ones take hours",
  },
  cacheFailover: {
    seconds: [5, 60],
    evidence: "assumed",
    title: "a replica of a cache takes over; AWS says seconds",
  },
  cacheReplacement: {
    seconds: [5 * MINUTE, 15 * MINUTE],
    evidence: "assumed",
    title: "a new node for a cache without a replica, empty; AWS publishes no time",
  },
  transactionLogs: {
    seconds: [0, 5 * MINUTE],
    evidence: "published",
    title:
      "Amazon RDS user guide, Restoring a DB instance to a specified time: transaction logs go to Amazon S3 every five minutes",
    address: `${DOCS}/AmazonRDS/latest/UserGuide/USER_PIT.html`,
  },
  objectReplication: {
    seconds: [0, 15 * MINUTE],
    evidence: "published",
    title: "Amazon S3 user guide, Replicating objects: most objects within 15 minutes, some take hours",
    address: `${DOCS}/AmazonS3/latest/userguide/replication.html`,
  },
  spotNotice: {
    seconds: [120, 120],
    evidence: "published",
    title: "Amazon ECS developer guide, Amazon ECS clusters for Fargate: two minutes' warning before a Spot task stops",
    address: `${DOCS}/AmazonECS/latest/developerguide/fargate-capacity-providers.html`,
  },
  instanceRecovery: {
    seconds: [5 * MINUTE, 15 * MINUTE],
    evidence: "assumed",
    title: "automatic recovery of an instance on another host of its zone; AWS publishes no time",
  },
  person: {
    seconds: [5 * MINUTE, 30 * MINUTE],
    evidence: "assumed",
    title: "from the alarm until somebody acts",
  },
  update: {
    seconds: [5 * MINUTE, 15 * MINUTE],
    evidence: "assumed",
    title: "an update that changes settings, with the rollout of its tasks",
  },
} as const satisfies Readonly<Record<string, Figure>>;

export type FigureName = keyof typeof FIGURES;

/** A time with the figures that it is made of. */
export interface Span {
  /** Seconds. */
  readonly from: number;
  readonly to: number;
  readonly figures: readonly FigureName[];
}

export const NO_TIME: Span = { from: 0, to: 0, figures: [] };

/** Seconds that a resource itself says, such as an interval of a health check. */
export const seconds = (from: number, to = from): Span => ({ from, to, figures: [] });

export const figure = (name: FigureName): Span => {
  const [from, to] = FIGURES[name].seconds;
  return { from, to, figures: [name] };
};

/** One after the other. */
export const then = (...spans: readonly Span[]): Span => ({
  from: spans.reduce((sum, { from }) => sum + from, 0),
  to: spans.reduce((sum, { to }) => sum + to, 0),
  figures: named(spans),
});

/** All at the same time: as long as the longest. */
export const together = (...spans: readonly Span[]): Span => ({
  from: Math.max(0, ...spans.map(({ from }) => from)),
  to: Math.max(0, ...spans.map(({ to }) => to)),
  figures: named(spans),
});

export const middle = ({ from, to }: Span): number => (from + to) / 2;

const named = (spans: readonly Span[]): FigureName[] => [...new Set(spans.flatMap(({ figures }) => figures))];
