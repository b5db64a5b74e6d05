import { DATABASE_PORT } from "../../components/data/database-port";
import { type ResourceKind } from "./kind";

/** The one database of a stack. */
export const database: ResourceKind = {
  title: "the database",
  things: () => [{ name: "database", key: "database" }],
  variables: () => [
    "AWS_REGION",
    "DATABASE_AUTHENTICATION",
    "DATABASE_HOST",
    "DATABASE_IAM_USERNAME",
    "DATABASE_MAX_CONNECTIONS",
    "DATABASE_NAME",
    "DATABASE_PASSWORD",
    "DATABASE_PORT",
    "DATABASE_SECRET_ARN",
    "DATABASE_USERNAME",
  ],
  connection: () => ({ to: "database", port: DATABASE_PORT, description: "Queries" }),
  // Tokens are signed in the task; a password is read again when it has been rotated.
  endpoints: (config) => (config.database.authentication === "iam" ? [] : ["secretsmanager"]),
};
