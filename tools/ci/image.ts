import { RunError } from "@pulumi/pulumi/errors";

/** An image in a private registry, by digest. */
export interface ImageReference {
  /** Account of the registry. */
  readonly registryId: string;
  readonly region: string;
  readonly registry: string;
  /** Name of the repository, e.g. `webapp-dev/backend`. */
  readonly repository: string;
  /** `sha256:…` */
  readonly digest: string;
}

const PATTERN =
  /^((\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?)\/([^@:]+)(?::[^@]+)?@(sha256:[0-9a-f]{64})$/;

/** @throws RunError for an image that is not in a private registry, or named by a tag, which may move. */
export function parseImage(image: string): ImageReference {
  const [, registry, registryId, region, repository, digest] = PATTERN.exec(image) ?? [];
  if (!registry || !registryId || !region || !repository || !digest) {
    throw new RunError(`${image} is not <account>.dkr.ecr.<region>.amazonaws.com/<repository>@sha256:<digest>.`);
  }
  return { registryId, region, registry, repository, digest };
}
