import { z } from "zod";

import { PULL_REQUEST_TAG, reviewStack } from "../../bootstrap/review-names";
import { EDGE_REGION } from "../../components/account";
import { Aws } from "../aws/aws";
import { type Hands } from "./hands";
import { pullRequestOfStack, type ReviewNames } from "./names";

const answer = z.object({
  ResourceTagMappingList: z.array(
    z.object({ ResourceARN: z.string(), Tags: z.array(z.object({ Key: z.string(), Value: z.string() })).default([]) }),
  ),
});

export interface Place {
  readonly hands: Hands;
  readonly project: string;
  readonly region: string;
}

/** A tagged thing of some pull request. */
export interface TaggedThing {
  readonly arn: string;
  readonly pullRequest: number;
}

/**
 * Everything of the project in the account that carries the tag of a pull request, in the region and at the edge.
 * The keeper looks for itself: roles of pull requests may not, and what one of them tags could say anything.
 * Revisions of task definitions and keys that wait for their deletion stay, and cost nothing.
 */
export async function allTagged({ hands, project, region }: Place): Promise<TaggedThing[]> {
  const aws = new Aws((args) => hands.aws(args));
  const found = new Map<string, TaggedThing>();
  for (const each of new Set([region, EDGE_REGION])) {
    const filters = [`Key=Project,Values=${project}`, `Key=${PULL_REQUEST_TAG}`];
    const list = await aws.ask(
      answer,
      ...["resourcegroupstaggingapi", "get-resources", "--tag-filters", ...filters, "--region", each],
    );
    for (const { ResourceARN: arn, Tags: tags } of list.ResourceTagMappingList) {
      const value = tags.find(({ Key: key }) => key === PULL_REQUEST_TAG)?.Value ?? "";
      const number = pullRequestOfStack(reviewStack(value));
      if (number !== undefined && !/:task-definition\/|:kms:.*:key\//.test(arn))
        found.set(arn, { arn, pullRequest: number });
    }
  }
  return [...found.values()];
}

/** The ARNs of what is tagged with one pull request. */
export async function taggedThings(place: Place & { readonly names: ReviewNames }): Promise<string[]> {
  const { pullRequest } = place.names;
  return (await allTagged(place)).filter((thing) => thing.pullRequest === pullRequest).map(({ arn }) => arn);
}
