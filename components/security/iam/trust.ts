import * as pulumi from "@pulumi/pulumi";
import type { Account } from "../../account";
import { type Conditions } from "./statement";

/** Narrows who may make a service assume a role. */
export interface ServiceTrustOptions {
  /** ARN, or pattern of ARNs, of the resource on whose behalf the service acts. */
  readonly sourceArn?: pulumi.Input<string> | undefined;
}

/**
 * Trust policy that lets one AWS service assume a role, only on behalf of this account
 * (and of `sourceArn`), so that the service cannot be used as a confused deputy.
 *
 * Source: AWS IAM user guide, "The confused deputy problem".
 */
export function serviceTrust(
  service: string,
  account: Account,
  options: ServiceTrustOptions = {},
): pulumi.Output<string> {
  const conditions: Conditions = {
    StringEquals: { "aws:SourceAccount": account.accountId },
    ...(options.sourceArn === undefined ? {} : { ArnLike: { "aws:SourceArn": options.sourceArn } }),
  };
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole", Condition: conditions }],
  });
}

/**
 * Trust policy for a service that assumes a role without saying on whose behalf: a condition would lock it out.
 *
 * Such are EC2 for its instances, and CloudTrail for CloudWatch Logs (AWS CloudTrail user guide, "Role policy document
 * for CloudTrail to use CloudWatch Logs for monitoring").
 */
export const sourcelessTrust = (service: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
  });
