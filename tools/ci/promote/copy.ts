import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";

import { type Aws } from "../../aws/aws";
import { type ImageReference } from "../image";
import { output } from "../output";

/** A repository to copy into. */
export type Repository = Omit<ImageReference, "digest">;

const found = z.object({ images: z.array(z.object({})) });

/** Whether the repository already has an image of this digest. */
export async function holds(
  aws: Aws,
  { registryId, region, repository }: Repository,
  digest: string,
): Promise<boolean> {
  const scope = ["--registry-id", registryId, "--repository-name", repository, "--region", region];
  const { images } = await aws.ask(found, "ecr", "batch-get-image", ...scope, "--image-ids", `imageDigest=${digest}`);
  return images.length > 0;
}

/**
 * Copies an image with all its platforms, byte for byte: skopeo fails rather than let the digest change, which pulling
 * and pushing with Docker does.
 *
 * @param passwords of the user AWS, by registry.
 * @throws RunError when skopeo is missing or fails.
 */
export function copyImage(source: ImageReference, target: Repository, passwords: ReadonlyMap<string, string>): void {
  const folder = mkdtempSync(join(tmpdir(), "webapp-promote-"));
  const login = ["--authfile", join(folder, "auth.json")];
  try {
    for (const [registry, password] of passwords) {
      output("skopeo", ["login", ...login, "--username", "AWS", "--password-stdin", registry], password);
    }
    const from = `docker://${source.registry}/${source.repository}@${source.digest}`;
    const to = `docker://${target.registry}/${target.repository}:${tagOf(source.digest)}`;
    output("skopeo", ["copy", "--all", "--preserve-digests", ...login, from, to]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Tags are immutable, so each image needs its own; a tagged image is also counted by the repository's clean-up. */
const tagOf = (digest: string): string => `promoted-${digest.slice("sha256:".length, "sha256:".length + 16)}`;
