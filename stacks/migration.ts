import type * as pulumi from "@pulumi/pulumi";

import { ContainerTask, type ContainerTaskArgs } from "../components/compute";
import { type Database } from "../components/data";
import { databaseEnvironment, secretStatements } from "./database-access";
import { iamUsername } from "./config/database-user";
import { type Foundation } from "./context";

/** Size of a task of a few statements, seconds long. */
export const STATEMENTS_SIZE = { cpu: 256, memory: 512 } as const;

/**
 * The task that changes the schema and creates the backend's user, when the backend signs in with IAM tokens and so
 * has no right to it. A deployment runs it before the service, from the backend's security group; it alone reads the
 * master secret. With a password a deployment runs the backend's own task, with another command.
 */
export function createMigration(
  foundation: Foundation,
  database: Database,
  image: Pick<ContainerTaskArgs, "image" | "pullRepositoryArn">,
): ContainerTask | undefined {
  const { config, account, logs, opts } = foundation;
  if (config.database.authentication !== "iam" || !config.backend.uses.includes("database")) return undefined;
  return new ContainerTask(
    "migrate",
    {
      account,
      ...image,
      ...STATEMENTS_SIZE,
      architecture: config.backend.architecture,
      command: config.backend.migrate,
      environment: {
        ...databaseEnvironment(foundation, database),
        DATABASE_SECRET_ARN: database.secretArn,
        DATABASE_IAM_USERNAME: iamUsername(config),
      },
      taskPolicyStatements: secretStatements(foundation, database),
      logs,
    },
    opts,
  );
}

/** What a deployment runs before the backend serves; nothing where the backend changes no schema. */
export function migrateTask(
  { config, cluster }: Foundation,
  ownTask: ContainerTask | undefined,
  backendTask: ContainerTask,
): { task: ContainerTask; command: readonly string[]; capacityProvider?: pulumi.Input<string> } | undefined {
  const { architecture, capacity, migrate: command, uses } = config.backend;
  if (command.length === 0 || !uses.includes("database")) return undefined;
  if (ownTask !== undefined) return { task: ownTask, command };
  const instances = capacity === "ec2Spot" ? cluster.ec2[architecture] : undefined;
  return {
    task: backendTask,
    command,
    ...(instances === undefined ? {} : { capacityProvider: instances.capacityProviderName }),
  };
}
