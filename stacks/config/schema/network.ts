import { z } from "zod";

import { ENDPOINT_SERVICES } from "../../../components/network/egress-plan";
import { cidr, zoneKey } from "./values";

export const domainSchema = z.strictObject({
  name: z
    .string()
    .max(253)
    .regex(/^(?!-)([a-z0-9-]{1,63}(?<!-)\.)+[a-z]{2,63}$/, "a lower-case host name such as app.example.com")
    .describe("Host name of the application"),
  zoneId: z
    .string()
    .regex(/^Z[A-Z0-9]{5,31}$/, "the id of a public hosted zone, Z and capitals or digits")
    .describe("Public Route 53 hosted zone that holds the name"),
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
    .array(z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "the name of a bucket of this account"))
    .describe("Buckets of your own that the application uses: the S3 endpoint lets it reach no others"),
  flowLogs: z.enum(["none", "rejected", "all"]).describe("VPC flow logs: which packets"),
});
