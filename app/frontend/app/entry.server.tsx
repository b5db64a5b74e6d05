import { createReadableStreamFromReadable } from "@react-router/node";
import { PassThrough } from "node:stream";
import { renderToPipeableStream } from "react-dom/server";
import { ServerRouter, type EntryContext, type HandleErrorFunction, type RouterContextProvider } from "react-router";
import { nonceContext, reportErrorContext } from "./context.js";

const RENDER_TIMEOUT_MS = 5_000;

/** Renders a page to HTML, in the server for each request and in the static build once. */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  entryContext: EntryContext,
  loadContext: RouterContextProvider,
): Promise<Response> {
  headers.set("Content-Type", "text/html; charset=utf-8");
  const nonce = loadContext.get(nonceContext);
  const page = <ServerRouter context={entryContext} url={request.url} {...(nonce !== "" && { nonce })} />;
  const body = new PassThrough();
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      abort(new Error(`Rendering took longer than ${RENDER_TIMEOUT_MS} ms.`));
    }, RENDER_TIMEOUT_MS);
    // Loaders have awaited all data already: a page is sent whole, so that a failed render can still set the status.
    const { pipe, abort } = renderToPipeableStream(page, {
      ...(nonce !== "" && { nonce }),
      onAllReady() {
        clearTimeout(timer);
        pipe(body);
        resolve();
      },
      onShellError(error: unknown) {
        clearTimeout(timer);
        reject(error instanceof Error ? error : new Error(String(error)));
      },
      onError(error: unknown) {
        loadContext.get(reportErrorContext)(error);
      },
    });
  });
  return new Response(createReadableStreamFromReadable(body), { status, headers });
}

/** Reports what no route expected, except for visitors who did not wait for the answer. */
export const handleError: HandleErrorFunction = (error, { request, context }) => {
  if (!request.signal.aborted) context.get(reportErrorContext)(error);
};
