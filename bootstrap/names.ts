import { type Account, arn, iamArn } from "../components/account";

/**
 * Names that policies have to know before the resources exist. None begins with `<project>-`, which is what the deploy
 * role may change.
 */
export function namesOf(project: string, account: Account & { readonly accountId: string }) {
  const boundary = `ci-${project}-boundary`;
  const deployRole = `ci-${project}-deploy`;
  const previewRole = `ci-${project}-preview`;
  const stateBucket = `ci-${project}-state-${account.accountId}`;
  return {
    boundary,
    deployRole,
    previewRole,
    stateBucket,
    keyAlias: `alias/ci-${project}-state`,
    stateBucketArn: arn(account, "s3", stateBucket, { region: "", accountId: "" }),
    boundaryArn: iamArn(account, `policy/${boundary}`),
    /** Every policy and role of the CI itself. */
    ownPolicies: iamArn(account, `policy/ci-${project}-*`),
    ownRoles: iamArn(account, `role/ci-${project}-*`),
    oidcProviderArn: iamArn(account, "oidc-provider/token.actions.githubusercontent.com"),
    /** Everything that deployments may make. */
    appRoles: iamArn(account, `role/${project}-*`),
    appInstanceProfiles: iamArn(account, `instance-profile/${project}-*`),
    appDumps: arn(account, "s3", `${project}-*-dumps-*/*`, { region: "", accountId: "" }),
    appSites: arn(account, "s3", `${project}-*-site-*/*`, { region: "", accountId: "" }),
    appBuckets: arn(account, "s3", `${project}-*`, { region: "", accountId: "" }),
  };
}

export type Names = ReturnType<typeof namesOf>;
