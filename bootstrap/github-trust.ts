import * as pulumi from "@pulumi/pulumi";

import { type GitHubConfig } from "./config";
import { DRIFT, REVIEW } from "./reserved";

/** A repository by name and number. */
export type Repository = Pick<GitHubConfig, "owner" | "ownerId" | "repository" | "repositoryId">;

const ISSUER = "token.actions.githubusercontent.com";

/** The branch that deploys, as in .github/workflows. */
const REF = "refs/heads/main";

/** Which jobs may assume a role: those of an environment, or those that only look: pull requests and the search for drift. */
export type Jobs = { readonly environment: string } | "previews";

/**
 * Trust in GitHub Actions for some jobs of one repository. Jobs of an environment run on the main branch, as GitHub's own
 * protection of the environment should say too.
 *
 * Repositories made, renamed or transferred after 15 July 2026 name themselves with their ids in `sub`, others do not, so
 * both forms are admitted, the classic one first (some scanners stop there). The ids are checked in claims of their own,
 * so that somebody who takes over a name gets nothing.
 *
 * Source: GitHub Docs, "OpenID Connect reference"; IAM user guide, "Available keys for AWS OIDC federation"; AWS STS knows
 * `ref`, `environment` and the ids since January 2026
 * (https://aws.amazon.com/about-aws/whats-new/2026/01/aws-sts-supports-validation-identity-provider-claims/).
 */
export function gitHubTrust(
  providerArn: pulumi.Input<string>,
  github: GitHubConfig,
  jobs: Jobs,
): pulumi.Output<string> {
  const ofEnvironment = (environment: string) =>
    trustStatement(providerArn, github, `environment:${environment}`, { environment, ref: REF });
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement:
      jobs === "previews"
        ? [trustStatement(providerArn, github, "pull_request"), ofEnvironment(DRIFT)]
        : [ofEnvironment(jobs.environment)],
  });
}

/** Trust in the jobs of one context, such as `pull_request` or `environment:dev`, with these claims besides. */
export function trustStatement<Arn extends pulumi.Input<string>>(
  providerArn: Arn,
  { owner, ownerId, repository, repositoryId }: Repository,
  context: string,
  claims: Readonly<Record<string, string>> = {},
) {
  const required = {
    aud: "sts.amazonaws.com",
    sub: [
      `repo:${owner}/${repository}:${context}`,
      `repo:${owner}@${ownerId}/${repository}@${repositoryId}:${context}`,
    ],
    repository_id: repositoryId.toString(),
    repository_owner_id: ownerId.toString(),
    ...claims,
  };
  return {
    Effect: "Allow",
    Principal: { Federated: providerArn },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: {
      StringEquals: Object.fromEntries(Object.entries(required).map(([claim, value]) => [`${ISSUER}:${claim}`, value])),
    },
  };
}

/**
 * Trust of the role of a pull request's stack: in the jobs of that pull request alone, in the environment for them, and in
 * the keeper, which destroys what is left. The code of another pull request has another `ref`.
 *
 * Source: GitHub Docs, "OpenID Connect reference", claims `environment` and `ref`, and "Events that trigger workflows",
 * `pull_request`, whose ref is `refs/pull/NUMBER/merge`.
 */
export const pullRequestTrust = (
  providerArn: string,
  keeperArn: string,
  repository: Repository,
  pullRequest: number,
): object => ({
  Version: "2012-10-17",
  Statement: [
    trustStatement(providerArn, repository, `environment:${REVIEW}`, {
      environment: REVIEW,
      ref: `refs/pull/${pullRequest}/merge`,
    }),
    { Effect: "Allow", Principal: { AWS: keeperArn }, Action: "sts:AssumeRole" },
  ],
});
