import { z } from "zod";

const amount = z.number().nonnegative();
const percent = z.number().min(0).max(100);

/** What a month of traffic and operation looks like. Quantities are per month unless the name says otherwise. */
export const usageSchema = z.strictObject({
  traffic: z.strictObject({
    pageViews: amount.describe("pages that people open"),
    dynamicRequestsPerPageView: amount.describe("requests that a container answers, per page view"),
    dynamicKb: amount.describe("size of one dynamic response"),
    edgeObjectsPerPageView: amount.describe("files that the edge serves beside dynamic answers, per page view"),
    edgeMbPerPageView: amount.describe("bytes that the edge serves, per page view"),
    newConnectionsPerRequest: amount.describe("connections opened at a load balancer, per dynamic request"),
    uploadGb: amount.describe("data that viewers send through the edge to the origin"),
    largeBodyPercent: percent.describe("requests with a body over 16 KB, where the firewall inspects so much"),
    farViewerPercent: percent.describe(
      "viewers outside North America and Europe, whom an edge in every place (any price class but 100) serves dearer",
    ),
  }),
  /** By the logical name of the service. */
  tasks: z
    .object({
      other: amount.describe(
        "tasks that the load keeps busy in each service without a value of its own; the scaling minimum runs at least",
      ),
    })
    .catchall(amount.describe("tasks that the load keeps busy in the service of this name")),
  network: z.strictObject({
    natGb: amount.describe("data through NAT gateways or instances, both directions"),
    internetGb: amount.describe("part of it that leaves for the internet"),
    crossAzGb: amount.describe("data between availability zones, billed in each direction"),
    endpointGb: amount.describe("data through interface endpoints"),
    otherRegionGb: amount.describe("data to other regions"),
  }),
  logs: z.strictObject({
    applicationGb: amount.describe("application logs"),
    flowGb: amount.describe("VPC flow logs"),
    firewallGb: amount.describe("WAF logs"),
    databaseGb: amount.describe("database logs"),
    auditGb: amount.describe("CloudTrail, command sessions and other audit logs"),
    accessLogGb: amount.describe("load balancer, edge and bucket access logs in S3"),
    scannedGb: amount.describe("data that Logs Insights queries read"),
    metricLineKb: amount.describe(
      "size of a log line by which a task publishes metrics of high resolution, CloudWatch's 26 bytes included; 0 where it calls the metrics API",
    ),
  }),
  database: z.strictObject({
    usedGb: amount.describe("data in the database"),
    cpuMsPerRequest: amount.describe(
      "CPU time of the database for one dynamic request; an assumption to measure, it decides when the class must grow",
    ),
    dailyChangePercent: percent.describe("part of the data that changes in a day; sizes incremental backups"),
    surplusCreditHours: amount.describe("vCPU hours that a burstable instance runs above its baseline"),
  }),
  caches: z.strictObject({
    storedGb: amount.describe(
      "data in all serverless caches, on average; each is billed at least 0.1 GB of Valkey, or 1 GB",
    ),
    processingUnits: amount.describe(
      "ElastiCache processing units of all serverless caches: one for each KB of a read or write",
    ),
  }),
  tables: z.strictObject({
    reads: amount.describe("read request units of all DynamoDB tables on demand, their indexes included"),
    writes: amount.describe("write request units of all DynamoDB tables on demand, their indexes included"),
    storedGb: amount.describe("data in all DynamoDB tables and their indexes"),
    streamReads: amount.describe("reads of DynamoDB streams by others than Lambda and global tables"),
  }),
  functions: z.strictObject({
    calls: amount.describe("requests to all Lambda functions together"),
    durationMs: amount.describe("average duration of a request to a Lambda function"),
    provisionedPercent: percent.describe(
      "part of the requests that provisioned concurrency answers, where there is any",
    ),
  }),
  backup: z.strictObject({
    dumpGb: amount.describe("size of one compressed dump in a bucket that holds dumps"),
    dumpMinutes: amount.describe("duration of one scheduled task, such as a dump"),
  }),
  storage: z.strictObject({
    siteGb: amount.describe("static files that an edge serves, with old releases"),
    otherGb: amount.describe("objects in each bucket of which nothing is known"),
    olderVersionsPercent: amount.describe("older versions that a versioned bucket keeps, beside its current objects"),
    otherWrites: amount.describe("writes and listings in each bucket of which nothing is known"),
    otherReads: amount.describe("reads from each bucket of which nothing is known"),
    magneticRequests: amount.describe("requests to magnetic disks"),
    imageGb: amount.describe("container images in all repositories"),
  }),
  operations: z.strictObject({
    deploys: amount.describe("deployments"),
    deploymentMinutes: amount.describe("minutes in which old and new tasks run side by side"),
    kmsRequests: amount.describe("calls to KMS, all keys together"),
    keyRotations: z
      .number()
      .int()
      .min(0)
      .max(2)
      .describe("yearly rotations a key has been through; the first two add to its price"),
    secretCalls: amount.describe("reads of all secrets together"),
    secretRotations: amount.describe("rotations of the database password"),
    notifications: amount.describe("e-mails sent by alarms"),
    queueMessages: amount.describe("messages that go through queues which are worked off, all together"),
    jobMinutes: amount.describe("duration of one task that a scheduled workflow runs"),
    metricFilterPercent: percent.describe("part of the month in which a metric filter without default value has data"),
    dnsQueries: amount.describe("DNS queries that are not answered by an alias to AWS"),
    auditDataEvents: amount.describe("CloudTrail data events"),
    extraManagementEvents: amount.describe("management events of further trails; the first copy is free"),
    experimentRuns: amount.describe("runs of each experiment template"),
    insightEvents: amount.describe("management events that CloudTrail Insights analyses"),
    messageKb: amount.describe("size of one message of a FIFO topic"),
    expressRuns: amount.describe("runs of express workflows"),
    expressGbHours: amount.describe("memory times duration of express workflows"),
    protectedLogins: amount.describe("log-ins and sign-ups that the firewall's fraud rules inspect"),
  }),
  compute: z.strictObject({
    ec2SpotDiscountPercent: percent.describe("assumed Spot discount of EC2 instances; Spot prices change daily"),
    instances: amount.describe(
      "average instances of a group that scales by something else than tasks, if above its minimum",
    ),
    windowsPercent: percent.describe("part of the EC2 instances that runs Windows; their image is not seen here"),
    cpuCreditHours: amount.describe("vCPU hours that unlimited burstable instances run above their baseline"),
  }),
  /** Values of single resources, by logical name and path: `{ dumps: { "storage.otherGb": 20 } }`. */
  resources: z.record(z.string(), z.record(z.string(), z.number())),
});

export type Usage = z.infer<typeof usageSchema>;

/** Every path of a profile, such as `traffic.pageViews`. */
export function usagePaths(usage: Usage): string[] {
  return Object.entries(usage).flatMap(([section, fields]) =>
    section === "resources" ? [] : Object.keys(fields).map((field) => `${section}.${field}`),
  );
}
