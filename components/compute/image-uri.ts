/** Parts of the URI of a private ECR image. */
export interface EcrImage {
  readonly accountId: string;
  readonly region: string;
  readonly repository: string;
}

const ECR_URI =
  /^(?<accountId>\d{12})\.dkr(?:\.ecr(?:-fips)?\.(?<region>[a-z0-9-]+)\.amazonaws\.com(?:\.cn)?|-ecr(?:-fips)?\.(?<dualStackRegion>[a-z0-9-]+)\.on\.aws)\/(?<repository>[a-z0-9._/-]+)(?::[\w.-]+)?(?:@sha256:[0-9a-f]{64})?$/;

/** Account, region and repository of a private ECR image; nothing for images of other registries. */
export function ecrImage(uri: string): EcrImage | undefined {
  const { accountId, region, dualStackRegion, repository } = ECR_URI.exec(uri)?.groups ?? {};
  const home = region ?? dualStackRegion;
  return accountId === undefined || home === undefined || repository === undefined
    ? undefined
    : { accountId, region: home, repository };
}
