import type { Context } from "@toolkit/iam/context";
import type { Request } from "@toolkit/iam/evaluate";

/** Something that matters, and the calls that would do it: any one of them is enough. */
export interface Matter {
  readonly about: string;
  readonly what: string;
  readonly calls: readonly Pick<Request, "action" | "resource" | "context">[];
}

export interface Surroundings {
  readonly project: string;
  readonly accountId: string;
  readonly region: string;
  readonly stacks: readonly string[];
  /** Id of the key that encrypts states. */
  readonly stateKey: string;
}

export const matter = (about: string, what: string, ...calls: Matter["calls"][number][]): Matter => ({
  about,
  what,
  calls,
});

/** What the calls of an attempt name: resources, by their ARNs, and the context of a call. */
export function namesOf({ project, accountId, region, stateKey: keyId }: Surroundings) {
  const arn = (service: string, resource: string, where = region): string =>
    `arn:aws:${service}:${where}:${accountId}:${resource}`;
  const role = (name: string): string => arn("iam", `role/${name}`, "");
  const bucket = (name: string): string => `arn:aws:s3:::${name}`;
  const state = bucket(`ci-${project}-state-${accountId}`);
  const own = bucket(`ci-${project}-bootstrap-${accountId}`);
  const stateKey = arn("kms", `key/${keyId}`);
  const stateAlias = { "kms:ResourceAliases": [`alias/ci-${project}-state`] };
  const call = (action: string, resource: string, context: Context = {}) => ({
    action,
    resource,
    context: { "aws:RequestedRegion": region, ...context },
  });
  const tags = (environment: string, of = project): Context => ({
    "aws:ResourceTag/Environment": environment,
    "aws:ResourceTag/Project": of,
  });
  return { arn, role, bucket, state, own, stateKey, stateAlias, call, tags };
}
