import { z } from "zod";

import { cidrOrAddress, days, logRetentionDays, scheduleExpression, timezone } from "./values";

const instanceTypes = z
  .array(z.string())
  .min(1)
  .max(20)
  .refine((types) => new Set(types).size === types.length, "different instance types");

/** WAF developer guide, "IP set match rule statement": every range but /0, and 10,000 of them in a set. */
const addresses = z
  .array(cidrOrAddress.refine((address) => !address.endsWith("/0"), "an IPv4 address or a network smaller than /0"))
  .max(10_000);

export const ec2SpotSchema = z.strictObject({
  arm64: instanceTypes.describe("Instance types for arm64 tasks with capacity: ec2Spot"),
  amd64: instanceTypes.describe("Instance types for amd64 tasks with capacity: ec2Spot"),
  keep: z
    .array(z.enum(["arm64", "amd64"]))
    .describe("Instances that stay although no service runs on them: for the deployment that leaves them"),
});

export const registrySchema = z.strictObject({
  keepImages: z.int().min(2).max(1000).describe("Tagged images kept in each repository"),
});

export const logsSchema = z.strictObject({
  retentionDays: logRetentionDays.describe("Retention of log groups"),
  accessLogs: z
    .boolean()
    .describe("Access logs of load balancers, buckets and the distribution, in one archive bucket"),
  archiveDays: days(1, 3650).describe("Age at which archived access logs are deleted"),
});

export const protectionSchema = z.strictObject({
  waf: z.boolean().describe("WAF on the distribution"),
  regionalWaf: z.boolean().describe("A second WAF on the public load balancer (ssr)"),
  wafRateLimit: z
    .int()
    .min(10)
    .max(2_000_000_000)
    .describe("Requests per address and 5 minutes before the WAF blocks it"),
  allowAddresses: addresses.describe("Addresses the WAF always lets in"),
  blockAddresses: addresses.describe("Addresses the WAF always blocks"),
  shieldAdvanced: z
    .boolean()
    .describe("Shield Advanced protections; the subscription (3,000 USD a month) is yours to make"),
  auditTrail: z.enum(["own", "existing", "none"]).describe("CloudTrail: this stack's, the organization's, or none"),
  cisAlarms: z.boolean().describe("CIS metric filters and alarms on the trail (auditTrail: own)"),
  customerManagedKeys: z.boolean().describe("KMS keys of your own instead of AWS-managed ones"),
  loadBalancerDeletionProtection: z.boolean().describe("The internal load balancer refuses deletion"),
});

export const alertsSchema = z.strictObject({
  email: z.email("an e-mail address").optional().describe("Subscriber of the alarm topics and the budget"),
  monthlyBudgetUsd: z.number().min(0.01).max(1_000_000_000_000).describe("AWS Budget with forecast alert, USD a month"),
  alarms: z.enum(["essential", "full"]).describe("The six to eight alarms that matter most, or the full set"),
  containerInsights: z.boolean().describe("ECS Container Insights metrics"),
  dashboard: z.boolean().describe("CloudWatch dashboard"),
});

export const offHoursSchema = z.strictObject({
  stop: scheduleExpression.describe("When services and database stop"),
  start: scheduleExpression.describe("When they start"),
  timezone: timezone.describe("Time zone of both"),
});

export const accessSchema = z.strictObject({
  exec: z.boolean().describe("ECS Exec into containers (their root becomes writable)"),
  permissionsBoundary: z
    .string()
    .regex(/^arn:aws[a-z-]*:iam::(\d{12}|aws):policy\/[\w+=,.@/-]+$/, "the ARN of an IAM policy of the account")
    .optional()
    .describe("Boundary of every role, which the deploy role of bootstrap/ requires"),
});
