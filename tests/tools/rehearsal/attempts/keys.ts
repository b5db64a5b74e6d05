import { T } from "@toolkit/offline/aws-types";
import type { Attempt } from "./caller";
import { anybody, arn, getSecret, key, keyPolicy, secret, tagsOf, trail } from "./things";

/** Keys, aliases, secrets and the trail. */
export const onKeys: readonly Attempt[] = [
  // "May also": keys, aliases, secrets, the trail.
  [
    "change the policy of prod's key",
    "deploy-dev",
    "kms:PutKeyPolicy",
    (attacker, admin) => keyPolicy(key(admin, "prod").id)(attacker),
  ],
  [
    "change the policy of another team's key",
    "deploy-prod",
    "kms:PutKeyPolicy",
    (attacker, admin) => keyPolicy(key(admin, "prod", "till").id)(attacker),
  ],
  [
    "change the policy of a key that is not emulated",
    "deploy-prod",
    "kms:PutKeyPolicy",
    keyPolicy(arn("kms", "key/0f0f")),
  ],
  [
    "change the policy of its own key",
    "deploy-dev",
    undefined,
    (attacker, admin) => keyPolicy(key(admin, "dev").id)(attacker),
  ],
  [
    "tag another team's key as its own",
    "deploy-dev",
    "kms:PutKeyPolicy",
    (attacker, admin) => {
      const other = key(admin, "prod", "till");
      attacker.change(other, { tags: tagsOf("dev") });
    },
  ],
  [
    "grant its own key to somebody",
    "deploy-dev",
    "kms:CreateGrant",
    (attacker, admin) =>
      attacker.make("aws:kms/grant:Grant", {
        keyId: key(admin, "dev").id,
        granteePrincipal: arn("iam", "role/other", ""),
        operations: ["Decrypt"],
      }),
  ],
  [
    "take the state key's alias",
    "deploy-prod",
    "kms:CreateAlias",
    (attacker, admin) => attacker.make(T.alias, { name: "alias/ci-webapp-state", targetKeyId: key(admin, "prod").id }),
  ],
  [
    "turn the state key's alias to its own key",
    "deploy-prod",
    "kms:UpdateAlias",
    (attacker, admin) => {
      const alias = admin.make(T.alias, { name: "alias/ci-webapp-state", targetKeyId: key(admin, "ci").id });
      attacker.change(alias, { targetKeyId: key(admin, "prod").id });
    },
  ],
  [
    "make an alias of its own",
    "deploy-dev",
    undefined,
    (attacker, admin) => attacker.make(T.alias, { name: "alias/webapp-dev-data", targetKeyId: key(admin, "dev").id }),
  ],
  [
    "read another team's secret",
    "deploy-prod",
    "secretsmanager:GetSecretValue",
    getSecret(arn("secretsmanager", "secret:till-AbCdEf")),
  ],
  [
    "read prod's secret",
    "deploy-dev",
    "secretsmanager:GetSecretValue",
    (attacker, admin) => {
      getSecret(secret(admin, "backend-secrets-token-0123456", tagsOf("prod")).id)(attacker);
    },
  ],
  [
    "read the password of its own database",
    "deploy-dev",
    "secretsmanager:GetSecretValue",
    getSecret(arn("secretsmanager", "secret:rds!db-1-AbCdEf")),
  ],
  [
    "change the policy of another team's secret",
    "deploy-prod",
    "secretsmanager:PutResourcePolicy",
    (attacker) =>
      attacker.make("aws:secretsmanager/secretPolicy:SecretPolicy", {
        secretArn: arn("secretsmanager", "secret:till-AbCdEf"),
        policy: anybody,
      }),
  ],
  [
    "stop prod's trail",
    "deploy-prod",
    "cloudtrail:StopLogging",
    (attacker, admin) => {
      attacker.change(trail(admin), { enableLogging: false });
    },
  ],
  [
    "delete prod's trail",
    "deploy-dev",
    "cloudtrail:DeleteTrail",
    (attacker, admin) => {
      attacker.remove(trail(admin));
    },
  ],
  [
    "change prod's trail otherwise",
    "deploy-prod",
    undefined,
    (attacker, admin) => {
      attacker.change(trail(admin), { includeGlobalServiceEvents: true });
    },
  ],
];
