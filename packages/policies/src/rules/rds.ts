import { atLeast, inputRule, isSet, oneOf } from "../makers";
import { type Rule } from "../rule";
import { DATABASE, switchRule } from "./rds-rule";

const KEY = "arn:aws:kms:eu-west-1:123456789012:key/1";

/** The database instance: encryption, backups, recovery, versions. */
export const databaseRules: readonly Rule[] = [
  switchRule(
    {
      id: "rds-encrypted",
      answers: "CKV_AWS_16 RDS.3 RDS.4 CIS-3.2.1 nag:RDS2",
      severity: "high",
      title: "Storage, and with it every snapshot, is encrypted",
      fix: "Set storageEncrypted to true.",
      path: "storageEncrypted",
    },
    true,
  ),
  inputRule({
    ...DATABASE,
    id: "rds-customer-key",
    title: "Storage is encrypted with a customer managed key",
    fix: "Set kmsKeyId before the first deployment.",
    path: "kmsKeyId",
    accepts: isSet,
    good: KEY,
    bad: undefined,
  }),
  inputRule({
    ...DATABASE,
    id: "rds-secret-customer-key",
    title: "The password is encrypted with a customer managed key",
    fix: "Set masterUserSecretKmsKeyId before the first deployment.",
    path: "masterUserSecretKmsKeyId",
    accepts: isSet,
    good: KEY,
    bad: undefined,
  }),
  switchRule(
    {
      id: "rds-multi-az",
      answers: "CKV_AWS_157 RDS.5 CIS-3.2.4 nag:RDS3",
      title: "The database has a standby in another zone",
      fix: "Set multiAz to true.",
      path: "multiAz",
    },
    true,
  ),
  switchRule(
    {
      id: "rds-deletion-protection",
      answers: "CKV_AWS_293 RDS.8 nag:RDS10",
      title: "RDS refuses to delete the database",
      fix: "Set deletionProtection to true.",
      path: "deletionProtection",
    },
    true,
  ),
  switchRule(
    {
      id: "rds-final-snapshot",
      title: "A snapshot is left when the database goes",
      fix: "Set skipFinalSnapshot to false, and finalSnapshotIdentifier.",
      path: "skipFinalSnapshot",
    },
    false,
  ),
  inputRule({
    ...DATABASE,
    id: "rds-keeps-backups",
    title: "Automated backups outlive the database",
    fix: "Set deleteAutomatedBackups to false.",
    path: "deleteAutomatedBackups",
    accepts: (value) => value === false,
    good: false,
    bad: true,
  }),
  inputRule({
    ...DATABASE,
    id: "rds-backups",
    answers: "CKV_AWS_133 RDS.11 nag:RDS13",
    title: "The database can be restored to any moment of the last 7 days",
    fix: "Set backupRetentionPeriod to 7 or more.",
    path: "backupRetentionPeriod",
    accepts: atLeast(7),
    good: 7,
    bad: 1,
  }),
  switchRule(
    {
      id: "rds-minor-upgrades",
      answers: "CKV_AWS_226 RDS.13 CIS-3.2.2",
      severity: "high",
      title: "Security patches of the engine come by themselves",
      fix: "Set autoMinorVersionUpgrade to true.",
      path: "autoMinorVersionUpgrade",
    },
    true,
  ),
  switchRule(
    {
      id: "rds-no-major-upgrades",
      severity: "low",
      title: "A new major version never comes by itself",
      fix: "Set allowMajorVersionUpgrade to false.",
      path: "allowMajorVersionUpgrade",
    },
    false,
  ),
  switchRule(
    {
      id: "rds-tags-snapshots",
      answers: "CKV2_AWS_60 RDS.17",
      severity: "low",
      title: "Snapshots carry the database's tags",
      fix: "Set copyTagsToSnapshot to true.",
      path: "copyTagsToSnapshot",
    },
    true,
  ),
  inputRule({
    ...DATABASE,
    id: "rds-no-extended-support",
    severity: "low",
    title: "An engine that is past its support is upgraded, not paid for",
    fix: "Set engineLifecycleSupport to open-source-rds-extended-support-disabled.",
    path: "engineLifecycleSupport",
    accepts: oneOf("open-source-rds-extended-support-disabled"),
    good: "open-source-rds-extended-support-disabled",
    bad: "open-source-rds-extended-support",
  }),
];
