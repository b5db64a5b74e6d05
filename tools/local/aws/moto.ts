import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../free-port";
import { type QueuePlan } from "../plan";

const START_TIMEOUT_MS = 30_000;
const STOP_TIMEOUT_MS = 5_000;

/** S3 and SQS of this machine: moto's server, an emulator that keeps everything in memory. */
export class Moto {
  port = 0;
  #process: ChildProcess | undefined;
  #output = "";

  /** @param program path of `moto_server`. */
  constructor(private readonly program: string) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    this.port = await freePort();
    const started = spawn(this.program, ["--host", "127.0.0.1", "--port", String(this.port)], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#process = started;
    const keep = (chunk: Buffer): void => {
      this.#output = (this.#output + chunk.toString()).slice(-4000);
    };
    started.stdout.on("data", keep);
    started.stderr.on("data", keep);
    const deadline = Date.now() + START_TIMEOUT_MS;
    while (!(await this.#answers())) {
      if (started.exitCode !== null || Date.now() > deadline) {
        throw new Error(`The emulator of S3 and SQS does not answer.\n${this.#output}`);
      }
      await sleep(50);
    }
  }

  async stop(): Promise<void> {
    const running = this.#process;
    this.#process = undefined;
    if (running?.exitCode !== null || running.signalCode !== null) return;
    const ended = new Promise((resolve) => running.once("exit", resolve));
    running.kill("SIGTERM");
    const timer = setTimeout(() => running.kill("SIGKILL"), STOP_TIMEOUT_MS);
    await ended;
    clearTimeout(timer);
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
