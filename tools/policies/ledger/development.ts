import { T } from "@toolkit/offline/aws-types";
import type { LedgerEntry } from "./entry";
import { SHORT_LIVED } from "./short-lived";

const dev = { where: { profile: SHORT_LIVED }, review: "2027-11-30" } as const;
const DATABASE = `${T.databaseInstance}/database`;

/** What development does without: cost, teardown, and what needs a domain. Production has all of it. */
export const developmentSuppressions: readonly LedgerEntry[] = [
  {
    ...dev,
    rules: ["rds-multi-az", "rds-enhanced-monitoring", "rds-second-backup"],
    resource: DATABASE,
    reason: "Cost: a standby doubles the price of the database.",
    instead: "Automated backups of 7 days and the nightly dump.",
  },
  {
    ...dev,
    rules: ["rds-deletion-protection", "rds-final-snapshot", "rds-keeps-backups"],
    resource: DATABASE,
    reason: "A development stack must go with one pulumi destroy, and leave nothing that is billed.",
    instead: "The profile prod refuses these values unless the risk is accepted by name.",
  },
  {
    ...dev,
    rules: ["bucket-keeps-objects"],
    resource: `${T.bucket}/*`,
    reason: "A development stack must go with one pulumi destroy.",
    instead: "forceDestroy is false in prod.",
  },
  {
    ...dev,
    rules: ["repository-keeps-images"],
    resource: `${T.repository}/*`,
    reason: "A development stack must go with one pulumi destroy.",
    instead: "forceDelete is false in prod.",
  },
  {
    ...dev,
    rules: ["lb-deletion-protection"],
    resource: `${T.loadBalancer}/private`,
    reason: "A development stack must go with one pulumi destroy.",
    instead: "protection.loadBalancerDeletionProtection is true in prod.",
  },
  {
    ...dev,
    rules: ["rds-events-instance", "rds-events-parameter-group", "rds-events-security-group"],
    resource: DATABASE,
    reason: "Nobody is on call for a development database.",
    instead: "The storage alarm.",
  },
  ...[
    { rules: ["rds-customer-key", "rds-secret-customer-key"], resource: DATABASE },
    { rules: ["repository-customer-key"], resource: `${T.repository}/*` },
    { rules: ["logs-customer-key"], resource: `${T.logGroup}/*` },
    { rules: ["bucket-customer-key"], resource: `${T.bucket}/dumps` },
    { rules: ["cluster-exec-encrypted"], resource: `${T.cluster}/cluster` },
    { rules: ["schedule-customer-key"], resource: `${T.schedule}/*` },
  ].map((entry) => ({
    ...dev,
    ...entry,
    reason: "Cost: a key of our own is 1 USD a month each, and development data is not confidential.",
    instead: "Encryption with keys that AWS keeps.",
  })),
  {
    ...dev,
    rules: ["topic-encrypted"],
    resource: `${T.topic}/*`,
    reason: "Services cannot publish with alias/aws/sns, and a key of our own is 1 USD a month.",
    instead: "Messages name alarms, not data; publishing needs TLS.",
  },
  {
    ...dev,
    rules: ["logs-kept-a-year"],
    resource: `${T.logGroup}/*`,
    reason: "Cost: development logs are read within days.",
    instead: "Production keeps logs for 365 days.",
  },
  {
    ...dev,
    rules: ["lb-access-logs"],
    resource: `${T.loadBalancer}/*`,
    reason: "Cost: S3 requests and storage.",
    instead: "Application logs; logs.accessLogs turns them on.",
  },
  {
    ...dev,
    rules: ["bucket-access-logs"],
    resource: `${T.bucket}/*`,
    reason: "Cost: S3 requests and storage.",
    instead: "logs.accessLogs turns them on.",
  },
  {
    ...dev,
    rules: ["edge-logs"],
    resource: `${T.distribution}/edge`,
    reason: "Cost: S3 requests and storage.",
    instead: "logs.accessLogs turns them on.",
  },
  {
    ...dev,
    rules: ["cluster-insights"],
    resource: `${T.cluster}/cluster`,
    reason: "Cost: 0.30 USD a month for each metric.",
    instead: "The free metrics of ECS and load balancers.",
  },
  {
    ...dev,
    rules: ["edge-waf"],
    resource: `${T.distribution}/edge`,
    reason: "Cost: about 11 USD a month.",
    instead: "protection.waf turns it on; the load balancer admits CloudFront only.",
  },
  {
    ...dev,
    rules: ["service-no-exec"],
    resource: `${T.service}/*`,
    reason: "A shell in a container is how development looks into it.",
    instead: "Sessions are logged; access.exec is false in prod.",
  },
  {
    ...dev,
    rules: ["container-read-only-root"],
    resource: `${T.taskDefinition}/*`,
    reason: "The agent of ECS Exec writes into the root file system (amazon/containers-roadmap 1359).",
    instead: "access.exec: false gives a read-only root, as in prod; containers run as user 1000 without capabilities.",
  },
  ...[`${T.networkInterface}/egress-nat-instance-*`, `${T.route}/egress-private-*`].map((resource, index) => ({
    ...dev,
    rules: [index === 0 ? "interface-checks-source" : "route-default-by-gateway"],
    resource,
    reason: "network.nat: instance costs 7 USD a month instead of 36.50, and a NAT forwards traffic of others.",
    instead: "Its group admits the private subnets only; prod refuses a NAT instance unless the risk is accepted.",
  })),
  ...[
    { rules: ["listener-encrypted", "listener-http-redirects"], resource: `${T.listener}/*` },
    { rules: ["edge-tls-version", "edge-own-certificate"], resource: `${T.distribution}/edge` },
    {
      rules: ["edge-origin-https"],
      resource: `${T.distribution}/edge`,
      where: { profile: SHORT_LIVED, frontend: "ssr" } as const,
    },
    {
      rules: ["edge-vpc-origin-https"],
      resource: `${T.vpcOrigin}/*`,
      where: { profile: SHORT_LIVED, frontend: "spa" } as const,
    },
  ].map((entry) => ({
    ...dev,
    ...entry,
    reason: "No certificate without a domain, which development need not have; CloudFront's own takes older TLS.",
    instead: "Load balancers admit CloudFront and the front end only; setting webapp:domain turns TLS on everywhere.",
  })),
];
