import { z } from "zod";

import { ENDPOINT_SERVICES } from "../../../components/network/egress-plan";
import { cidr, zoneKey } from "./values";

const certificateArn = z
  .string()
  .regex(/^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[0-9a-f-]+$/, "the ARN of an ACM certificate");

const hostName = z
  .string()
  .max(253)
  .regex(
    /^((?!-)[a-z0-9-]{1,63}(?<!-)\.)+([a-z]{2,63}|xn--[a-z0-9-]{1,58}[a-z0-9])$/,
    "a lower-case host name such as app.example.com",
  );

export const domainSchema = z.strictObject({
  name: hostName.describe("Host name of the application"),
  aliases: z.array(hostName).default([]).describe("Further host names that serve the application"),
  redirects: z.array(hostName).default([]).describe("Host names that lead to the name, such as www.<name>"),
  zoneId: z
    .string()
    .regex(/^Z[A-Z0-9]{5,31}$/, "the id of a public hosted zone, Z and capitals or digits")
    .optional()
    .describe("Public Route 53 hosted zone that holds the name; without one the output dnsRecords says what to make"),
  certificateArn: certificateArn
    .optional()
    .describe("Existing ACM certificate for the name, in us-east-1: none is made then, and the zone may be elsewhere"),
  regionalCertificateArn: certificateArn
    .optional()
    .describe("Existing certificate of the load balancers in the stack's region, for the name and api-internal.<name>"),
});

/** Names of tasks: `backend`, `ssr`, or what the stack file calls a service, a worker or a job. */
const tasks = z.array(z.string()).min(1);

const destinationSchema = z.strictObject({
  to: z.union(
    [cidr, z.string().regex(/^pl-[0-9a-f]{8,17}$/)],
    "an IPv4 network such as 203.0.113.0/24, or the id of a prefix list (pl-…)",
  ),
  port: z.int().min(1).max(65535),
  from: tasks.default(["backend"]),
});

/** Amazon S3 user guide, "General purpose bucket naming rules". */
const bucketName = z
  .string()
  .regex(
    /^(?!xn--|sthree-|amzn-s3-demo-|\d+\.\d+\.\d+\.\d+$)(?!.*\.\.)(?!.*(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
    "the name of a bucket of this account",
  );

const bucketSchema = z.strictObject({
  name: bucketName,
  access: z.array(z.enum(["read", "write", "delete"])).min(1),
  services: tasks.default(["backend"]),
  prefix: z
    .string()
    .regex(/^[\w!'()./-]+\/$/, "the start of keys, which ends in /, without wildcards")
    .optional(),
  keyArn: z
    .string()
    .regex(/^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/, "the ARN of the KMS key that encrypts it")
    .optional(),
});

export const networkSchema = z.strictObject({
  cidr: cidr.describe("IPv4 range of the VPC, /16 to /22"),
  reservedCidrs: z.array(cidr).describe("Networks the VPC must not overlap (peers, VPN, offices)"),
  azs: z.array(zoneKey).min(2).max(3).describe("Availability zones: letters, or zone ids"),
  workloadAzs: z
    .array(zoneKey)
    .min(1)
    .max(3)
    .describe("Zones that run tasks and NAT: one of them for a single-AZ workload"),
  nat: z.enum(["none", "instance", "single", "perAz"]).describe("Way out of the private subnets"),
  natAz: zoneKey.optional().describe("Zone of the one NAT (nat: instance or single)"),
  endpoints: z.array(z.enum(ENDPOINT_SERVICES)).describe("Interface endpoints, each billed per zone and hour"),
  s3Buckets: z
    .array(z.union([bucketName, bucketSchema], "the name of a bucket, or { name, access: [read, write, delete] }"))
    .describe(
      "Buckets of your own, which tasks reach through the S3 endpoint; with access, the tasks named in services (backend, ssr, services, workers, jobs) have rights on them, on keys under prefix alone",
    ),
  egress: z
    .record(z.string().regex(/^[a-z][A-Za-z0-9]{0,20}$/, "a short name of letters and digits"), destinationSchema)
    .describe(
      "Where tasks may connect beside HTTPS, by name: { to: network or prefix list, port, from: [backend, ssr, names of services, workers and jobs] }",
    ),
  flowLogs: z.enum(["none", "rejected", "all"]).describe("VPC flow logs: which packets"),
});
