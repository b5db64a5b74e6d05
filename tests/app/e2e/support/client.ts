import { Agent, request as httpsRequest } from "node:https";
import { type IncomingHttpHeaders } from "node:http";
import { type TestRun, HOST } from "./run";

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface Ask {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
}

/** A client under the public name, over https. It believes the certificate, which no one has signed. */
export class Client {
  readonly #agent = new Agent({ keepAlive: true, rejectUnauthorized: false });

  constructor(private readonly run: TestRun) {}

  /** @returns status 0 when there is no answer. */
  ask(path: string, { method = "GET", headers = {}, body }: Ask = {}): Promise<Answer> {
    return new Promise((resolve) => {
      const { port } = this.run.app.edge;
      const sent = { host: `${HOST}:${port}`, ...(body === undefined ? {} : { "content-length": byteLength(body) }) };
      const request = httpsRequest(
        {
          host: "127.0.0.1",
          servername: HOST,
          port,
          path,
          method,
          agent: this.#agent,
          headers: { ...sent, ...headers },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          const end = (): void => {
            const text = Buffer.concat(chunks).toString();
            resolve({ status: response.complete ? (response.statusCode ?? 0) : 0, headers: response.headers, text });
          };
          response.on("end", end).on("error", end);
        },
      );
      request.on("error", (error) => {
        resolve({ status: 0, headers: {}, text: error.message });
      });
      request.end(body);
    });
  }

  /** Sends JSON to the API. */
  send(method: string, path: string, value: unknown): Promise<Answer> {
    return this.ask(path, { method, headers: { "content-type": "application/json" }, body: JSON.stringify(value) });
  }

  /** Posts a form from a page of the application. */
  post(path: string, fields: Record<string, string>, origin = this.run.origin): Promise<Answer> {
    const headers = { "content-type": "application/x-www-form-urlencoded", origin };
    return this.ask(path, { method: "POST", headers, body: new URLSearchParams(fields).toString() });
  }

  /** Stores a note as this variant's browser does. @returns whether the application said that it is stored. */
  async write(title: string, body = ""): Promise<Answer & { isStored: boolean }> {
    const isRendered = this.run.app.frontend === "ssr";
    const answer = isRendered
      ? await this.post("/notes/new", { title, body })
      : await this.send("POST", "/api/notes", { title, body });
    return { ...answer, isStored: answer.status === (isRendered ? 302 : 201) };
  }

  /** Changes a note as this variant's browser does. */
  async change(id: string, title: string, body = ""): Promise<Answer & { isStored: boolean }> {
    const isRendered = this.run.app.frontend === "ssr";
    const answer = isRendered
      ? await this.post(`/notes/${id}/edit`, { title, body })
      : await this.send("PUT", `/api/notes/${id}`, { title, body });
    return { ...answer, isStored: answer.status === (isRendered ? 302 : 200) };
  }

  close(): void {
    this.#agent.destroy();
  }
}

const byteLength = (body: string | Buffer): string => String(Buffer.byteLength(body));
