import { type IncomingMessage, type ServerResponse } from "node:http";
import { type Moto } from "./moto";

/** Headers of an object that CloudFront passes on. */
const PASSED = ["content-type", "content-length", "etag", "last-modified", "cache-control", "content-disposition"];

/**
 * A bucket of the application as the distribution's origin access sees it: it may read objects and not list them, so a
 * missing one is 403.
 */
export class ServedBucket {
  constructor(
    private readonly moto: Moto,
    private readonly name: string,
  ) {}

  answer(request: IncomingMessage, response: ServerResponse, path: string): void {
    request.resume();
    this.#send(request.method ?? "GET", response, path).catch(() => {
      if (!response.headersSent) response.writeHead(502).end();
    });
  }

  async #send(method: string, response: ServerResponse, path: string): Promise<void> {
    if (method !== "GET" && method !== "HEAD") {
      response.writeHead(403, { "content-type": "application/xml" }).end("<Error><Code>AccessDenied</Code></Error>");
      return;
    }
    const answer = await this.moto.s3(method, `/${this.name}${path.replace(/[?#].*$/s, "")}`);
    const body = Buffer.from(await answer.arrayBuffer());
    if (!answer.ok) {
      response.writeHead(403, { "content-type": "application/xml" }).end("<Error><Code>AccessDenied</Code></Error>");
      return;
    }
    for (const name of PASSED) {
      const value = answer.headers.get(name);
      if (value !== null) response.setHeader(name, value);
    }
    response.writeHead(200).end(method === "HEAD" ? undefined : body);
  }
}
