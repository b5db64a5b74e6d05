import { meant } from "../nearest";
import { type Problem } from "../problems";
import { type StackConfig } from "../stack-config";

/**
 * Regions whose RDS certificates are in the images' CA bundle (app/certificates); elsewhere no task could verify the
 * database and none would start.
 */
export const bundledRegions: readonly string[] = [
  "af-south-1",
  "ap-east-1",
  "ap-northeast-1",
  "ap-northeast-2",
  "ap-northeast-3",
  "ap-south-1",
  "ap-south-2",
  "ap-southeast-1",
  "ap-southeast-2",
  "ap-southeast-3",
  "ap-southeast-4",
  "ca-central-1",
  "eu-central-1",
  "eu-central-2",
  "eu-north-1",
  "eu-south-1",
  "eu-south-2",
  "eu-west-1",
  "eu-west-2",
  "eu-west-3",
  "me-central-1",
  "me-south-1",
  "sa-east-1",
  "us-east-1",
  "us-east-2",
  "us-west-1",
  "us-west-2",
];

export function regionProblems({ aws }: StackConfig): Problem[] {
  if (bundledRegions.includes(aws.region)) return [];
  const fix = `has no RDS certificate in the images' bundle (app/certificates), so tasks could not verify the database${meant(aws.region, bundledRegions)}`;
  return [{ key: "aws:region", value: aws.region, fix }];
}
