import { parsePolicy } from "@toolkit/iam/policy";
import type { ResourceGraph } from "@toolkit/offline/graph";

import { PULL_REQUEST_TAG, reviewStack } from "../../bootstrap/review-names";
import { tagged } from "./calls";
import { callerOf, EVERYTHING, type Role } from "./role";

/** Policies of the bootstrap that bound the roles of pull requests, and what their stacks make. */
const [BOUNDARY, OF_MADE] = ["boundary-review", "boundary-pr"];
export const BOUNDARIES_OF_REVIEWS: readonly string[] = [BOUNDARY, OF_MADE];

const POLICY = "aws:iam/policy:Policy";

interface OfPullRequest {
  readonly number: number;
  readonly accountId: string;
  readonly region: string;
}

/**
 * The role that the keeper makes for a pull request, and the most powerful one that its stack could make; none where the
 * bootstrap has no review stacks.
 */
export function reviewRolesOf(graph: ResourceGraph, { number, accountId, region }: OfPullRequest): Role[] {
  const policies = new Map(
    graph.ofType(POLICY).map(({ name, inputs }) => [name, { name: String(inputs.name), text: String(inputs.policy) }]),
  );
  const [boundary, ofMade] = [policies.get(BOUNDARY), policies.get(OF_MADE)];
  if (boundary === undefined || ofMade === undefined) return [];
  const attached = [...policies].filter(([key]) => key === "reads" || /^review-(?!keeper$)/.test(key));
  const stack = reviewStack(number);
  const common = {
    stack,
    region,
    stackBoundaryArn: `arn:aws:iam::${accountId}:policy/${ofMade.name}`,
    context: tagged("aws:PrincipalTag", { [PULL_REQUEST_TAG]: String(number) }),
  };
  const start = boundary.name.replace(/-boundary$/, "");
  return [
    {
      ...common,
      name: `deploy-${stack}`,
      policies: { identity: attached.map(([, { text }]) => parsePolicy(text)), boundary: parsePolicy(boundary.text) },
      caller: callerOf(accountId, `${start}-${stack}`),
    },
    {
      ...common,
      name: `made by ${stack}`,
      policies: { identity: [EVERYTHING], boundary: parsePolicy(ofMade.text) },
      caller: callerOf(accountId, `made-by-${stack}`),
    },
  ];
}
