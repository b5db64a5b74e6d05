import * as pulumi from "@pulumi/pulumi";

/** AWS's own example account, which is nobody's: it marks what a stack file still has to be told. */
export const EXAMPLE_ACCOUNT = "123456789012";

/** CloudFront's certificates, firewalls, metrics and log deliveries are in this region, wherever the stack is. */
export const EDGE_REGION = "us-east-1";

/** An account and a region of it: what every ARN is built from. */
export interface Account {
  /** Twelve digits. Plain when `aws:allowedAccountIds` names it, otherwise the account of the credentials. */
  readonly accountId: pulumi.Input<string>;
  /** Region code, e.g. `eu-west-1`. */
  readonly region: string;
  /** `aws`, `aws-cn` or `aws-us-gov`. */
  readonly partition: string;
}

/** Where the stack lives, and what everything that it makes there has in common. */
export interface AccountContext extends Account {
  /** Start of physical names, e.g. `webapp-dev`. */
  readonly prefix: string;
  /** Boundary of every role, which a deploy role may require. @default none */
  readonly permissionsBoundaryArn?: string | undefined;
}

/** Parts of an ARN that differ from the stack's own. */
export interface ArnOptions {
  /** Empty for global services such as IAM. @default the stack's region */
  readonly region?: string | undefined;
  /** Empty where the ARN carries none, as with S3. @default the stack's account */
  readonly accountId?: pulumi.Input<string> | undefined;
}

/** The ARN of something in the stack's own account and region: `arn(account, "ecs", "cluster/web")`. */
export function arn(
  account: Account,
  service: string,
  resource: pulumi.Input<string>,
  options: ArnOptions = {},
): pulumi.Output<string> {
  const region = options.region ?? account.region;
  const accountId = options.accountId ?? account.accountId;
  return pulumi.interpolate`arn:${account.partition}:${service}:${region}:${accountId}:${resource}`;
}

/** The ARN of an IAM resource, which has no region: `iamArn(account, "role/deploy")`. */
export function iamArn(account: Account, resource: pulumi.Input<string>): pulumi.Output<string> {
  return arn(account, "iam", resource, { region: "" });
}

/** The ARN of a policy that AWS itself maintains: `awsManagedPolicyArn(account, "service-role/X")`. */
export function awsManagedPolicyArn(account: Account, policy: string): pulumi.Output<string> {
  return arn(account, "iam", `policy/${policy}`, { region: "", accountId: "aws" });
}
