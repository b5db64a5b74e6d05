import { T } from "../aws-types";
import { named } from "./names";
import type { Models, Scope } from "./types";

const DATABASE_PORTS: Readonly<Record<string, number>> = { mysql: 3306, mariadb: 3306, postgres: 5432 };

const portOf = (r: Scope): number =>
  typeof r.inputs.port === "number" ? r.inputs.port : (DATABASE_PORTS[r.text("engine")] ?? 3306);

/** The version that an unspecific `8.4` resolves to. */
const actualVersion = (r: Scope): string => {
  const version = r.text("engineVersion");
  return /^\d+\.\d+$/.test(version) ? `${version}.6` : version;
};

function instanceOutputs(r: Scope): Record<string, unknown> {
  const address = `${r.text("identifier")}.c${r.hex(11)}.${r.region}.rds.${r.dnsSuffix}`;
  const managed = r.inputs.manageMasterUserPassword === true;
  return {
    address,
    arn: r.arn("rds", `db:${r.text("identifier")}`),
    endpoint: `${address}:${portOf(r)}`,
    engineVersionActual: actualVersion(r),
    hostedZoneId: "Z2R2ITUGPM61AM",
    latestRestorableTime: "",
    listenerEndpoints: [],
    masterUserSecrets: managed
      ? [
          {
            kmsKeyId: r.text("masterUserSecretKmsKeyId", r.arn("kms", `key/${r.uuid("secret-key")}`)),
            secretArn: r.arn("secretsmanager", `secret:rds!db-${r.uuid("secret")}-${r.code(6)}`),
            secretStatus: "active",
          },
        ]
      : [],
    port: portOf(r),
    replicas: [],
    resourceId: `db-${r.code(26)}`,
    status: "available",
    upgradeRolloutOrder: "second",
  };
}

/** RDS, Secrets Manager and KMS. */
export const dataModels: Models = {
  [T.databaseInstance]: {
    autoname: { property: "identifier", maxLength: 63, lowerCase: true, prefixProperty: "identifierPrefix" },
    secrets: ["password"],
    id: (r) => `db-${r.code(26)}`,
    computed: instanceOutputs,
  },
  [T.databaseSubnets]: {
    autoname: named(255, { lowerCase: true }),
    id: (r) => r.text("name"),
    computed: (r) => ({
      arn: r.arn("rds", `subgrp:${r.text("name")}`),
      supportedNetworkTypes: ["IPV4"],
      vpcId: `vpc-${r.hex(17)}`,
    }),
  },
  [T.databaseParameters]: {
    autoname: named(255, { lowerCase: true }),
    id: (r) => r.text("name"),
    computed: (r) => ({ arn: r.arn("rds", `pg:${r.text("name")}`) }),
  },
  [T.databaseOptions]: {
    autoname: named(255, { lowerCase: true }),
    id: (r) => r.text("name"),
    computed: (r) => ({ arn: r.arn("rds", `og:${r.text("name")}`) }),
  },
  [T.eventSubscription]: {
    autoname: named(255),
    id: (r) => r.text("name"),
    computed: (r) => ({ arn: r.arn("rds", `es:${r.text("name")}`), customerAwsId: r.accountId }),
  },
  [T.secret]: {
    autoname: named(512),
    id: (r) => r.arn("secretsmanager", `secret:${r.text("name")}-${r.code(6)}`),
    computed: (_, id) => ({ arn: id }),
  },
  [T.secretVersion]: {
    secrets: ["secretString", "secretStringWo", "secretBinary"],
    id: (r) => `${r.text("secretId")}|terraform-${r.uuid()}`,
    computed: (r) => ({
      arn: r.text("secretId"),
      hasSecretStringWo: r.text("secretStringWo") !== "",
      secretArn: r.text("secretId"),
      versionId: `terraform-${r.uuid()}`,
      versionStages: ["AWSCURRENT"],
    }),
  },
  [T.secretPolicy]: { id: (r) => r.text("secretArn") },
  [T.secretRotation]: { id: (r) => r.text("secretId") },
  [T.key]: {
    id: (r) => r.uuid(),
    computed: (r, id) => ({ arn: r.arn("kms", `key/${id}`), keyId: id }),
  },
  [T.alias]: {
    autoname: named(256, { prefix: "alias/" }),
    id: (r) => r.text("name"),
    computed: (r) => ({
      arn: r.arn("kms", r.text("name")),
      targetKeyArn: r.arn("kms", `key/${r.text("targetKeyId")}`),
    }),
  },
  [T.keyPolicy]: { id: (r) => r.text("keyId") },
  "aws:kms/grant:Grant": {
    autoname: { property: "name", maxLength: 256 },
    id: (r) => `${r.text("keyId")}:${r.hex(64)}`,
    computed: (r) => ({ grantId: r.hex(64), grantToken: r.hex(128) }),
  },
};
