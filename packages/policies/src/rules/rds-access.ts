import { customRule, inputRule, isSet, isTrue, noneOf, oneOf } from "../makers";
import { type Rule, UNLINK } from "../rule";
import { T } from "@toolkit/offline/aws-types";
import { asList, isOpaque, valueAt } from "../values";
import { DATABASE, switchRule } from "./rds-rule";

/** The database instance: who reaches it, and how. */
export const databaseAccessRules: readonly Rule[] = [
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
      id: "rds-iam-authentication",
      answers: "CKV_AWS_161 RDS.10",
      title: "Applications can sign in with IAM",
      fix: "Set iamDatabaseAuthenticationEnabled to true.",
      path: "iamDatabaseAuthenticationEnabled",
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
    title: "The administrator has another name than the engine's default",
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
