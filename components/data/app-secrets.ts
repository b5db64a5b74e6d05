import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { type AccountContext } from "../account";
import { policyDocument, statement } from "../security/iam";

/** What a secret holds until somebody sets it: ECS cannot start a task whose secret has no value. */
export const NOT_SET = "not set";

export interface AppSecretsArgs {
  readonly account: AccountContext;
  /** Variable → `create`, or a full secret ARN that may end in `:key:stage:version`. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Names in AWS begin with the stack's, by which rights can tell them. @default they begin with the logical name */
  readonly namedForStack?: boolean | undefined;
  /** Days in which a deleted secret can be brought back: 0 (at once) or 7 to 30. */
  readonly recoveryWindowDays: number;
  /** Key of the secrets made here. @default AWS's `aws/secretsmanager` */
  readonly keyArn?: pulumi.Input<string> | undefined;
}

/**
 * Secrets of an application by environment variable: made here and filled in by hand, or made elsewhere.
 *
 * A secret made here is only for this account, begins as `not set`, and keeps whatever is put into it: Pulumi never
 * reads nor overwrites the value. It costs 0.40 USD a month.
 *
 * <cost>
 * USD in us-east-1, sized as the stacks do:
 * - Secret: 0.40 a month
 * - API requests: 0.05 per 10k calls
 * </cost>
 *
 * @example
 * ```ts
 * const secrets = new AppSecrets("backend", {
 *   account,
 *   secrets: { API_TOKEN: "create" },
 *   recoveryWindowDays: 30,
 * });
 * const apiToken = secrets.valueFrom.API_TOKEN;
 * ```
 */
export class AppSecrets extends pulumi.ComponentResource {
  /** Variable → what ECS calls `valueFrom`; a secret made here can be read once it holds a value. */
  readonly valueFrom: Readonly<Record<string, pulumi.Output<string>>>;
  /** ARN of each secret once, for policies and events. */
  readonly arns: readonly pulumi.Output<string>[];

  constructor(name: string, args: AppSecretsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("webapp:data:AppSecrets", name, {}, opts);
    const entries = Object.entries(args.secrets);
    const referenced = entries.filter(([, source]) => source !== "create");
    const created = entries
      .filter(([, source]) => source === "create")
      .map(([variable]) => [variable, this.createSecret(name, variable, args)] as const);

    this.valueFrom = Object.fromEntries([
      ...created,
      ...referenced.map(([variable, source]) => [variable, pulumi.output(source)] as const),
    ]);
    this.arns = [
      ...created.map(([, secretArn]) => secretArn),
      ...new Set(referenced.map(([, source]) => secretArnOf(source))),
    ].map((value) => pulumi.output(value));
    this.registerOutputs({ valueFrom: this.valueFrom });
  }

  private createSecret(name: string, variable: string, args: AppSecretsArgs): pulumi.Output<string> {
    const { account, keyArn, namedForStack = false, recoveryWindowDays } = args;
    const logicalName = `${name}-${variable.toLowerCase().replaceAll("_", "-")}`;
    const secret = new aws.secretsmanager.Secret(
      logicalName,
      {
        ...(namedForStack ? { namePrefix: `${account.prefix}-${logicalName}-` } : {}),
        description: `${variable} of ${account.prefix}-${name}`,
        recoveryWindowInDays: recoveryWindowDays,
        kmsKeyId: keyArn,
      },
      { parent: this },
    );
    const policy = new aws.secretsmanager.SecretPolicy(
      logicalName,
      { secretArn: secret.arn, policy: onlyThisAccount(account, secret.arn), blockPublicPolicy: true },
      { parent: this },
    );
    const version = new aws.secretsmanager.SecretVersion(
      logicalName,
      // The second label keeps the first version: Secrets Manager deletes versions without a label, and Pulumi would then
      // create it again, over the real value.
      {
        secretId: secret.arn,
        // Write-only, so that a refresh lists versions instead of reading the value, which the preview role may not
        // (hashicorp/terraform-provider-aws#44876).
        secretStringWo: NOT_SET,
        secretStringWoVersion: 1,
        versionStages: ["AWSCURRENT", "pulumi-initial"],
      },
      // Whoever fills in the secret decides its value and its current version.
      {
        parent: this,
        ignoreChanges: ["secretString", "secretStringWo", "secretStringWoVersion", "versionStages"],
        dependsOn: [policy],
      },
    );
    return version.secretArn;
  }
}

/** The secret's own ARN, without the key, stage and version that ECS lets follow it. */
export const secretArnOf = (valueFrom: string): string => valueFrom.split(":").slice(0, 7).join(":");

/**
 * Denies every other account, whatever its IAM policies allow. Source: AWS Secrets Manager user guide, "Resource-based
 * policies".
 */
export const onlyThisAccount = (account: AccountContext, secretArn: pulumi.Input<string>): pulumi.Output<string> =>
  policyDocument([
    statement({
      sid: "OnlyThisAccount",
      effect: "Deny",
      principal: "*",
      actions: ["secretsmanager:*"],
      resources: [secretArn],
      conditions: { StringNotEquals: { "aws:PrincipalAccount": account.accountId } },
    }),
  ]);
