import { type OfferQuery, PER_100K, PER_MILLION, query } from "./offer-query";

const GP = { attributes: { databaseEngine: "Any" } };
const NLB = { attributes: { productFamily: "Load Balancer-Network" } };
const GWLB = { attributes: { productFamily: "Load Balancer-Gateway" } };

/** Disks, databases and load balancers of every kind, and what recipes of single inputs need. */
export const furtherRows: Readonly<Record<string, OfferQuery>> = {
  ...Object.fromEntries(
    Object.entries({ gp2: "gp2", io1: "piops", io2: "io2", st1: "st1", sc1: "sc1" }).map(([type, usage]) => [
      `ebs.${type}.gb`,
      query("AmazonEC2", `EBS:VolumeUsage.${usage}`),
    ]),
  ),
  "ebs.standard.gb": query("AmazonEC2", "EBS:VolumeUsage"),
  "ebs.standard.io1m": query("AmazonEC2", "EBS:VolumeIOUsage", PER_MILLION),
  "ebs.io1.iops": query("AmazonEC2", "EBS:VolumeP-IOPS.piops"),
  "ebs.io2.iops": query("AmazonEC2", "EBS:VolumeP-IOPS.io2"),
  "ebs.io2.iops.over32k": query("AmazonEC2", "EBS:VolumeP-IOPS.io2.tier2"),
  "ebs.io2.iops.over64k": query("AmazonEC2", "EBS:VolumeP-IOPS.io2.tier3"),
  "ebs.gp3.iops": query("AmazonEC2", "EBS:VolumeP-IOPS.gp3"),
  "ebs.gp3.mbps": query("AmazonEC2", "EBS:VolumeP-Throughput.gp3", { multiplier: 1 / 1024 }),
  "rds.gp2.gb.single": query("AmazonRDS", "RDS:GP2-Storage", GP),
  "rds.gp2.gb.multi": query("AmazonRDS", "RDS:Multi-AZ-GP2-Storage", GP),
  "rds.io1.gb.single": query("AmazonRDS", "RDS:PIOPS-Storage", GP),
  "rds.io1.gb.multi": query("AmazonRDS", "RDS:Multi-AZ-PIOPS-Storage", GP),
  "rds.io1.iops.single": query("AmazonRDS", "RDS:PIOPS", GP),
  "rds.io1.iops.multi": query("AmazonRDS", "RDS:Multi-AZ-PIOPS", GP),
  "rds.gp3.iops.single": query("AmazonRDS", "RDS:GP3-PIOPS", GP),
  "rds.gp3.iops.multi": query("AmazonRDS", "RDS:Multi-AZ-GP3-PIOPS", GP),
  "rds.gp3.mbps.single": query("AmazonRDS", "RDS:GP3-Throughput", GP),
  "rds.gp3.mbps.multi": query("AmazonRDS", "RDS:Multi-AZ-GP3-Throughput", GP),
  "rds.standard.gb.single": query("AmazonRDS", "RDS:StorageUsage", GP),
  "rds.standard.gb.multi": query("AmazonRDS", "RDS:Multi-AZ-StorageUsage", GP),
  "rds.standard.io1m": query("AmazonRDS", "RDS:StorageIOUsage", { ...GP, ...PER_MILLION }),
  "rds.extended.year1": query("AmazonRDS", "ExtendedSupport:Yr1-Yr2:MySQL5.7"),
  "rds.extended.year3": query("AmazonRDS", "ExtendedSupport:Yr3:MySQL5.7"),
  "nlb.hour": query("AWSELB", "LoadBalancerUsage", NLB),
  "nlb.lcu": query("AWSELB", "LCUUsage", NLB),
  "gwlb.hour": query("AWSELB", "LoadBalancerUsage", GWLB),
  "gwlb.lcu": query("AWSELB", "LCUUsage", GWLB),
  "vpce.gwlb.hour": query("AmazonVPC", "VpcEndpoint-GWLBE-Hours"),
  "vpce.gwlb.gb": query("AmazonVPC", "VpcEndpoint-GWLBE-Bytes"),
  "vpce.interface.next4pb.gb": query("AmazonVPC", "VpcEndpoint-Bytes", { beginRange: "1048576" }),
  "vpce.interface.over5pb.gb": query("AmazonVPC", "VpcEndpoint-Bytes", { beginRange: "5242880" }),
  "cloudtrail.insights100k": query("AWSCloudTrail", "InsightsEvents", PER_100K),
  "sfn.express.req1m": query("AmazonStates", "StepFunctions-Request", PER_MILLION),
  "sqs.fifo1m": query("AWSQueueService", "Requests-FIFO-RBP", { ...PER_MILLION, beginRange: "1000000" }),
  "sns.http100k": query("AmazonSNS", "DeliveryAttempts-HTTP", { ...PER_100K, beginRange: "100000" }),
  "sns.fifo.publish1m": query("AmazonSNS", "F-Request-Tier1", PER_MILLION),
  "cw.logs.ia.ingest.gb": query("AmazonCloudWatch", "DataProcessingIA-Bytes"),
  "ssm.advanced": query("AWSSystemsManager", "PS-Advanced-Param-Tier1", { multiplier: 730 }),
};
