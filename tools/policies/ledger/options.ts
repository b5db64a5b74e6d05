import { T } from "@toolkit/offline/aws-types";
import { cacheSuppressions } from "./cache";
import type { LedgerEntry } from "./entry";
import { SHORT_LIVED } from "./short-lived";
import { jobSuppressions } from "./jobs";

const review = "2027-05-31";
const INSTANCES = ["backend.capacity=ec2Spot"];
const SECRETS = ["backend.secrets.TOKEN=create"];

const PASSWORD = ["cache.authentication=password", "backend.uses=[database, cache]"];
const BUCKETS = ["buckets.uploads={}", "backend.uses=[database, uploads]"];

const SHIFTS = ["backend.deployment=canary"];
const COPIES = ["backup.copyTo=us-west-2"];
const SERVICES = ["services.search={ image: { build: tests/fixtures/app/backend }, paths: [/search], public: true }"];

const WORKERS = ["workers.thumbnails={ image: { build: tests/fixtures/app/backend } }"];

/** What is accepted of settings that no stack here uses. */
export const optionSuppressions: readonly LedgerEntry[] = [
  ...cacheSuppressions,
  ...jobSuppressions,
  {
    rules: ["trust-source-account"],
    resource: `${T.role}/*-instance`,
    appearsWith: INSTANCES,
    reason: "EC2 sends no source when an instance takes its role.",
    instead: "Instances need IMDSv2, and tasks have roles of their own.",
    review,
  },
  {
    rules: ["iam-no-wildcards"],
    resource: `${T.rolePolicy}/*-instance`,
    about: "Listen",
    appearsWith: INSTANCES,
    reason: "The id of a container instance is not known before it registers.",
    instead: "Only those of one cluster.",
    review,
  },
  {
    rules: ["iam-no-wildcards"],
    resource: `${T.rolePolicy}/*-instance`,
    about: "Discover",
    appearsWith: INSTANCES,
    reason: "ecs:DiscoverPollEndpoint knows no resources.",
    instead: "It returns an address of AWS and nothing of ours.",
    review,
  },
  {
    rules: ["trust-source-account"],
    resource: `${T.role}/*-shift`,
    appearsWith: SHIFTS,
    reason: "AWS's page of the role with which ECS moves requests has no condition, and names no source.",
    instead: "ECS alone may take it, for target groups and listener rules of one service.",
    review,
  },
  {
    rules: ["iam-no-wildcards"],
    resource: `${T.rolePolicy}/*-shift`,
    about: "Look",
    appearsWith: SHIFTS,
    reason: "Elastic Load Balancing knows no resources for actions that describe.",
    instead: "They read; what changes something names its resources.",
    review,
  },
  {
    rules: ["bucket-customer-key"],
    resource: `${T.bucket}/bucket-*`,
    where: { profile: SHORT_LIVED },
    appearsWith: BUCKETS,
    reason: "Cost: a key of our own is 1 USD a month, and development data is not confidential.",
    instead: "Encryption with keys that AWS keeps.",
    review,
  },
  {
    rules: ["bucket-events"],
    resource: `${T.bucket}/bucket-*`,
    appearsWith: BUCKETS,
    reason: "Nobody would listen, and events of S3 are billed.",
    instead: "Access logs in prod; AWS Backup turns them on where it copies the bucket.",
    review,
  },
  {
    rules: ["iam-no-wildcards"],
    resource: `${T.rolePolicy}/*-task`,
    about: "Uses*Objects",
    appearsWith: BUCKETS,
    reason: "The application chooses the keys of what it stores.",
    instead: "Objects of one bucket, and nothing of the bucket itself.",
    review,
  },
  {
    rules: ["secret-customer-key"],
    resource: `${T.secret}/cache-password`,
    where: { profile: SHORT_LIVED },
    appearsWith: PASSWORD,
    reason: "Cost: a key of our own is 1 USD a month, and development data is not confidential.",
    instead: "Encryption with keys that AWS keeps.",
    review,
  },
  {
    rules: ["secret-rotates"],
    resource: `${T.secret}/cache-password`,
    appearsWith: PASSWORD,
    reason: "ElastiCache rotates no password itself; it would take a function in the VPC.",
    instead: "Another passwordVersion draws another; by default there are only tokens that last 15 minutes.",
    review,
  },
  {
    rules: ["bucket-access-logs"],
    resource: `${T.bucket}/dumps-copy`,
    where: { profile: "prod" },
    appearsWith: COPIES,
    reason: "Access logs stay in the bucket's region, and there is no archive in the region of the copies.",
    instead: "Nobody reads copies while their original is there; the audit trail records who changes the bucket.",
    review,
  },
  {
    rules: ["bucket-customer-key"],
    resource: `${T.bucket}/dumps-copy`,
    where: { profile: "dev" },
    appearsWith: COPIES,
    reason: "Copies are encrypted as their originals, which in dev have no key of our own.",
    instead: "Encryption with keys that AWS keeps.",
    review,
  },
  {
    rules: ["key-deletion-window"],
    resource: `${T.key}/copies-*`,
    where: { profile: "dev" },
    appearsWith: COPIES,
    reason: "A stack that is made and destroyed often would leave keys behind for a month each.",
    instead: "Seven days to bring a key back; nothing in dev outlives its stack.",
    review,
  },
  {
    rules: ["iam-no-wildcards"],
    resource: `${T.rolePolicy}/copies-dumps`,
    appearsWith: COPIES,
    reason: "The names of dumps are not known before they are made.",
    instead: "Objects of one bucket here and one there, which S3 alone may copy.",
    review,
  },
  {
    rules: ["edge-vpc-origin-https"],
    resource: `${T.vpcOrigin}/*`,
    where: { profile: SHORT_LIVED, frontend: "ssr" },
    appearsWith: SERVICES,
    reason: "No certificate without a domain, which development need not have.",
    instead: "The internal load balancer admits CloudFront by security group; setting webapp:domain turns TLS on.",
    review,
  },
  {
    rules: ["iam-no-wildcards"],
    resource: `${T.rolePolicy}/*-task`,
    about: "ScaleInProtection",
    appearsWith: WORKERS,
    reason: "The id of a task is not known before it starts.",
    instead: "Tasks of one cluster, whose protection ends by itself.",
    review,
  },
  {
    rules: ["secret-rotates"],
    resource: `${T.secret}/*-secrets-*`,
    appearsWith: SECRETS,
    reason: "Keys of other companies: whoever issues them decides how they are replaced.",
    instead: "A new value restarts the tasks that read it (docs/runbooks/rotation.md).",
    review,
  },
  {
    rules: ["secret-customer-key"],
    resource: `${T.secret}/*-secrets-*`,
    where: { profile: SHORT_LIVED },
    appearsWith: SECRETS,
    reason: "A key costs 1 USD a month; dev holds test accounts.",
    instead: "AWS's key for Secrets Manager encrypts it; its policy admits this account only.",
    review,
  },
  {
    rules: ["waf-log4j"],
    resource: `${T.webAcl}/regional-firewall`,
    where: { frontend: "ssr" },
    appearsWith: ["protection.regionalWaf=true"],
    reason:
      "Behind CloudFront a load balancer sees CloudFront's addresses, about which a list of addresses says nothing.",
    instead: "It blocks known bad inputs; the distribution's own firewall counts anonymous addresses.",
    review,
  },
  {
    rules: ["key-deletion-window"],
    resource: `${T.key}/encryption-*`,
    where: { profile: SHORT_LIVED },
    appearsWith: ["protection.customerManagedKeys=true"],
    reason: "A stack that is made and destroyed often would leave keys behind for a month each.",
    instead: "Seven days to bring a key back; nothing in dev outlives its stack.",
    review,
  },
];
