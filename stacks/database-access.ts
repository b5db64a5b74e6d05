import * as pulumi from "@pulumi/pulumi";

import { arn } from "../components/account";
import { type FargateServiceArgs } from "../components/compute";
import { connectionsPerTask, type Database } from "../components/data";
import { type PolicyStatement, statement } from "../components/security/iam";
import { type Foundation } from "./context";

/** The user that `migrate` creates and the backend signs in as, with `database.authentication: iam`. */
export const IAM_USERNAME = "app_backend";

/** What lets the tasks of the backend sign in to the database. */
export interface DatabaseAccess extends Required<
  Pick<FargateServiceArgs, "environment" | "secrets" | "secretArns" | "taskPolicyStatements">
> {
  /** Secrets that ECS reads when a task starts. */
  readonly secretArns: readonly pulumi.Output<string>[];
}

/** Environment, secrets and rights of the backend, by `database.authentication`; the contract is app/backend/environment.json. */
export function databaseAccess(foundation: Foundation, database: Database): DatabaseAccess {
  const { config } = foundation;
  const environment = {
    ...databaseEnvironment(foundation, database),
    DATABASE_MAX_CONNECTIONS: connectionsPerTask(database.maxConnections, config.backend.maxTasks).toString(),
  };
  return config.database.authentication === "iam"
    ? {
        environment: { ...environment, DATABASE_USERNAME: IAM_USERNAME },
        secrets: {},
        secretArns: [],
        taskPolicyStatements: [connectStatement(foundation, database)],
      }
    : {
        environment: { ...environment, DATABASE_SECRET_ARN: database.secretArn },
        secrets: {
          DATABASE_USERNAME: pulumi.interpolate`${database.secretArn}:username::`,
          DATABASE_PASSWORD: pulumi.interpolate`${database.secretArn}:password::`,
        },
        secretArns: [database.secretArn],
        // A task that meets a rotated password reads the new one, instead of failing until it is replaced.
        taskPolicyStatements: secretStatements(foundation, database),
      };
}

/** What every command of the backend is told about the database. */
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
function connectStatement({ account }: Foundation, database: Database): PolicyStatement {
  return statement({
    sid: "DatabaseConnect",
    actions: ["rds-db:connect"],
    resources: [arn(account, "rds-db", pulumi.interpolate`dbuser:${database.resourceId}/${IAM_USERNAME}`)],
  });
}
