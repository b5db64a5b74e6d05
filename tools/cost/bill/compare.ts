import { type Estimate } from "@toolkit/cost/estimate";
import { queryOf } from "@toolkit/cost/prices/refresh/queries";
import { isInstanceHour } from "@toolkit/cost/terms";
import { type Bill } from "./read";

/** One line of a bill beside what the estimate says of it, USD. */
export interface BillLine {
  /** Usage type or service as the bill has it, or the price keys that no line of the bill is about. */
  readonly name: string;
  readonly billed: number;
  readonly estimated: number;
}

export interface BillComparison {
  readonly month: string;
  /** Farthest apart first. */
  readonly lines: readonly BillLine[];
  readonly billed: number;
  readonly estimated: number;
}

/** Services of Cost Explorer by the offer of the price list that holds their prices. */
const OFFERS: Readonly<Record<string, readonly string[]>> = {
  "Elastic Container Service": ["AmazonECS"],
  "EC2-Instances": ["instances"],
  "EC2-Other": ["AmazonEC2", "AWSDataTransfer"],
  VPC: ["AmazonVPC"],
  "Elastic Load Balancing": ["AWSELB"],
  "Relational Database Service": ["AmazonRDS"],
  S3: ["AmazonS3"],
  CloudFront: ["AmazonCloudFront"],
  WAF: ["awswaf"],
  "Key Management Service": ["awskms"],
  "Secrets Manager": ["AWSSecretsManager"],
  CloudWatch: ["AmazonCloudWatch"],
  CloudTrail: ["AWSCloudTrail"],
  "EC2 Container Registry (ECR)": ["AmazonECR"],
  "Route 53": ["AmazonRoute53"],
  SNS: ["AmazonSNS"],
  SQS: ["AWSQueueService"],
  "Step Functions": ["AmazonStates"],
};

/** Which line of a bill is off, and by how much: each line of the estimate goes to the line of the bill that is about it. */
export function compareBill({ groupedBy, month, amounts }: Bill, cost: Estimate): BillComparison {
  const estimated = new Map<string, number>();
  for (const { priceKey, monthlyCost } of cost.resources.flatMap(({ components }) => components)) {
    const isAbout = isAboutPrice(priceKey, groupedBy);
    const name = [...amounts.keys()].find(isAbout) ?? `not billed: ${priceKey}`;
    estimated.set(name, (estimated.get(name) ?? 0) + monthlyCost);
  }
  const names = [...new Set([...amounts.keys(), ...estimated.keys()])];
  const lines = names
    .map((name) => ({ name, billed: amounts.get(name) ?? 0, estimated: estimated.get(name) ?? 0 }))
    .filter(({ billed, estimated: expected }) => billed !== 0 || expected !== 0)
    .sort((a, b) => distance(b) - distance(a));
  return { month, lines, billed: sum([...amounts.values()]), estimated: cost.total };
}

/** Whether a column of the bill is about a price. */
function isAboutPrice(priceKey: string, groupedBy: Bill["groupedBy"]): (column: string) => boolean {
  const query = queryOf(priceKey);
  if (query === undefined) return () => false;
  if (groupedBy === "usage type") return (column) => query.usagetype.test(column);
  const offer = isInstanceHour(priceKey) ? "instances" : query.offer;
  return (column) => OFFERS[column]?.includes(offer) === true;
}

const distance = ({ billed, estimated }: BillLine): number => Math.abs(estimated - billed);

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
