import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

import { type AccountContext } from "../components/account";
import { partitionOf } from "../components/partition";
import { type AwsConfig, type StackConfig } from "./config";
import { hidden } from "./encrypted";

/**
 * The one AWS provider. An explicit provider reads nothing from the stack's configuration by itself, so every
 * `aws:*` key that is set is passed on.
 */
export function createProvider(config: AwsConfig, encrypted: readonly string[] = []): aws.Provider {
  return new aws.Provider("aws", {
    region: config.region as aws.Region,
    profile: config.profile,
    allowedAccountIds: config.allowedAccountIds && [...config.allowedAccountIds],
    assumeRoles: config.assumeRoles?.map(({ externalId, ...role }) => ({
      ...role,
      ...(externalId === undefined ? {} : { externalId: hidden({ encrypted }, "aws:assumeRoles", externalId) }),
    })),
    defaultTags: config.defaultTags && { tags: { ...config.defaultTags } },
  });
}

/** The account: as configured when there is exactly one, otherwise whoever's credentials these are. */
export function accountContext({ access, aws: config, prefix }: StackConfig, provider: aws.Provider): AccountContext {
  const [only, ...others] = config.allowedAccountIds ?? [];
  const accountId: pulumi.Input<string> =
    only !== undefined && others.length === 0 ? only : aws.getCallerIdentityOutput({}, { provider }).accountId;
  return {
    prefix,
    accountId,
    region: config.region,
    partition: partitionOf(config.region),
    permissionsBoundaryArn: access.permissionsBoundary,
  };
}
