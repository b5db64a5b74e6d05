import { RunError } from "@pulumi/pulumi/errors";
import { z } from "zod";

/** A repository, and the right to write to its pull requests. */
export interface Repository {
  /** E.g. `https://api.github.com`. */
  readonly api: string;
  /** `owner/name` */
  readonly repository: string;
  readonly token: string;
}

/** A pull request of it. */
export interface PullRequest extends Repository {
  readonly number: string;
}

/** The newest commit of a pull request, as a workflow run names it. */
export interface Head {
  /** Who owns the repository that it comes from. */
  readonly owner: string;
  readonly branch: string;
  readonly sha: string;
}

const PAGE = 100;
const comments = z.array(
  z.object({ id: z.number(), body: z.string().nullish(), user: z.object({ type: z.string() }).nullish() }),
);
const pulls = z.array(z.object({ number: z.int(), head: z.object({ sha: z.string() }) }));

/**
 * Writes a comment, or changes the earlier one that holds the marker. A person's comment is never changed, whatever it
 * begins with.
 *
 * @param isNeeded whether it is written where there is none yet.
 * @throws RunError when GitHub refuses.
 */
export async function writeComment(
  pullRequest: PullRequest,
  { marker, body, isNeeded }: { readonly marker: string; readonly body: string; readonly isNeeded: boolean },
): Promise<void> {
  const { repository, number } = pullRequest;
  const thread = `/repos/${repository}/issues/${number}/comments`;
  const earlier = await find(pullRequest, thread, marker);
  if (earlier !== undefined)
    await request(pullRequest, "PATCH", `/repos/${repository}/issues/comments/${earlier}`, body);
  else if (isNeeded) await request(pullRequest, "POST", thread, body);
}

/**
 * The open pull request of a head: GitHub's word, and not what its workflow run has left in an artefact.
 *
 * @returns undefined when it is closed, or has a newer commit.
 */
export async function pullRequestOf(repository: Repository, { owner, branch, sha }: Head): Promise<string | undefined> {
  const head = encodeURIComponent(`${owner}:${branch}`);
  const answer = await request(repository, "GET", `/repos/${repository.repository}/pulls?state=open&head=${head}`);
  const pull = pulls.parse(answer).find((one) => one.head.sha === sha);
  return pull?.number.toString();
}

async function find(pullRequest: PullRequest, thread: string, marker: string): Promise<number | undefined> {
  for (let page = 1; ; page++) {
    const answer = await request(pullRequest, "GET", `${thread}?per_page=${PAGE}&page=${page}`);
    const found = comments.parse(answer);
    const match = found.find(({ body, user }) => user?.type === "Bot" && body?.startsWith(marker) === true);
    if (match !== undefined || found.length < PAGE) return match?.id;
  }
}

/** One call of GitHub's REST API. @throws RunError when GitHub refuses */
export async function request(
  { api, token }: Repository,
  method: string,
  path: string,
  body?: string,
): Promise<unknown> {
  const response = await fetch(`${api}${path}`, {
    method,
    headers: { accept: "application/vnd.github+json", authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: JSON.stringify({ body }) }),
  });
  if (!response.ok)
    throw new RunError(`GitHub answered ${response.status} to ${method} ${path}: ${await response.text()}`);
  return response.status === 204 ? undefined : response.json();
}
