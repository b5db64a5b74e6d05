import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { type IncomingMessage, type ServerResponse } from "node:http";
import { type SiteObject } from "./plan";

interface Stored extends SiteObject {
  readonly content: Buffer;
  readonly etag: string;
}

/** The bucket of static files, as the distribution's own origin access sees it. */
export class Bucket {
  readonly #objects = new Map<string, Stored>();

  get keys(): string[] {
    return [...this.#objects.keys()].sort();
  }

  /** Uploads what is new. Nothing else changes yet: pages follow their assets, and old ones are still served. */
  upload(objects: readonly SiteObject[]): void {
    for (const object of objects) {
      const content = readFileSync(object.file);
      const etag = `"${createHash("md5").update(content).digest("hex")}"`;
      this.#objects.set(object.key, { ...object, content, etag });
    }
  }

  /** Deletes what a deployment no longer has, except what it leaves behind on purpose (`retainOnDelete`). */
  cleanUp(objects: readonly SiteObject[]): void {
    const current = new Set(objects.map(({ key }) => key));
    for (const [key, { retained }] of this.#objects) {
      if (!current.has(key) && !retained) this.#objects.delete(key);
    }
  }

  /** Answers GET and HEAD; the distribution may list the bucket, so a missing key is 404 and not 403. */
  answer(request: IncomingMessage, response: ServerResponse, path: string): void {
    request.resume();
    if (request.method !== "GET" && request.method !== "HEAD") {
      sendError(response, 403, "AccessForbidden");
      return;
    }
    const object = this.#objects.get(keyOf(path));
    if (object === undefined) {
      sendError(response, 404, "NoSuchKey");
      return;
    }
    const headers = { "cache-control": object.cacheControl, etag: object.etag };
    if (request.headers["if-none-match"]?.includes(object.etag)) {
      response.writeHead(304, headers).end();
      return;
    }
    response.writeHead(200, {
      ...headers,
      "content-type": object.contentType,
      "content-length": object.content.byteLength,
    });
    response.end(request.method === "HEAD" ? undefined : object.content);
  }
}

function keyOf(path: string): string {
  try {
    return decodeURIComponent(path.replace(/[?#].*$/s, "").slice(1));
  } catch {
    return "";
  }
}

function sendError(response: ServerResponse, status: number, code: string): void {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code></Error>`;
  response.writeHead(status, { "content-type": "application/xml" }).end(body);
}
