import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo } from "node:net";

export interface StoredNote {
  id: string;
  title: string;
  body: string;
  createdAt: string;
  updatedAt: string;
}

/** The backend's API over an array, with switches for bad days. */
export class BackendDouble {
  readonly notes: StoredNote[] = [];
  readonly requests: { method: string; url: string; headers: IncomingMessage["headers"] }[] = [];
  /** Answer everything with this status and body instead. */
  failure: { status: number; body: string } | undefined;
  /** Awaited before each answer. */
  gate: Promise<void> | undefined;
  #server: Server | undefined;

  get url(): string {
    return `http://127.0.0.1:${(this.#server?.address() as AddressInfo).port}`;
  }

  async start(): Promise<void> {
    this.#server = createServer((request, response) => void this.#answer(request, response));
    await new Promise<void>((resolve) => this.#server?.listen(0, "127.0.0.1", resolve));
  }

  async stop(): Promise<void> {
    const server = this.#server;
    await new Promise<void>((resolve) => {
      server?.close(() => {
        resolve();
      });
      server?.closeAllConnections();
    });
  }

  add(count: number, title: (index: number) => string = (index) => `Note ${index}`): StoredNote[] {
    const added = Array.from({ length: count }, (_, index) => ({
      id: `note-${this.notes.length + index}`,
      title: title(index),
      body: `Body of ${title(index)}`,
      createdAt: "2025-11-24T10:31:00Z",
      updatedAt: "2025-11-24T10:31:00Z",
    }));
    this.notes.push(...added);
    return added;
  }

  reset(): void {
    this.notes.length = 0;
    this.requests.length = 0;
    this.failure = undefined;
    this.gate = undefined;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const { method = "", url = "" } = request;
    this.requests.push({ method, url, headers: request.headers });
    await this.gate;
    if (this.failure) {
      response.writeHead(this.failure.status).end(this.failure.body);
      return;
    }
    const { status, body } = this.#route(method, new URL(url, "http://backend"), Buffer.concat(chunks).toString());
    response.writeHead(status, { "content-type": "application/json" }).end(body && JSON.stringify(body));
  }

  #route(method: string, url: URL, text: string): { status: number; body?: unknown } {
    const id = /^\/api\/notes\/([^/]+)$/.exec(url.pathname)?.[1];
    if (id === undefined) return method === "POST" ? this.#create(text) : this.#list(url.searchParams);
    const position = this.notes.findIndex((note) => note.id === decodeURIComponent(id));
    const found = this.notes[position];
    if (!found) return { status: 404, body: { error: { code: "not_found", message: "No note.", requestId: "r-404" } } };
    if (method === "DELETE") {
      this.notes.splice(position, 1);
      return { status: 204 };
    }
    if (method === "PUT") Object.assign(found, JSON.parse(text));
    return { status: 200, body: found };
  }

  #list(parameters: URLSearchParams): { status: number; body: unknown } {
    const [q, page, pageSize] = [
      parameters.get("q") ?? "",
      Number(parameters.get("page")),
      Number(parameters.get("pageSize")),
    ];
    const hits = this.notes.filter((note) => note.title.includes(q) || note.body.includes(q));
    const notes = hits.slice((page - 1) * pageSize, page * pageSize);
    return { status: 200, body: { notes, page, pageSize, total: hits.length } };
  }

  #create(text: string): { status: number; body: unknown } {
    const [note] = this.add(1);
    return { status: 201, body: Object.assign(note ?? {}, JSON.parse(text)) };
  }
}
