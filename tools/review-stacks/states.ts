import { RunError } from "@pulumi/pulumi/errors";
import { z } from "zod";

import { Aws } from "../aws/aws";
import { type Hands } from "./hands";
import { pullRequestOfStack } from "./names";

const objects = z.object({ Contents: z.array(z.object({ Key: z.string() })).default([]) }).optional();
const stacks = z.array(z.object({ name: z.string() }));

/** Where states are kept, and whose. */
export interface States {
  readonly hands: Hands;
  readonly project: string;
  /** As `pulumi login` takes it: a bucket, or a folder for a rehearsal. */
  readonly backend: string;
}

/**
 * Pull requests that have a stack. In a bucket the keeper may see the names of states alone, so that it lists objects, as
 * the Pulumi CLI keeps them (pulumi/pulumi, pkg/backend/diy/store.go).
 */
export async function stackNumbers({ hands, project, backend }: States): Promise<number[]> {
  const names = backend.startsWith("s3://") ? await inBucket(hands, project, backend) : await inFolder(hands);
  return names.map(pullRequestOfStack).filter((number) => number !== undefined);
}

async function inBucket(hands: Hands, project: string, backend: string): Promise<string[]> {
  const { hostname: bucket } = new URL(backend);
  const folder = `.pulumi/stacks/${project}/`;
  const where = ["--bucket", bucket, "--prefix", `${folder}pr-`];
  const listed = await new Aws((args) => hands.aws(args)).ask(objects, "s3api", "list-objects-v2", ...where);
  const names = (listed?.Contents ?? []).map(({ Key }) => Key.slice(folder.length));
  return names.filter((name) => name.endsWith(".json")).map((name) => name.replace(/\.json$/, ""));
}

async function inFolder(hands: Hands): Promise<string[]> {
  const { exitCode, stdout, stderr } = await hands.pulumi(["stack", "ls", "--json", "--non-interactive"]);
  if (exitCode !== 0) throw new RunError(`The stacks cannot be listed: ${stderr.trim()}`);
  return stacks.parse(JSON.parse(stdout)).map(({ name }) => name);
}
