import type { Job } from "./may";

export interface Repository {
  readonly owner: string;
  readonly ownerId: number;
  readonly repository: string;
  readonly repositoryId: number;
}

/** Jobs that a role should admit or refuse: our own, on the main branch and off it, and strangers'. */
export function jobsOf(own: Repository, stacks: readonly string[]): Job[] {
  const main = "refs/heads/main";
  const claims = ({ owner, ownerId, repository, repositoryId }: Repository, context: string, ref: string) => ({
    aud: "sts.amazonaws.com",
    sub: `repo:${owner}/${repository}:${context}`,
    repository_id: String(repositoryId),
    repository_owner_id: String(ownerId),
    ref,
    ...(context.startsWith("environment:") ? { environment: context.replace("environment:", "") } : {}),
  });
  const job = (what: string, context: string, ref: string, of: Repository = own): Job => ({
    what,
    claims: claims(of, context, ref),
  });
  const environments = [...stacks, "drift"].flatMap((name) => [
    job(`environment ${name}, main branch`, `environment:${name}`, main),
    job(`environment ${name}, another branch`, `environment:${name}`, "refs/heads/x"),
  ]);
  const last = stacks.at(-1) ?? "";
  return [
    job("pull request", "pull_request", "refs/pull/1/merge"),
    ...environments,
    job("main branch, no environment", `ref:${main}`, main),
    job("pull request of another repository", "pull_request", "refs/pull/1/merge", {
      ...own,
      repository: "x",
      repositoryId: 1,
    }),
    job(`environment ${last} of somebody who took over the name`, `environment:${last}`, main, {
      ...own,
      ownerId: 1,
      repositoryId: 2,
    }),
  ];
}
