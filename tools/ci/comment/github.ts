import { RunError } from "@pulumi/pulumi/errors";
import { z } from "zod";

/** A pull request, and the right to write to it. */
export interface PullRequest {
  /** E.g. `https://api.github.com`. */
  readonly api: string;
  /** `owner/name` */
  readonly repository: string;
  readonly number: string;
  readonly token: string;
}

const PAGE = 100;
const comments = z.array(z.object({ id: z.number(), body: z.string().nullish() }));

/**
 * Writes a comment, or changes the earlier one that holds the marker.
 *
 * @throws RunError when GitHub refuses.
 */
export async function writeComment(pullRequest: PullRequest, marker: string, body: string): Promise<void> {
  const { repository, number } = pullRequest;
  const thread = `/repos/${repository}/issues/${number}/comments`;
  const earlier = await find(pullRequest, thread, marker);
  if (earlier === undefined) await request(pullRequest, "POST", thread, body);
  else await request(pullRequest, "PATCH", `/repos/${repository}/issues/comments/${earlier}`, body);
}

async function find(pullRequest: PullRequest, thread: string, marker: string): Promise<number | undefined> {
  for (let page = 1; ; page++) {
    const answer = await request(pullRequest, "GET", `${thread}?per_page=${PAGE}&page=${page}`);
    const found = comments.parse(answer);
    const match = found.find((comment) => comment.body?.startsWith(marker));
    if (match !== undefined || found.length < PAGE) return match?.id;
  }
}

async function request({ api, token }: PullRequest, method: string, path: string, body?: string): Promise<unknown> {
  const response = await fetch(`${api}${path}`, {
    method,
    headers: { accept: "application/vnd.github+json", authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: JSON.stringify({ body }) }),
  });
  if (!response.ok)
    throw new RunError(`GitHub answered ${response.status} to ${method} ${path}: ${await response.text()}`);
  return response.json();
}
