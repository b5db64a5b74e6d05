import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

import { type AccountContext } from "../account";
import { onlyThisAccount } from "./app-secrets";

export interface CachePasswordArgs {
  readonly account: AccountContext;
  /** Another number makes another password. */
  readonly version: number;
  /** Days in which the deleted secret can be brought back: 0 (at once) or 7 to 30. */
  readonly recoveryWindowDays: number;
  /** Key of the secret. @default AWS's `aws/secretsmanager` */
  readonly keyArn?: pulumi.Input<string> | undefined;
}

/** A password that Pulumi draws, and the secret from which tasks read it. */
export interface CachePassword {
  readonly value: pulumi.Output<string>;
  /** ARN of the secret, once it holds the password. */
  readonly secretArn: pulumi.Output<string>;
}

/** ElastiCache takes 16 to 128 characters. */
const LENGTH = 48;

/** Draws the password of the cache's user and keeps it in Secrets Manager, for this account only. */
export function createCachePassword(
  name: string,
  { account, version, recoveryWindowDays, keyArn }: CachePasswordArgs,
  { parent }: { parent: pulumi.Resource },
): CachePassword {
  const password = new random.RandomPassword(
    name,
    { length: LENGTH, special: false, keepers: { version: version.toString() } },
    { parent },
  );
  const secret = new aws.secretsmanager.Secret(
    name,
    {
      // Rights tell the stack's secrets by their names.
      namePrefix: `${account.prefix}-${name}-`,
      description: `Password of the cache of ${account.prefix}`,
      recoveryWindowInDays: recoveryWindowDays,
      kmsKeyId: keyArn,
    },
    { parent },
  );
  const policy = new aws.secretsmanager.SecretPolicy(
    name,
    { secretArn: secret.arn, policy: onlyThisAccount(account, secret.arn), blockPublicPolicy: true },
    { parent },
  );
  const stored = new aws.secretsmanager.SecretVersion(
    name,
    // Write-only, so that a refresh does not read the value, which the preview role may not.
    { secretId: secret.arn, secretStringWo: password.result, secretStringWoVersion: version },
    { parent, dependsOn: [policy] },
  );
  return { value: password.result, secretArn: stored.secretArn };
}
