import { type KnownAccount, knownArn, knownIamArn } from "./known-arn";
import { stackNamesOf, type StackNames } from "./names";

/** Tag of a role, and of all that a review stack makes, with the number of the pull request. */
export const PULL_REQUEST_TAG = "PullRequest";

/** Stack of a pull request. */
export const reviewStack = (pullRequest: number | string): string => `pr-${pullRequest}`;

/** What policies say for the stack of the pull request that the caller's role is for. */
const CALLERS_STACK = reviewStack(`\${aws:PrincipalTag/${PULL_REQUEST_TAG}}`);

/**
 * Names of the stack of whichever pull request the caller's role is tagged with, so that one set of policies serves all.
 *
 * Source: IAM user guide, "IAM policy elements: Variables and tags" and "Define permissions based on attributes with ABAC
 * authorization" (https://docs.aws.amazon.com/IAM/latest/UserGuide/introduction_attribute-based-access-control.html).
 */
export function callersStackNames(
  project: string,
  account: KnownAccount,
): StackNames & { readonly databaseUsers: string } {
  const boundary = `ci-${project}-boundary-pr`;
  return {
    ...stackNamesOf(project, CALLERS_STACK, account),
    boundary,
    boundaryArn: knownIamArn(account, `policy/${boundary}`),
    /** Users of databases are told apart by their names, which begin with the stack's; databases have no names here. */
    databaseUsers: knownArn(account, "rds-db", `dbuser:*/${CALLERS_STACK.replace("-", "_")}_*`, { region: "*" }),
    policyName: (room) => `ci-${project}-review-${room}`,
  };
}

/** Names of what the keeper of review stacks makes and uses. */
export function reviewNamesOf(project: string, account: KnownAccount) {
  const start = `ci-${project}-review`;
  return {
    keeperRole: `${start}-keeper`,
    boundary: `${start}-boundary`,
    boundaryArn: knownIamArn(account, `policy/${start}-boundary`),
    /** The roles of pull requests, which the keeper makes. */
    roles: knownIamArn(account, `role/${start}-pr-*`),
    /** What it attaches to them. */
    policies: knownIamArn(account, `policy/${start}-*`),
  };
}

export type ReviewNames = ReturnType<typeof reviewNamesOf>;
