import { furtherRows } from "./further-queries";
import {
  ALB,
  EC2_LINUX,
  type OfferQuery,
  PER_100K,
  PER_10K,
  PER_MILLION,
  PER_THOUSAND,
  query,
  viewerQuery,
} from "./offer-query";
import { serverlessRows } from "./serverless-queries";

export { type OfferQuery } from "./offer-query";

const rows: Readonly<Record<string, OfferQuery>> = {
  "fargate.linux.x86.vcpu": query("AmazonECS", "Fargate-vCPU-Hours:perCPU"),
  "fargate.linux.x86.gb": query("AmazonECS", "Fargate-GB-Hours"),
  "fargate.linux.arm.vcpu": query("AmazonECS", "Fargate-ARM-vCPU-Hours:perCPU"),
  "fargate.linux.arm.gb": query("AmazonECS", "Fargate-ARM-GB-Hours"),
  "fargate.ephemeral.gb": query("AmazonECS", "Fargate-EphemeralStorage-GB-Hours"),
  "nat.hour": query("AmazonEC2", "NatGateway-Hours"),
  "nat.gb": query("AmazonEC2", "NatGateway-Bytes"),
  "ebs.gp3.gb": query("AmazonEC2", "EBS:VolumeUsage.gp3"),
  "backup.ebs.gb": query("AmazonEC2", "EBS:SnapshotUsage"),
  "ipv4.public.hour": query("AmazonVPC", "PublicIPv4:InUseAddress"),
  "vpce.interface.hour": query("AmazonVPC", "VpcEndpoint-Hours"),
  "vpce.interface.gb": query("AmazonVPC", "VpcEndpoint-Bytes"),
  "dt.out.first10tb": query("AWSDataTransfer", "DataTransfer-Out-Bytes"),
  "dt.out.next40tb": query("AWSDataTransfer", "DataTransfer-Out-Bytes", { beginRange: "10240" }),
  "dt.out.next100tb": query("AWSDataTransfer", "DataTransfer-Out-Bytes", { beginRange: "51200" }),
  "dt.out.over150tb": query("AWSDataTransfer", "DataTransfer-Out-Bytes", { beginRange: "153600" }),
  "dt.crossaz": query("AWSDataTransfer", "DataTransfer-Regional-Bytes"),
  "alb.hour": query("AWSELB", "LoadBalancerUsage", ALB),
  "alb.lcu": query("AWSELB", "LCUUsage", ALB),
  "rds.gp3.gb.single": query("AmazonRDS", "RDS:GP3-Storage", { attributes: { databaseEngine: "Any" } }),
  "rds.gp3.gb.multi": query("AmazonRDS", "RDS:Multi-AZ-GP3-Storage", { attributes: { databaseEngine: "Any" } }),
  "rds.backup.gb": query("AmazonRDS", "RDS:ChargedBackupUsage", { attributes: { databaseEngine: "Any" } }),
  "backup.rds.gb": query("AmazonRDS", "RDS:ChargedBackupUsage", { attributes: { databaseEngine: "Any" } }),
  "rds.t4g.surplus_credit": query("AmazonRDS", "CPUCredits:db.t4g", { attributes: { databaseEngine: "MySQL" } }),
  "rds.proxy": query("AmazonRDS", "RDS:ProxyUsage"),
  "rds.performance_insights.longterm.t3": query("AmazonRDS", "PI_LTR:T3"),
  "s3.standard.gb": query("AmazonS3", "TimedStorage-ByteHrs", { attributes: { volumeType: "Standard" } }),
  "s3.standard.put1k": query("AmazonS3", "Requests-Tier1", PER_THOUSAND),
  "s3.standard.get1k": query("AmazonS3", "Requests-Tier2", PER_THOUSAND),
  "s3.sia.gb": query("AmazonS3", "TimedStorage-SIA-ByteHrs"),
  "s3.sia.put1k": query("AmazonS3", "Requests-SIA-Tier1", PER_THOUSAND),
  "s3.sia.retrieve.gb": query("AmazonS3", "Retrieval-SIA"),
  "s3.gir.gb": query("AmazonS3", "TimedStorage-GIR-ByteHrs"),
  "s3.gir.put1k": query("AmazonS3", "Requests-GIR-Tier1", PER_THOUSAND),
  "s3.gir.get1k": query("AmazonS3", "Requests-GIR-Tier2", PER_THOUSAND),
  "s3.gir.retrieve.gb": query("AmazonS3", "Retrieval-GIR"),
  "s3.gfr.gb": query("AmazonS3", "TimedStorage-GlacierByteHrs"),
  "s3.gfr.put1k": query("AmazonS3", "Requests-GLACIER-Tier1", PER_THOUSAND),
  "s3.gfr.retrieve.standard.gb": query("AmazonS3", "Standard-Retrieval-Bytes"),
  "s3.gfr.retrieve.expedited.gb": query("AmazonS3", "Expedited-Retrieval-Bytes"),
  "s3.gfr.retrieve.bulk.gb": query("AmazonS3", "Bulk-Retrieval-Bytes"),
  "s3.gda.gb": query("AmazonS3", "TimedStorage-GDA-ByteHrs"),
  "s3.gda.put1k": query("AmazonS3", "Requests-GDA-Tier1", PER_THOUSAND),
  "s3.gda.retrieve.standard.gb": query("AmazonS3", "Standard-Retrieval-Bytes-GDA"),
  "s3.gda.retrieve.bulk.gb": query("AmazonS3", "Bulk-Retrieval-Bytes-GDA"),
  "cloudfront.out.us_eu.gb": viewerQuery("US-DataTransfer-Out-Bytes"),
  "cloudfront.out.us_eu.next40tb.gb": viewerQuery("US-DataTransfer-Out-Bytes", { beginRange: "10240" }),
  "cloudfront.out.us_eu.next100tb.gb": viewerQuery("US-DataTransfer-Out-Bytes", { beginRange: "51200" }),
  "cloudfront.out.us_eu.next350tb.gb": viewerQuery("US-DataTransfer-Out-Bytes", { beginRange: "153600" }),
  "cloudfront.out.us_eu.next524tb.gb": viewerQuery("US-DataTransfer-Out-Bytes", { beginRange: "512000" }),
  "cloudfront.out.us_eu.next4pb.gb": viewerQuery("US-DataTransfer-Out-Bytes", { beginRange: "1048576" }),
  "cloudfront.out.us_eu.over5pb.gb": viewerQuery("US-DataTransfer-Out-Bytes", { beginRange: "5242880" }),
  "cloudfront.https10k.us": viewerQuery("US-Requests-Tier2-HTTPS", PER_10K),
  "cloudfront.https10k.eu": viewerQuery("EU-Requests-Tier2-HTTPS", PER_10K),
  "cloudfront.to_origin.gb": viewerQuery("US-DataTransfer-Out-OBytes"),
  "cloudfront.function1m": viewerQuery("Executions-CloudFrontFunctions", { ...PER_MILLION, beginRange: "2000000" }),
  "waf.acl": query("awswaf", "WebACLV2"),
  "waf.rule": query("awswaf", "RuleV2"),
  "waf.req1m": query("awswaf", "RequestV2-Tier1", PER_MILLION),
  "kms.key": query("awskms", "KMS-Keys"),
  "kms.req10k": query("awskms", "KMS-Requests", { ...PER_10K, beginRange: "20000" }),
  "secrets.secret": query("AWSSecretsManager", "AWSSecretsManager-Secrets"),
  "secrets.req10k": query("AWSSecretsManager", "AWSSecretsManagerAPIRequest", PER_10K),
  "cw.metric": query("AmazonCloudWatch", "CW:MetricMonitorUsage"),
  "cw.alarm.standard": query("AmazonCloudWatch", "CW:AlarmMonitorUsage"),
  "cw.alarm.highres": query("AmazonCloudWatch", "CW:HighResAlarmMonitorUsage"),
  "cw.alarm.composite": query("AmazonCloudWatch", "CW:CompositeAlarmMonitorUsage"),
  "cw.logs.ingest.gb": query("AmazonCloudWatch", "DataProcessing-Bytes"),
  "cw.logs.store.gb": query("AmazonCloudWatch", "TimedStorage-ByteHrs"),
  "cw.logs.insights.gb": query("AmazonCloudWatch", "DataScanned-Bytes"),
  "cw.logs.vended.s3.gb": query("AmazonCloudWatch", "S3-Egress-Bytes"),
  "cloudtrail.mgmt.first": query("AWSCloudTrail", "FreeEventsRecorded", PER_100K),
  "cloudtrail.mgmt.extra100k": query("AWSCloudTrail", "PaidEventsRecorded", PER_100K),
  "cloudtrail.data100k": query("AWSCloudTrail", "DataEventsRecorded", PER_100K),
  "ecr.gb": query("AmazonECR", "TimedStorage-ByteHrs"),
  "route53.zone": query("AmazonRoute53", "HostedZone"),
  "route53.queries1m": query("AmazonRoute53", "DNS-Queries", PER_MILLION),
  "sns.publish1m": query("AmazonSNS", "Requests-Tier1", { ...PER_MILLION, beginRange: "1000000" }),
  "sns.email100k": query("AmazonSNS", "DeliveryAttempts-SMTP", { ...PER_100K, beginRange: "1000" }),
  "sqs.req1m": query("AWSQueueService", "Requests-RBP", { ...PER_MILLION, beginRange: "1000000" }),
  "sfn.standard1k": query("AmazonStates", "StateTransition", { ...PER_THOUSAND, beginRange: "4000" }),
};

