import type * as pulumi from "@pulumi/pulumi";

import { type Account, arn, iamArn } from "../components/account";
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
  account: Account & { readonly accountId: string },
): StackNames & { readonly databaseUsers: pulumi.Output<string> } {
  const boundary = `ci-${project}-boundary-pr`;
  return {
    ...stackNamesOf(project, CALLERS_STACK, account),
    boundary,
    boundaryArn: iamArn(account, `policy/${boundary}`),
    /** Users of databases are told apart by their names, which begin with the stack's; databases have no names here. */
    databaseUsers: arn(account, "rds-db", `dbuser:*/${CALLERS_STACK.replace("-", "_")}_*`, { region: "*" }),
    policyName: (room) => `ci-${project}-review-${room}`,
  };
}

/** Names of what the keeper of review stacks makes and uses. */
export function reviewNamesOf(project: string, account: Account) {
  const start = `ci-${project}-review`;
  return {
    keeperRole: `${start}-keeper`,
    boundary: `${start}-boundary`,
    boundaryArn: iamArn(account, `policy/${start}-boundary`),
    /** The roles of pull requests, which the keeper makes. */
    roles: iamArn(account, `role/${start}-pr-*`),
    /** What it attaches to them. */
    policies: iamArn(account, `policy/${start}-*`),
  };
}

export type ReviewNames = ReturnType<typeof reviewNamesOf>;
