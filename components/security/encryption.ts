import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { type AccountContext } from "../account";
import { policyDocument, type PolicyStatement } from "./iam";
import { accountAdministers } from "./key-statements";

/** One key and who may use it besides the account's own identities. */
export interface KeySettings {
  /** What it encrypts; shown in the console. */
  readonly description: string;
  /** Services, each with its conditions. @default none: IAM policies of the account decide */
  readonly statements?: readonly PolicyStatement[] | undefined;
  /** @default the provider's region */
  readonly region?: string | undefined;
}

export interface EncryptionArgs {
  readonly account: AccountContext;
  /** Keys by short name. */
  readonly keys: Readonly<Record<string, KeySettings>>;
  /** Days between scheduling a deletion and losing everything that the key encrypts, 7 to 30. @default 30 */
  readonly deletionWindowDays?: number | undefined;
  /** Pulumi refuses to delete the keys. @default true */
  readonly protect?: boolean | undefined;
}

/**
 * Customer-managed keys with yearly rotation, each with an alias `alias/<prefix>-<key>`.
 *
 * Cost: 1 USD a month each, one more after each of the first two rotations, and 0.03 USD per 10,000 requests.
 * What a key has encrypted is lost with it: database, repositories and buckets are bound to theirs at creation.
 *
 * <cost>
 * USD in us-east-1, sized as the stacks do:
 * - Customer managed key: 1.00 a month
 * - Requests: 0.03 per 10k requests (20k/month free)
 * </cost>
 *
 * @example
 * ```ts
 * const encryption = new Encryption("encryption", {
 *   account,
 *   keys: {
 *     data: { description: "Database, repositories and secrets" },
 *     logs: { description: "Logs", statements: [logsUse(account, "eu-west-1", ["/webapp-prod/*"])] },
 *   },
 * });
 * const keyArn = encryption.keyArns.data;
 * ```
 */
export class Encryption extends pulumi.ComponentResource {
  /** ARNs by short name. */
  readonly keyArns: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: EncryptionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("webapp:security:Encryption", name, {}, opts);
    const { deletionWindowDays = 30, protect = true } = args;

    this.keyArns = Object.fromEntries(
      Object.entries(args.keys).map(([key, settings]) => {
        const { region } = settings;
        const created = new aws.kms.Key(
          `${name}-${key}`,
          {
            description: settings.description,
            enableKeyRotation: true,
            rotationPeriodInDays: 365,
            deletionWindowInDays: deletionWindowDays,
            policy: policyDocument([accountAdministers(args.account), ...(settings.statements ?? [])]),
            region,
          },
          { parent: this, protect },
        );
        new aws.kms.Alias(
          `${name}-${key}`,
          { name: `alias/${args.account.prefix}-${key}`, targetKeyId: created.keyId, region },
          { parent: this },
        );
        return [key, created.arn];
      }),
    );
    this.registerOutputs({});
  }
}
