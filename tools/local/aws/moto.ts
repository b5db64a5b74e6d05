import { freePort } from "../free-port";
import { type QueuePlan } from "../plan";
import { ServerProcess } from "../server-process";

const START_TIMEOUT_MS = 30_000;

/** S3 and SQS of this machine: moto's server, an emulator that keeps everything in memory. */
export class Moto {
  port = 0;
  readonly #server = new ServerProcess("The emulator of S3 and SQS", () => this.#answers());

  /** @param program path of `moto_server`. */
  constructor(private readonly program: string) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    this.port = await freePort();
    await this.#server.start(this.program, ["--host", "127.0.0.1", "--port", String(this.port)], START_TIMEOUT_MS);
  }

  async stop(): Promise<void> {
    await this.#server.stop();
  }

  async createBucket(name: string): Promise<void> {
    const answer = await this.s3("PUT", `/${name}`);
    if (!answer.ok) throw new Error(`The emulator makes no bucket ${name}: ${await answer.text()}`);
  }

  /** @returns its URL here. */
  async createQueue({ name, attributes }: Pick<QueuePlan, "name" | "attributes">): Promise<string> {
    const { QueueUrl } = await this.sqs<{ QueueUrl: string }>("CreateQueue", {
      QueueName: name,
      Attributes: attributes,
    });
    return QueueUrl;
  }

  /** Calls an action of SQS. */
  async sqs<T>(action: string, input: object): Promise<T> {
    const answer = await fetch(this.url, {
      method: "POST",
      headers: {
        "content-type": "application/x-amz-json-1.0",
        "x-amz-target": `AmazonSQS.${action}`,
        authorization: credential("sqs"),
      },
      body: JSON.stringify(input),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`The emulator refuses ${action}: ${text}`);
    return (text === "" ? {} : JSON.parse(text)) as T;
  }

  /** Sends a request to S3, by path: `/<bucket>/<key>`. */
  s3(method: string, path: string, headers: Record<string, string> = {}, body?: Uint8Array): Promise<Response> {
    return fetch(this.url + path, {
      method,
      headers: { ...headers, authorization: credential("s3") },
      ...(body === undefined ? {} : { body }),
    });
  }

  async #answers(): Promise<boolean> {
    try {
      const answer = await fetch(`${this.url}/moto-api/`);
      await answer.body?.cancel();
      return true;
    } catch {
      return false;
    }
  }
}

/** Names the service; the emulator checks no signature. */
const credential = (service: string): string =>
  `AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=none`;
