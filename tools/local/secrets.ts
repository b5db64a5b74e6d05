import { createServer, type Server } from "node:http";
import { close, listen } from "./http";

/** First value of a secret that the stack makes. */
const NOT_SET = "not set";

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** Secrets Manager with one secret, which is all that the application's role may read. */
export class Secrets {
  /** For `AWS_ENDPOINT_URL_SECRETS_MANAGER`. */
  url = "";
  /** How often the secret was read. */
  reads = 0;
  readonly #server: Server;

  constructor(public credentials: Credentials) {
    this.#server = createServer((request, response) => {
      request.resume();
      const isRead = request.headers["x-amz-target"] === "secretsmanager.GetSecretValue";
      if (isRead) this.reads += 1;
      response.writeHead(isRead ? 200 : 400, { "content-type": "application/x-amz-json-1.1" });
      response.end(JSON.stringify(isRead ? { SecretString: JSON.stringify(this.credentials) } : { __type: "Denied" }));
    });
  }

  async start(): Promise<void> {
    this.url = `http://127.0.0.1:${await listen(this.#server)}`;
  }

  stop(): Promise<void> {
    return close(this.#server);
  }

  /** What ECS injects for `valueFrom`, `<secret ARN>:<JSON key>::`: any but the database's is as it is before it is filled in. */
  valueOf(valueFrom: string): string {
    const key = valueFrom.split(":").at(-3);
    return key === "username" || key === "password" ? this.credentials[key] : NOT_SET;
  }
}
