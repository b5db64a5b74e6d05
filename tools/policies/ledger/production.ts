import { T } from "@toolkit/offline/aws-types";
import type { LedgerEntry } from "./entry";

const review = "2027-05-31";
const DISTRIBUTION = `${T.distribution}/edge`;

/** What production does without too, by decision. */
export const productionSuppressions: readonly LedgerEntry[] = [
  {
    rules: ["bucket-replicated"],
    resource: `${T.bucket}/*`,
    reason:
      "A copy in another region doubles storage; the site is rebuilt from its sources, logs are worth little twice.",
    instead: "Versioning, lifecycle rules, and AWS Backup for the database.",
    review,
  },
  {
    rules: ["bucket-object-lock"],
    resource: `${T.bucket}/*`,
    reason: "A retention that is set by mistake cannot be undone.",
    instead: "backup.objectLockDays turns it on for dumps; AWS Backup is a second copy under other permissions.",
    review,
  },
  {
    rules: ["bucket-customer-key"],
    resource: `${T.bucket}/site`,
    reason: "The files are public, and a key would need the distribution that needs the bucket.",
    instead: "SSE-S3, and CloudFront as the only reader.",
    review,
  },
  {
    rules: ["bucket-customer-key", "bucket-access-logs"],
    resource: `${T.bucket}/log-archive`,
    reason: "Load balancers and S3 write logs with SSE-S3 only, and a log of the log bucket would never end.",
    instead: "SSE-S3, no public access, TLS only; the audit trail records management events.",
    review,
  },
  {
    rules: ["bucket-events"],
    resource: `${T.bucket}/site`,
    reason: "Nobody would listen: files change with a deployment.",
    instead: "Events of the dump bucket are on.",
    review,
  },
  ...["log-archive", "audit-trail"].map((name) => ({
    rules: ["bucket-events"],
    resource: `${T.bucket}/${name}`,
    reason: "Every log file would be an event that nobody reads.",
    instead: "Events of the dump bucket are on; the trail announces its files on a topic.",
    review,
  })),
  {
    rules: ["trust-source-account"],
    resource: `${T.role}/audit-trail`,
    reason: "CloudTrail sends no source when it takes the role for CloudWatch Logs (CloudTrail user guide).",
    instead: "The role writes events to one log group; bucket, topic and key name the trail.",
    review,
  },
  {
    rules: ["edge-classic-logs"],
    resource: DISTRIBUTION,
    reason: "These suites read classic logging only, which needs a bucket with ACLs (against S3.12).",
    instead: "Logs are delivered by CloudWatch vended logs (edge-logs).",
    review,
  },
  {
    rules: ["edge-hsts-preload"],
    resource: `${T.responseHeaders}/edge-*`,
    reason:
      "The list that browsers ship with binds a whole domain and all its hosts, and leaving it takes months (hstspreload.org).",
    instead: "Two years for this host and those below; edge.headers.strictTransportSecurity.preload asks for the list.",
    review,
  },
  {
    rules: ["edge-geography"],
    resource: DISTRIBUTION,
    reason: "Who may use the site is a decision of the business.",
    instead: "edge.allowCountries.",
    review,
  },
  {
    rules: ["edge-root-object"],
    resource: DISTRIBUTION,
    where: { frontend: "ssr" },
    reason: "A root object would turn / into /index.html, which the server does not know.",
    instead: "Nothing to list: / is answered by the application.",
    review,
  },
  {
    rules: ["edge-signed-urls"],
    resource: DISTRIBUTION,
    reason: "The site is public.",
    instead: "The application decides who may do what.",
    review,
  },
  {
    rules: ["lb-public-waf"],
    resource: `${T.loadBalancer}/public`,
    where: { frontend: "ssr" },
    reason: "A second ACL costs as much again, and only CloudFront reaches the load balancer.",
    instead: "WAF at the edge, prefix list, secret header; protection.regionalWaf adds it.",
    review,
  },
  {
    rules: ["lb-deletion-protection"],
    resource: `${T.loadBalancer}/public`,
    where: { frontend: "ssr" },
    reason: "It exists in this variant only: one that refuses to go would block the switch to spa.",
    instead: "It keeps no data; the internal load balancer is protected in prod.",
    review,
  },
  {
    rules: ["target-group-encrypted", "target-group-health-encrypted"],
    resource: `${T.targetGroup}/*`,
    reason: "TLS in each container needs certificates there; the traffic stays inside the VPC.",
    instead: "Security groups admit the load balancer only.",
    review,
  },
  {
    rules: ["container-no-environment"],
    resource: `${T.taskDefinition}/*`,
    reason: "Configuration that is no secret belongs into the environment.",
    instead: "container-no-plain-secrets looks at names and values.",
    review,
  },
  {
    rules: ["egress-not-open"],
    resource: `${T.egressRule}/security-*-to-internet-egress`,
    reason: "Images, secrets, logs and APIs of others are reached through NAT.",
    instead: "Port 443 only, flow logs; interface endpoints and network.nat: none take the rule away.",
    review,
  },
  {
    rules: ["vpc-ecr-api-endpoint", "vpc-ecr-registry-endpoint"],
    resource: `${T.vpc}/network`,
    reason: "Cost: 7.30 USD a month, endpoint and zone.",
    instead: "NAT over TLS, image layers through the free S3 endpoint; network.endpoints adds them.",
    review,
  },
  {
    rules: ["endpoint-bounded"],
    resource: `${T.endpointPolicy}/egress-s3`,
    about: "EcrLayers",
    reason: "Image layers come from a bucket of AWS by presigned URLs that this account does not sign.",
    instead: "The statement allows GetObject on that bucket only.",
    review,
  },
  {
    rules: ["rds-custom-port"],
    resource: `${T.databaseInstance}/database`,
    reason: "Another port hides nothing from who can reach the database, and tools expect 3306.",
    instead: "The database's group admits the backend and the dump task only; isolated subnets.",
    review,
  },
  {
    rules: ["rds-all-logs"],
    resource: `${T.databaseInstance}/database`,
    reason: "The general log holds every statement with its data; the audit log needs a plugin and costs as much.",
    instead: "Errors and slow queries are exported.",
    review,
  },
  {
    rules: ["service-principal-bounded"],
    resource: `${T.key}/encryption-*`,
    about: "Events",
    reason:
      "EventBridge sends no source to KMS for encrypted topics (Amazon EventBridge user guide, resource policies).",
    instead: "The topic's policy names this account's rules.",
    review,
  },
];
