import { atLeast, customRule, inputRule, type InputRule, isNotTrue, isSet, isTrue, noneOf, oneOf } from "../makers";
import { type Rule, UNLINK } from "../rule";
import { T } from "../types";
import { asList, isOpaque, valueAt } from "../values";

const DATABASE = { type: T.databaseInstance, severity: "medium" } as const;
const KEY = "arn:aws:kms:eu-west-1:123456789012:key/1";

/** A rule that one switch of the instance is on, or off. */
function switchRule(
  head: Pick<InputRule, "id" | "title" | "fix" | "path"> & Partial<InputRule>,
  wanted: boolean,
): Rule {
  return inputRule({ ...DATABASE, accepts: wanted ? isTrue : isNotTrue, good: wanted, bad: !wanted, ...head });
}

/** The database instance: reachability, encryption, recovery. */
export const databaseRules: readonly Rule[] = [
  switchRule(
    {
      id: "rds-private",
      answers: "CKV_AWS_17 RDS.2 CIS-3.2.3",
      severity: "critical",
      title: "The database has no public address",
      fix: "Set publiclyAccessible to false.",
      path: "publiclyAccessible",
    },
    false,
  ),
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
    title: "Storage is encrypted with a key of ours",
    fix: "Set protection.customerManagedKeys before the first deployment.",
    path: "kmsKeyId",
    accepts: isSet,
    good: KEY,
    bad: undefined,
  }),
  inputRule({
    ...DATABASE,
    id: "rds-secret-customer-key",
    title: "The password is encrypted with a key of ours",
    fix: "Set protection.customerManagedKeys before the first deployment.",
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
      fix: "Set database.multiAz to true.",
      path: "multiAz",
    },
    true,
  ),
  switchRule(
    {
      id: "rds-deletion-protection",
      answers: "CKV_AWS_293 RDS.8 nag:RDS10",
      title: "RDS refuses to delete the database",
      fix: "Set database.deletionProtection to true.",
      path: "deletionProtection",
    },
    true,
  ),
  switchRule(
    {
      id: "rds-final-snapshot",
      title: "A snapshot is left when the database goes",
      fix: "Set database.finalSnapshot to true.",
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
    fix: "Set database.backupRetentionDays to 7 or more.",
    path: "backupRetentionPeriod",
    accepts: atLeast(7),
    good: 7,
    bad: 1,
  }),
  switchRule(
    {
      id: "rds-iam-authentication",
      answers: "CKV_AWS_161 RDS.10",
      title: "Applications can sign in with IAM",
      fix: "Set iamDatabaseAuthenticationEnabled to true.",
      path: "iamDatabaseAuthenticationEnabled",
    },
    true,
  ),
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
    id: "rds-managed-password",
    severity: "high",
    title: "RDS makes, keeps and rotates the password",
    fix: "Set manageMasterUserPassword, and no password.",
    path: "manageMasterUserPassword",
    accepts: isTrue,
    good: true,
    bad: undefined,
  }),
  customRule({
    id: "rds-no-password-input",
    severity: "high",
    title: "No password passes through Pulumi",
    fix: "Take password out.",
    types: [T.databaseInstance],
    check: ({ inputs }) => (inputs.password === undefined ? [] : [{ message: "is given a password" }]),
    compliant: [{ type: T.databaseInstance }],
    breaks: [{ type: T.databaseInstance, path: "password", to: "[secret]" }],
  }),
  inputRule({
    ...DATABASE,
    id: "rds-custom-administrator",
    answers: "RDS.25",
    title: "The administrator has a name of our own",
    fix: "Set username to something else than admin, root or postgres.",
    path: "username",
    accepts: noneOf("admin", "administrator", "root", "postgres", "mysql"),
    good: "app_owner",
    bad: "admin",
  }),
  inputRule({
    ...DATABASE,
    id: "rds-custom-port",
    answers: "RDS.23 nag:RDS11",
    severity: "low",
    title: "The database listens on another port than its engine's",
    fix: "None: security groups decide who reaches the port.",
    path: "port",
    accepts: noneOf(3306, 5432, undefined),
    good: 3307,
    bad: 3306,
  }),
  inputRule({
    ...DATABASE,
    id: "rds-certificate-authority",
    answers: "CKV_AWS_211",
    severity: "high",
    title: "The server certificate comes from a current authority",
    fix: "Set caCertIdentifier to rds-ca-rsa2048-g1.",
    path: "caCertIdentifier",
    accepts: oneOf("rds-ca-rsa2048-g1", "rds-ca-rsa4096-g1", "rds-ca-ecc384-g1"),
    good: "rds-ca-rsa2048-g1",
    bad: "rds-ca-2019",
  }),
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
  customRule({
    id: "rds-requires-tls",
    answers: "CKV2_AWS_69 RDS.39",
    severity: "high",
    title: "The server refuses connections without TLS",
    fix: "Set require_secure_transport to 1 in the parameter group.",
    types: [T.databaseInstance],
    needsGraph: true,
    check: (database, graph) => {
      const groups = graph.linked(database, "parameterGroupName", T.databaseParameters);
      if (groups.length === 0) return [{ message: "has no parameter group of its own" }];
      const isRequired = groups.some((group) =>
        asList(group.inputs.parameters).some(
          (parameter) =>
            valueAt(parameter, "name") === "require_secure_transport" &&
            ["1", "ON"].includes(String(valueAt(parameter, "value"))),
        ),
      );
      return isRequired ? [] : [{ message: "require_secure_transport is not 1" }];
    },
    compliant: [
      {
        type: T.databaseParameters,
        name: "parameters",
        inputs: { parameters: [{ name: "require_secure_transport", value: "1" }] },
      },
      { type: T.databaseInstance, links: { parameterGroupName: ["parameters"] } },
    ],
    breaks: [
      { type: T.databaseParameters, path: "parameters.*.value", to: "0" },
      { type: T.databaseParameters, path: "parameters.*.name", to: "max_connections" },
      { type: T.databaseInstance, path: "parameterGroupName", to: UNLINK },
    ],
  }),
  customRule({
    id: "rds-vpc-groups",
    answers: "nag:RDS8",
    severity: "high",
    title: "Security groups of the VPC, not legacy DB security groups, guard the database",
    fix: "Set vpcSecurityGroupIds.",
    types: [T.databaseInstance],
    check: ({ inputs }) => {
      const groups = inputs.vpcSecurityGroupIds;
      return isOpaque(groups) || isSet(groups) ? [] : [{ message: "has no security group of the VPC" }];
    },
    compliant: [{ type: T.databaseInstance, inputs: { vpcSecurityGroupIds: ["sg-1"] } }],
    breaks: [{ type: T.databaseInstance, path: "vpcSecurityGroupIds", to: [] }],
  }),
];
