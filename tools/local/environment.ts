import { type Database } from "./database";
import { LOCAL_CREDENTIALS } from "./aws/credentials";
import { type ContainerPlan } from "./plan";
import { urlVariable } from "../../stacks/uses/service";
import { type Secrets } from "./secrets";
import { type Uses } from "./uses";

/** What a container's environment refers to, on this machine. */
export interface Surroundings {
  readonly database: Database;
  readonly secrets: Secrets;
  readonly uses: Uses;
  /** Origin of the internal load balancer. */
  readonly backendUrl: string;
  /** Names of the services behind it, whose users are told where it is. */
  readonly services: readonly string[];
}

/**
 * The environment that a container definition gives, with the addresses of this machine in the place of AWS's. Nothing
 * else is added or changed, except what ECS itself sets and credentials that no one checks here.
 */
export function localEnvironment(
  { environment, secrets }: Pick<ContainerPlan, "environment" | "secrets">,
  port: number,
  { database, secrets: store, uses, backendUrl, services }: Surroundings,
): Record<string, string> {
  const injected = Object.fromEntries(Object.entries(secrets).map(([name, from]) => [name, store.valueOf(from)]));
  const here: Readonly<Record<string, string>> = {
    PORT: String(port),
    DATABASE_HOST: "127.0.0.1",
    DATABASE_PORT: String(database.port),
    BACKEND_URL: backendUrl,
    ...Object.fromEntries(services.map((name) => [urlVariable(name), backendUrl])),
  };
  const named = Object.entries({ ...uses.environment(environment), ...injected }).map(([name, value]) => [
    name,
    here[name] ?? value,
  ]);
  return {
    ...(Object.fromEntries(named) as Record<string, string>),
    HOST: "127.0.0.1",
    ...(environment.DATABASE_HOST === undefined ? {} : { DATABASE_TLS: "off" }),
    AWS_REGION: "us-east-1",
    AWS_ENDPOINT_URL_SECRETS_MANAGER: store.url,
    AWS_ACCESS_KEY_ID: LOCAL_CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: LOCAL_CREDENTIALS.secretAccessKey,
  };
}
