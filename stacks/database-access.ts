import * as pulumi from "@pulumi/pulumi";

import { arn } from "../components/account";
import { connectionsPerTask, type Database } from "../components/data";
import { type PolicyStatement, statement } from "../components/security/iam";
import { iamUsername } from "./config/database-user";
import { type Foundation } from "./context";
import { type Grant } from "./uses/grant";
import { mostTasksUsing } from "./uses/plan";

/** What whoever uses the database gets, by `database.authentication`; the contract is app/backend/environment.json. */
export function databaseGrant(foundation: Foundation, database: Database): Partial<Grant> {
  const { config } = foundation;
  const environment = {
    ...databaseEnvironment(foundation, database),
    DATABASE_MAX_CONNECTIONS: connectionsPerTask(
      database.maxConnections,
      mostTasksUsing(config, "database"),
    ).toString(),
  };
  return config.database.authentication === "iam"
    ? {
        environment: { ...environment, DATABASE_USERNAME: iamUsername(config) },
        statements: [connectStatement(foundation, database)],
      }
    : {
        environment: { ...environment, DATABASE_SECRET_ARN: database.secretArn },
        secrets: {
          DATABASE_USERNAME: pulumi.interpolate`${database.secretArn}:username::`,
          DATABASE_PASSWORD: pulumi.interpolate`${database.secretArn}:password::`,
        },
        secretArns: [database.secretArn],
        // A task that meets a rotated password reads the new one, instead of failing until it is replaced.
        statements: secretStatements(foundation, database),
      };
}

/** What every command is told about the database. */
export function databaseEnvironment({ config }: Foundation, database: Database): Record<string, pulumi.Input<string>> {
  return {
    // Fargate sets it by itself, instances do not.
    AWS_REGION: config.aws.region,
    DATABASE_AUTHENTICATION: config.database.authentication,
    DATABASE_HOST: database.address,
    DATABASE_PORT: database.port.toString(),
    DATABASE_NAME: database.databaseName,
  };
}

/** For an application that reads the master secret itself. */
export function secretStatements({ account, keys }: Foundation, database: Database): PolicyStatement[] {
  return [
    statement({
      sid: "DatabaseSecret",
      actions: ["secretsmanager:GetSecretValue"],
      resources: [database.secretArn],
    }),
    ...(keys.data === undefined
      ? []
      : [
          statement({
            sid: "DatabaseSecretKey",
            actions: ["kms:Decrypt"],
            resources: [keys.data],
            conditions: { StringEquals: { "kms:ViaService": `secretsmanager.${account.region}.amazonaws.com` } },
          }),
        ]),
  ];
}

/** One user of one instance: the ARN holds the instance's resource id, not its identifier. */
function connectStatement({ account, config }: Foundation, database: Database): PolicyStatement {
  return statement({
    sid: "DatabaseConnect",
    actions: ["rds-db:connect"],
    resources: [arn(account, "rds-db", pulumi.interpolate`dbuser:${database.resourceId}/${iamUsername(config)}`)],
  });
}
