import { writeReadableStreamToWritable } from "@react-router/node";
import type { IncomingMessage, ServerResponse } from "node:http";
import { RouterContextProvider, createRequestHandler, type ServerBuild } from "react-router";
import { createNotesApi } from "../app/api/notes-api.js";
import { nonceContext, notesApiContext, reportErrorContext } from "../app/context.js";
import { readBody } from "./body.js";
import { createNonce, withNonce } from "./content-security-policy.js";
import { errorFields, type Log } from "./log.js";
import type { Settings } from "./settings.js";
import { viewerAddress } from "./viewer.js";

/** What is known of a request before its page is made. */
export interface PageRequest {
  /** The address as the viewer sees it. */
  readonly url: URL;
  readonly requestId: string;
}

/** Answers a request with a page of the application or with the data for one. */
export type Pages = (request: IncomingMessage, response: ServerResponse, page: PageRequest) => Promise<void>;

/** Connects React Router to Node's server: a client of the backend, a nonce and an error report for each request. */
export function createPages(build: ServerBuild, settings: Settings, log: Log): Pages {
  const handle = createRequestHandler(build, settings.mode);
  return async (incoming, outgoing, page) => {
    const nonce = createNonce();
    const context = new RouterContextProvider();
    context.set(nonceContext, nonce);
    context.set(notesApiContext, notesApiFor(page, viewerAddress(incoming.headers), settings, log));
    context.set(reportErrorContext, (error) => {
      log.error("page failed", { requestId: page.requestId, path: page.url.pathname, ...errorFields(error) });
    });
    const answer = await handle(await toFetchRequest(incoming, outgoing, page.url), context);
    const { name, value } = settings.contentSecurityPolicy;
    if (isHtml(answer)) answer.headers.set(name, withNonce(value, nonce));
    if (answer.status === 503) answer.headers.set("Retry-After", "5");
    // Notes belong to the team: no cache between here and the browser keeps them, nor does the browser's own.
    answer.headers.set("Cache-Control", "private, no-store");
    answer.headers.set("X-Content-Type-Options", "nosniff");
    await send(answer, outgoing, incoming.method === "HEAD");
  };
}

function notesApiFor({ requestId, url }: PageRequest, viewer: string | undefined, settings: Settings, log: Log) {
  return createNotesApi({
    baseUrl: settings.backendUrl,
    headers: { "x-request-id": requestId, ...(viewer !== undefined && { "x-forwarded-for": viewer }) },
    onFailure: (error, call) => {
      const level = error.isTemporary ? "warn" : "debug";
      log[level]("backend call failed", {
        requestId,
        path: url.pathname,
        call,
        status: error.status,
        code: error.code,
        ...errorFields(error),
        stack: undefined,
      });
    },
  });
}

async function toFetchRequest(incoming: IncomingMessage, outgoing: ServerResponse, url: URL): Promise<Request> {
  const gone = new AbortController();
  outgoing.once("close", () => {
    if (!outgoing.writableFinished) gone.abort(new Error("The client closed the connection."));
  });
  const method = incoming.method ?? "GET";
  const hasBody = method !== "GET" && method !== "HEAD";
  return new Request(url, {
    method,
    headers: toFetchHeaders(incoming),
    signal: gone.signal,
    ...(hasBody && { body: new Uint8Array(await readBody(incoming)) }),
  });
}

function toFetchHeaders(incoming: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, values] of Object.entries(incoming.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value);
  }
  return headers;
}

async function send(answer: Response, outgoing: ServerResponse, headOnly: boolean): Promise<void> {
  outgoing.statusCode = answer.status;
  for (const [name, value] of answer.headers) outgoing.appendHeader(name, value);
  if (answer.body === null || headOnly) {
    await answer.body?.cancel();
    outgoing.end();
    return;
  }
  await writeReadableStreamToWritable(answer.body, outgoing);
}

function isHtml(answer: Response): boolean {
  return answer.headers.get("Content-Type")?.startsWith("text/html") ?? false;
}
