import { Agent, createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { close, endToEndHeaders, forward, IDLE_TIMEOUT_MS, listen } from "../http";
import { LOCAL_CREDENTIALS } from "./credentials";
import { type Moto } from "./moto";
import { refusalOf } from "./post-policy";

const TIMEOUT_MS = 30_000;
/** A declared size above this is refused before anything of it is read. */
const MOST_BYTES = 16 * 1024 * 1024;

/**
 * S3 as browsers and tasks see it: the emulator, with the check of upload forms that it lacks before it, and CORS for the
 * application's own pages.
 */
export class S3Gateway {
  port = 0;
  /** Refuses everything with this answer instead, as a bucket does whose policy or key is wrong. */
  refuses: { readonly status: number; readonly code: string } | undefined;
  readonly #server: Server;
  readonly #agent = new Agent({ keepAlive: true });

  /** @param isOwn whether an origin is one of the application's pages. */
  constructor(
    private readonly moto: Moto,
    private readonly isOwn: (origin: string) => boolean,
  ) {
    this.#server = createServer({ keepAliveTimeout: IDLE_TIMEOUT_MS }, (request, response) => {
      this.#answer(request, response).catch((error: unknown) => {
        if (!response.headersSent) sendError(response, 500, "InternalError", String(error));
      });
    });
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    this.port = await listen(this.#server);
  }

  async stop(): Promise<void> {
    await close(this.#server);
    this.#agent.destroy();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { origin } = request.headers;
    if (origin !== undefined && this.isOwn(origin)) response.setHeader("access-control-allow-origin", origin);
    if (this.refuses !== undefined) {
      request.resume();
      sendError(response, this.refuses.status, this.refuses.code, "The bucket refuses.");
      return;
    }
    const isForm = request.headers["content-type"]?.startsWith("multipart/form-data") ?? false;
    if (request.method === "POST" && isForm) await this.#take(request, response);
    else this.#pass(request, response);
  }

  /** Takes an upload form, or says why not. */
  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (Number(request.headers["content-length"] ?? Number.NaN) <= MOST_BYTES) {
      await this.#store(request, response);
      return;
    }
    response.setHeader("connection", "close");
    sendError(response, 400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size");
  }

  async #store(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const { fields, file } = await readForm(String(request.headers["content-type"]), Buffer.concat(chunks));
    const bucket = (request.url ?? "/").split(/[/?]/)[1] ?? "";
    const refusal = refusalOf({ bucket, fields, size: file.byteLength }, LOCAL_CREDENTIALS.secretAccessKey, new Date());
    if (refusal !== undefined) {
      sendError(response, refusal.status, refusal.code, refusal.message);
      return;
    }
    const headers = { "content-type": fields["content-type"] ?? "binary/octet-stream" };
    const stored = await this.moto.s3("PUT", `/${bucket}/${fields.key ?? ""}`, headers, file);
    if (stored.ok) response.writeHead(204).end();
    else sendError(response, stored.status, "InternalError", await stored.text());
  }

  #pass(request: IncomingMessage, response: ServerResponse): void {
    const hop = {
      port: this.moto.port,
      path: request.url ?? "/",
      headers: endToEndHeaders(request),
      agent: this.#agent,
      timeoutMs: TIMEOUT_MS,
    };
    const fail = (): void => {
      sendError(response, 503, "ServiceUnavailable", "The emulator does not answer.");
    };
    forward(request, response, hop, () => undefined, fail);
  }
}

async function readForm(contentType: string, body: Buffer) {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- It keeps the whole body, which has 16 MiB at most here.
  const form = await new Response(body, { headers: { "content-type": contentType } }).formData();
  const fields: Record<string, string> = {};
  let file = new Uint8Array();
  for (const [name, value] of form) {
    if (typeof value === "string") fields[name.toLowerCase()] = value;
    else file = new Uint8Array(await value.arrayBuffer());
  }
  return { fields, file };
}

function sendError(response: ServerResponse, status: number, code: string, message: string): void {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  response.writeHead(status, { "content-type": "application/xml" }).end(body);
}
