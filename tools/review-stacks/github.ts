import { RunError } from "@pulumi/pulumi/errors";
import { z } from "zod";

import { type Repository as Identity } from "../../bootstrap/github-trust";
import { type Repository, request, writeComment } from "../ci/comment/github";
import { MARKER } from "./comment";

/** Label that asks for a review stack. */
export const LABEL = "review";

const PAGE = 100;
const issues = z.array(z.object({ number: z.int(), pull_request: z.unknown() }));

/** Pull requests that are open and have the label. */
export async function wantedOnes(repository: Repository): Promise<number[]> {
  const wanted: number[] = [];
  for (let page = 1; ; page++) {
    const query = `state=open&labels=${LABEL}&per_page=${PAGE}&page=${page}`;
    const found = issues.parse(await request(repository, "GET", `/repos/${repository.repository}/issues?${query}`));
    wanted.push(...found.filter((one) => one.pull_request !== undefined).map(({ number }) => number));
    if (found.length < PAGE) return wanted;
  }
}

/** Takes the label off, so that the pull request asks for no stack any more. */
export async function takeLabelOff(repository: Repository, pullRequest: number): Promise<void> {
  await request(repository, "DELETE", `/repos/${repository.repository}/issues/${pullRequest}/labels/${LABEL}`);
}

/** Writes the one comment about the stack, or changes it. */
export const say = (repository: Repository, pullRequest: number, body: string, isNeeded = true): Promise<void> =>
  writeComment({ ...repository, number: String(pullRequest) }, { marker: MARKER, body, isNeeded });

/**
 * A setting that GitHub or the workflow gives.
 *
 * @throws RunError when it is missing
 */
export function setting(name: string): string {
  const value = process.env[name] ?? "";
  if (value === "") throw new RunError(`${name} is missing: .github/workflows/review*.yml set it.`);
  return value;
}

export const repositoryFromEnvironment = (): Repository => ({
  api: setting("GITHUB_API_URL"),
  repository: setting("GITHUB_REPOSITORY"),
  token: setting("GITHUB_TOKEN"),
});

/** The repository with the numbers that a new owner of its name does not get. */
export function identityFromEnvironment(): Identity {
  const [owner = "", repository = ""] = setting("GITHUB_REPOSITORY").split("/");
  return {
    owner,
    repository,
    ownerId: Number(setting("GITHUB_REPOSITORY_OWNER_ID")),
    repositoryId: Number(setting("GITHUB_REPOSITORY_ID")),
  };
}
