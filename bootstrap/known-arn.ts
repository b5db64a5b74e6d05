import type { Account } from "../components/account";

/** The account of the bootstrap, which its configuration names. */
export type KnownAccount = Account & { readonly accountId: string };

/** The ARN of something in an account that is known beforehand, as plain text. */
export function knownArn(
  account: KnownAccount,
  service: string,
  resource: string,
  { region = account.region, accountId = account.accountId }: { region?: string; accountId?: string } = {},
): string {
  return `arn:${account.partition}:${service}:${region}:${accountId}:${resource}`;
}

/** The ARN of an IAM resource, which has no region: `knownIamArn(account, "role/deploy")`. */
export const knownIamArn = (account: KnownAccount, resource: string): string =>
  knownArn(account, "iam", resource, { region: "" });
