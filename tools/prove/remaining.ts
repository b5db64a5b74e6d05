import { z } from "zod";

import type { Aws } from "../aws/aws";
import { STACK } from "./stack-files";

const resources = z.object({
  ResourceTagMappingList: z.array(
    z.object({ ResourceARN: z.string(), Tags: z.array(z.object({ Key: z.string(), Value: z.string() })).default([]) }),
  ),
});
const keys = z.object({ KeyMetadata: z.object({ KeyState: z.string() }) });

/** A tagged thing of the account. */
export interface Tagged {
  readonly arn: string;
  readonly stack: string;
}

/** Edge locations' certificates, firewalls and alarms live here, wherever the stack is. */
const EDGE_REGION = "us-east-1";

/** Everything in the account that has this project's tag. */
export async function taggedOf(aws: Aws, project: string, region: string): Promise<Tagged[]> {
  const found = [];
  for (const each of new Set([region, EDGE_REGION])) {
    const filter = ["--tag-filters", `Key=Project,Values=${project}`, "--region", each];
    found.push(
      ...(await aws.ask(resources, "resourcegroupstaggingapi", "get-resources", ...filter)).ResourceTagMappingList,
    );
  }
  const rows = found.map(({ ResourceARN: arn, Tags: tags }) => ({
    arn,
    stack: tags.find(({ Key: key }) => key === "Environment")?.Value ?? "",
  }));
  return [...new Map(rows.map((row) => [row.arn, row])).values()];
}

/** What is left of the stack, by whether AWS bills it. */
export interface Remaining {
  readonly billed: readonly string[];
  readonly free: readonly string[];
}

/** Looks for what is left of the stack. */
export async function remaining(aws: Aws, project: string, region: string): Promise<Remaining> {
  const [billed, free]: [string[], string[]] = [[], []];
  for (const { arn, stack } of await taggedOf(aws, project, region)) {
    if (stack !== STACK) continue;
    ((await isFree(aws, arn)) ? free : billed).push(arn);
  }
  return { billed, free };
}

/** Revisions of task definitions, and keys that wait for their deletion, cost nothing. */
async function isFree(aws: Aws, arn: string): Promise<boolean> {
  if (arn.includes(":task-definition/")) return true;
  if (!/:kms:.*:key\//.test(arn)) return false;
  const [, , , region = ""] = arn.split(":");
  const { KeyMetadata: key } = await aws.ask(keys, "kms", "describe-key", "--key-id", arn, "--region", region);
  return key.KeyState === "PendingDeletion";
}
