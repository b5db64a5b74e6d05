import { type KnownAccount, knownArn as arn, knownIamArn as iamArn } from "./known-arn";

const GLOBAL = { region: "", accountId: "" } as const;

/**
 * Names that policies have to know before the resources exist. None begins with `<project>-`, which is what deployments
 * may change.
 */
export function namesOf(project: string, account: KnownAccount) {
  const own = `ci-${project}`;
  const boundary = `${own}-boundary`;
  const stateBucket = `${own}-state-${account.accountId}`;
  const bootstrapBucket = `${own}-bootstrap-${account.accountId}`;
  return {
    boundary,
    stateBucket,
    /** For the bootstrap's own state, which no role of CI may touch. */
    bootstrapBucket,
    keyAlias: `alias/${own}-state`,
    stateBucketArn: arn(account, "s3", stateBucket, GLOBAL),
    bootstrapBucketArn: arn(account, "s3", bootstrapBucket, GLOBAL),
    /** Everything in both, and both. */
    allStates: arn(account, "s3", `${own}-*`, GLOBAL),
    boundaryArn: iamArn(account, `policy/${boundary}`),
    /** The boundaries of the roles that stacks make. */
    stackBoundaries: iamArn(account, `policy/${boundary}-*`),
    /** What the ARNs of all roles of CI begin with. */
    rolePrefixArn: iamArn(account, `role/${own}`),
    /** Every policy and role of the CI itself. */
    ownPolicies: iamArn(account, `policy/${own}-*`),
    ownRoles: iamArn(account, `role/${own}-*`),
    oidcProviderArn: iamArn(account, "oidc-provider/token.actions.githubusercontent.com"),
    /** What all stacks of the project make. */
    roles: iamArn(account, `role/${project}-*`),
    instanceProfiles: iamArn(account, `instance-profile/${project}-*`),
    buckets: arn(account, "s3", `${project}-*`, GLOBAL),
    siteBuckets: arn(account, "s3", `${project}-*-site-*`, GLOBAL),
    policyName: (key: string) => `${own}-${key}`,
  };
}

export type Names = ReturnType<typeof namesOf>;

/** Names of one stack and of the roles of CI that deploy and preview it. */
export function stackNamesOf(project: string, stack: string, account: KnownAccount) {
  const prefix = `${project}-${stack}`;
  const boundary = `ci-${project}-boundary-${stack}`;
  const inAccount = (service: string, resource: string): string => arn(account, service, resource, { region: "*" });
  return {
    project,
    stack,
    /** Start of its physical names, where the program chooses them. */
    prefix,
    deployRole: `ci-${project}-deploy-${stack}`,
    previewRole: `ci-${project}-preview-${stack}`,
    boundary,
    boundaryArn: iamArn(account, `policy/${boundary}`),
    roles: iamArn(account, `role/${prefix}-*`),
    instanceProfiles: iamArn(account, `instance-profile/${prefix}-*`),
    buckets: arn(account, "s3", `${prefix}-*`, GLOBAL),
    dumps: arn(account, "s3", `${prefix}-dumps-*/*`, GLOBAL),
    /** Values at the edge; AWS draws the ids in their ARNs, and asks for no tags when it is to write to them. */
    keyValueStores: arn(account, "cloudfront", "key-value-store/*", { region: "" }),
    /** Secrets that the program makes; Pulumi draws the end of their names. */
    secrets: [`${prefix}-*`, "backend-secrets-*", "frontend-secrets-*"].map((name) =>
      inAccount("secretsmanager", `secret:${name}`),
    ),
    /** Secrets that RDS makes for the passwords of instances, which it tags with theirs; those of clusters are others'. */
    databaseSecrets: inAccount("secretsmanager", "secret:rds!db-*"),
    /** Secrets that RDS makes for the passwords of instances and clusters. */
    anyDatabaseSecrets: inAccount("secretsmanager", "secret:rds!*"),
    inAccount,
    policyName: (room: string) => `ci-${project}-${stack}-${room}`,
  };
}

export type StackNames = ReturnType<typeof stackNamesOf> & {
  /** Users of databases that its tasks may sign in as. @default any that a policy of theirs names */
  readonly databaseUsers?: string;
};
