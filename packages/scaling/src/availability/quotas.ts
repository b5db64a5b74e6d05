/** A limit of AWS's with its default. */
export interface Quota {
  readonly limit: number;
  readonly unit: string;
  /** Whether AWS raises it on request. */
  readonly adjustable: boolean;
  readonly title: string;
  readonly address: string;
}

const DOCS = "https://docs.aws.amazon.com";
const ECS = `${DOCS}/general/latest/gr/ecs-service.html`;
const ELB = `${DOCS}/elasticloadbalancing/latest/application/load-balancer-limits.html`;
const CLOUDFRONT = `${DOCS}/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html`;
const KMS = `${DOCS}/kms/latest/developerguide/requests-per-second.html`;

/** Defaults of a new account. */
export const QUOTAS = {
  onDemandVcpus: {
    limit: 6,
    unit: "vCPUs",
    adjustable: true,
    title: "Amazon ECS endpoints and quotas, Fargate On-Demand vCPU resource count",
    address: ECS,
  },
  spotVcpus: {
    limit: 6,
    unit: "vCPUs",
    adjustable: true,
    title: "Amazon ECS endpoints and quotas, Fargate Spot vCPU resource count",
    address: ECS,
  },
  tasksPerService: {
    limit: 5000,
    unit: "tasks",
    adjustable: true,
    title: "Amazon ECS endpoints and quotas, Tasks per service",
    address: ECS,
  },
  networkInterfaces: {
    limit: 5000,
    unit: "interfaces",
    adjustable: true,
    title: "Amazon VPC quotas, Network interfaces per Region",
    address: `${DOCS}/vpc/latest/userguide/amazon-vpc-limits.html`,
  },
  targetsPerGroup: {
    limit: 1000,
    unit: "targets",
    adjustable: true,
    title: "Quotas for your Application Load Balancers, Targets per Target Group per Region",
    address: ELB,
  },
  natConnections: {
    limit: 55_000,
    unit: "connections",
    adjustable: false,
    title: "Amazon VPC user guide, NAT gateway basics: connections of an address to one destination",
    address: `${DOCS}/vpc/latest/userguide/nat-gateway-basics.html`,
  },
  edgeRequests: {
    limit: 250_000,
    unit: "requests/s",
    adjustable: true,
    title: "Amazon CloudFront quotas, Requests per second per distribution",
    address: CLOUDFRONT,
  },
  firewallRequests: {
    limit: 100_000,
    unit: "requests/s",
    adjustable: true,
    title: "AWS WAF quotas, Maximum number of requests per second per web ACL",
    address: `${DOCS}/waf/latest/developerguide/limits.html`,
  },
  logCalls: {
    limit: 5000,
    unit: "calls/s",
    adjustable: true,
    title: "CloudWatch Logs quotas, PutLogEvents throttle limit",
    address: `${DOCS}/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html`,
  },
} as const satisfies Readonly<Record<string, Quota>>;

const LARGE = ["us-east-1", "us-west-2", "eu-west-1"];
const MEDIUM = ["us-east-2", "ap-southeast-1", "ap-southeast-2", "ap-northeast-1", "eu-central-1", "eu-west-2"];

/** Calls to KMS by a region, its symmetric cryptographic operations. */
export const kmsQuota = (region: string): Quota => ({
  limit: LARGE.includes(region) ? 100_000 : MEDIUM.includes(region) ? 20_000 : 10_000,
  unit: "calls/s",
  adjustable: true,
  title: "AWS KMS request quotas, Cryptographic operations (symmetric) request rate",
  address: KMS,
});
