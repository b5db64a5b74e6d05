import type { IncomingMessage, ServerResponse } from "node:http";
import { BodyTooLargeError } from "./body.js";
import { sendFile, type StaticFile } from "./files.js";
import { errorFields, type Log } from "./log.js";
import type { Pages } from "./pages.js";
import { sendPlainPage } from "./plain-page.js";
import type { PressureGauge } from "./pressure.js";
import { requestIdFrom, viewerOrigin } from "./viewer.js";

const HEALTH_PATH = "/healthz";

/** Decides who answers a request: the health check, a built file or a page; and logs and counts each one when it is done. */
export function createListener(files: ReadonlyMap<string, StaticFile>, pages: Pages, log: Log, gauge: PressureGauge) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const requestId = requestIdFrom(request.headers);
    const path = (request.url ?? "/").replace(/[?#].*$/s, "");
    response.setHeader("X-Request-Id", requestId);
    logWhenDone(request, response, { requestId, path }, log);
    if (path !== HEALTH_PATH) measure(response, gauge);
    answer(request, response, path, requestId).catch((error: unknown) => {
      if (error instanceof BodyTooLargeError) {
        response.shouldKeepAlive = false;
        sendPlainPage(response, 413, "Too long", "What was sent is longer than a note can be.");
      } else if (!response.destroyed) {
        log.error("request failed", { requestId, path, ...errorFields(error) });
        sendPlainPage(response, 500, "Something went wrong", "This page could not be shown. Trying again often helps.");
      }
    });
  };

  async function answer(request: IncomingMessage, response: ServerResponse, path: string, requestId: string) {
    const method = request.method ?? "";
    if (path === HEALTH_PATH) {
      // Says that this process answers, nothing about the backend: a restart here would not mend that one.
      response.writeHead(200, { "Content-Type": "text/plain", "Cache-Control": "no-store" }).end("ok\n");
      return;
    }
    const file = method === "GET" || method === "HEAD" ? files.get(path) : undefined;
    if (file) {
      sendFile(request, response, file);
      return;
    }
    if (path.startsWith("/assets/")) {
      sendPlainPage(response, 404, "Not found", "This file is not part of the application.");
      return;
    }
    if (!["GET", "HEAD", "POST"].includes(method)) {
      response.setHeader("Allow", "GET, HEAD, POST");
      sendPlainPage(response, 405, "Not possible", "Pages can be read and forms can be posted, nothing else.");
      return;
    }
    const url = viewerUrl(request);
    if (url === undefined) {
      sendPlainPage(response, 400, "Bad request", "The address or the host of this request makes no sense.");
      return;
    }
    await pages(request, response, { url, requestId });
  }
}

function viewerUrl(request: IncomingMessage): URL | undefined {
  const origin = viewerOrigin(request.headers);
  const target = request.url ?? "";
  if (origin === undefined || !target.startsWith("/") || !URL.canParse(origin + target)) return undefined;
  return new URL(origin + target);
}

function measure(response: ServerResponse, gauge: PressureGauge): void {
  gauge.begin();
  response.once("close", () => {
    gauge.end(response.writableFinished);
  });
}

function logWhenDone(
  request: IncomingMessage,
  response: ServerResponse,
  { requestId, path }: { requestId: string; path: string },
  log: Log,
): void {
  const start = performance.now();
  response.once("close", () => {
    log[path === HEALTH_PATH ? "debug" : "info"]("request", {
      requestId,
      method: request.method,
      // Search words are the team's own: the query stays out of the log.
      path,
      status: response.statusCode,
      durationMs: Math.round(performance.now() - start),
      ...(!response.writableFinished && { aborted: true }),
    });
  });
}
