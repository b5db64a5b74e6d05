import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Command } from "@commander-js/extra-typings";
import { z } from "zod";

import { Aws, type AwsCommand } from "../aws/aws";
import { currentRelease, siteReleasesOutputs, type UploadedRelease, uploadedReleases } from "../aws/site-releases";
import { traceOption } from "../cli/options";
import { subcommand } from "../cli/subcommand";
import { stackOutputs } from "./output";

const command = new Command("prune-releases")
  .description(
    "Deletes the releases of a stack's site that are older than webapp:spa.keepReleases says; never the one that viewers get, nor the one that was deployed last. Does nothing where pages are replaced in place.",
  )
  .requiredOption("--stack <name>", "stack whose outputs name bucket and releases")
  .addOption(traceOption());

export default subcommand(command, {
  run: async ({ stack }) => {
    const found = siteReleasesOutputs.safeParse(stackOutputs(z.record(z.string(), z.unknown()), stack));
    if (found.success) await prune(found.data, undefined, console.log);
  },
});

type Outputs = z.infer<typeof siteReleasesOutputs>;

/** S3 API reference, DeleteObjects: keys of one request. */
const MOST_KEYS = 1000;

/** Deletes what is too old, and says what. @throws AwsRefusal for what AWS refuses */
export async function prune(
  { siteBucketName: bucket, siteReleases: { storeArn, keep, newest } }: Outputs,
  command: AwsCommand | undefined,
  say: (line: string) => void,
): Promise<void> {
  const aws = new Aws(command);
  const store = { bucket, storeArn };
  const current = await currentRelease(aws, store);
  const old = outdated(await uploadedReleases(aws, store), keep, [current, newest]);
  for (const { name, keys } of old) {
    await deleteObjects(aws, bucket, keys);
    say(`release ${name} of the site is gone: ${keys.length} ${keys.length === 1 ? "file" : "files"}`);
  }
}

/**
 * Releases beyond the newest few.
 *
 * @param releases newest first
 * @param needed names that stay, however old they are
 */
export const outdated = (
  releases: readonly UploadedRelease[],
  keep: number,
  needed: readonly string[],
): UploadedRelease[] => releases.slice(keep).filter(({ name }) => !needed.includes(name));

/** In a versioned bucket they can be brought back until their versions expire. */
async function deleteObjects(aws: Aws, bucket: string, keys: readonly string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "releases-"));
  try {
    for (let start = 0; start < keys.length; start += MOST_KEYS) {
      const file = join(folder, "keys.json");
      const Objects = keys.slice(start, start + MOST_KEYS).map((Key) => ({ Key }));
      writeFileSync(file, JSON.stringify({ Objects, Quiet: true }));
      const answer = z.object({ Errors: z.array(z.unknown()).max(0).default([]) }).optional();
      await aws.ask(answer, "s3api", "delete-objects", "--bucket", bucket, "--delete", `file://${file}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