/** Engines as the price list writes them. */
const ENGINES: Readonly<Record<string, string>> = { mysql: "MySQL", mariadb: "MariaDB", postgres: "PostgreSQL" };

/** The query of a row, or `undefined` for one that the Price List does not hold (Spot, plans, dashboards, …). */
export function queryOf(key: string): OfferQuery | undefined {
  const [, engine = "", dbClass, zone] =
    /^rds\.(mysql|mariadb|postgres)\.(db\.[a-z0-9.]+)\.(single|multi)$/.exec(key) ?? [];
  if (dbClass !== undefined) {
    const multi = zone === "multi";
    return query("AmazonRDS", `${multi ? "Multi-AZUsage" : "InstanceUsage"}:${dbClass}`, {
      attributes: { databaseEngine: ENGINES[engine] ?? "", deploymentOption: multi ? "Multi-AZ" : "Single-AZ" },
    });
  }
  const node = /^elasticache\.valkey\.(cache\.[a-z0-9.]+)$/.exec(key)?.[1];
  if (node !== undefined)
    return query("AmazonElastiCache", `NodeUsage:${node}`, { attributes: { cacheEngine: "Valkey" } });
  const credit = /^ec2\.credit\.([a-z0-9]+)$/.exec(key)?.[1];
  if (credit !== undefined)
    return query("AmazonEC2", `CPUCredits:${credit}`, { attributes: { operatingSystem: "Linux" } });
  const instance = /^ec2\.([a-z0-9-]+\.[a-z0-9]+)$/.exec(key)?.[1];
  if (instance !== undefined) return query("AmazonEC2", `BoxUsage:${instance}`, { attributes: EC2_LINUX });
  return rows[key] ?? furtherRows[key] ?? serverlessRows[key];
}
