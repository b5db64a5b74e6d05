import * as pulumi from "@pulumi/pulumi";

import { type GitHubConfig } from "./config";

const ISSUER = "token.actions.githubusercontent.com";

/** The environment of the scheduled look for drift, whose claims are no pull request's. It needs no reviewers. */
const DRIFT = "drift";

/** Which jobs may assume a role: those of environments, or those that only look: pull requests and the search for drift. */
export type Jobs = { readonly environments: readonly string[] } | "previews";

/**
 * Trust in GitHub Actions for some jobs of one repository.
 *
 * Repositories made, renamed or transferred after 15 July 2026 name themselves with their ids in `sub`, others do not, so
 * both forms are admitted, the classic one first (some scanners stop there). The ids are checked in claims of their own,
 * so that somebody who takes over a name gets nothing.
 *
 * Source: GitHub Docs, "OpenID Connect reference"; IAM user guide, "Available keys for AWS OIDC federation".
 */
export function gitHubTrust(
  providerArn: pulumi.Input<string>,
  { owner, ownerId, repository, repositoryId }: GitHubConfig,
  jobs: Jobs,
): pulumi.Output<string> {
  const environments = jobs === "previews" ? [] : jobs.environments;
  const contexts =
    jobs === "previews" ? ["pull_request", `environment:${DRIFT}`] : environments.map((name) => `environment:${name}`);
  const subjects = contexts.flatMap((context) => [
    `repo:${owner}/${repository}:${context}`,
    `repo:${owner}@${ownerId}/${repository}@${repositoryId}:${context}`,
  ]);
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Federated: providerArn },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: {
          StringEquals: {
            [`${ISSUER}:aud`]: "sts.amazonaws.com",
            [`${ISSUER}:sub`]: subjects,
            [`${ISSUER}:repository_id`]: repositoryId.toString(),
            [`${ISSUER}:repository_owner_id`]: ownerId.toString(),
            ...(environments.length === 0
              ? {}
              : { [`${ISSUER}:environment`]: environments.length === 1 ? environments[0] : environments }),
          },
        },
      },
    ],
  });
}
