import { UserError } from "../../components/errors";

/**
 * Characters that IAM takes, white space aside: in a managed policy, and in all inline policies of a role together.
 *
 * Source: IAM user guide, "IAM and AWS STS quotas", IAM character limits
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html).
 */
export const MANAGED_LIMIT = 6144;
export const INLINE_LIMIT = 10_240;

/** Managed policies that a role has at most, unless AWS has raised the account's quota. Source: the same page. */
export const MANAGED_PER_ROLE = 10;

/**
 * The text of a policy, if IAM takes it.
 *
 * @throws UserError that names the policy, its size and what of the configuration makes it long.
 */
export function fitting(name: string, text: string, limit: number): string {
  if (text.length <= limit) return text;
  throw new UserError(
    `Policy ${name} has ${format(text.length)} characters, IAM takes ${format(limit)}: name fewer or shorter actions in ` +
      "bootstrap:extraActions and resources in bootstrap:sharedResources.",
  );
}

const format = (count: number): string => count.toLocaleString("en-US");
