import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";

const IMMUTABLE = "public, max-age=31536000, immutable";
const AN_HOUR = "public, max-age=3600";

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
};

/** A built file, held in memory: all of them together are some hundred kilobytes. */
export interface StaticFile {
  readonly content: Buffer;
  readonly contentType: string;
  readonly cacheControl: string;
  readonly etag: string;
}

/** Reads every file below `folder`, by its path in a URL. Names that no request can spell differently lead nowhere else. */
export function loadFiles(folder: string): ReadonlyMap<string, StaticFile> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    entries.map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      const url = `/${path.relative(folder, file).split(path.sep).join("/")}`;
      return [url, describe(url, readFileSync(file))];
    }),
  );
}

function describe(url: string, content: Buffer): StaticFile {
  return {
    content,
    contentType: CONTENT_TYPES[path.extname(url)] ?? "application/octet-stream",
    // Names below /assets/ carry a hash of their content.
    cacheControl: url.startsWith("/assets/") ? IMMUTABLE : AN_HOUR,
    etag: `"${createHash("sha256").update(content).digest("base64url").slice(0, 22)}"`,
  };
}

/** Sends a file, or 304 when the client has it. */
export function sendFile(request: IncomingMessage, response: ServerResponse, file: StaticFile): void {
  const headers = {
    "Cache-Control": file.cacheControl,
    ETag: file.etag,
    "X-Content-Type-Options": "nosniff",
  };
  if (request.headers["if-none-match"]?.includes(file.etag)) {
    response.writeHead(304, headers).end();
    return;
  }
  response.writeHead(200, {
    ...headers,
    "Content-Type": file.contentType,
    "Content-Length": file.content.byteLength,
  });
  response.end(request.method === "HEAD" ? undefined : file.content);
}
