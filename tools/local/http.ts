import { type Agent, type IncomingMessage, request as httpRequest, type Server, type ServerResponse } from "node:http";
import { type AddressInfo } from "node:net";

/** Headers of one connection, which a proxy never passes on (RFC 9110, 7.6.1). */
const HOP_BY_HOP = new Set([
  "connection",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** A request's headers by lower-case name, as they came, without those of the connection and those left out. */
export function endToEndHeaders(
  request: IncomingMessage,
  leaveOut: ReadonlySet<string> = new Set(),
): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {};
  for (const [name, values = []] of Object.entries(request.headersDistinct)) {
    if (!HOP_BY_HOP.has(name) && !leaveOut.has(name)) headers[name] = values.length === 1 ? (values[0] ?? "") : values;
  }
  return headers;
}

/** Address of whoever asks. */
export const viewerAddress = (request: IncomingMessage): string =>
  (request.socket.remoteAddress ?? "").replace(/^::ffff:/, "");

/** `X-Forwarded-For` with one more hop. */
export function forwardedFor(request: IncomingMessage): string {
  const before = request.headers["x-forwarded-for"];
  const address = viewerAddress(request);
  return before === undefined ? address : `${String(before)}, ${address}`;
}

export interface Hop {
  readonly port: number;
  readonly path: string;
  readonly headers: Record<string, string | string[]>;
  readonly agent: Agent;
  /** Milliseconds until the answer has to begin. */
  readonly timeoutMs: number;
}

/**
 * Sends a request on and its answer back, both as they flow.
 *
 * @param prepare changes the answer's headers before they go out.
 * @param fail answers when the next hop cannot be reached or breaks off before its answer began.
 */
export function forward(
  request: IncomingMessage,
  response: ServerResponse,
  hop: Hop,
  prepare: (response: ServerResponse) => void,
  fail: () => void,
): void {
  const { port, path, headers, agent, timeoutMs } = hop;
  const onward = httpRequest({ host: "127.0.0.1", port, path, agent, method: request.method ?? "GET", headers });
  onward.setTimeout(timeoutMs, () => onward.destroy(new Error("The next hop is silent.")));
  let isAnswered = false;
  onward.on("response", (answer) => {
    isAnswered = true;
    // A refusal may come before the whole request was sent (413). What is still coming is read and dropped first: an
    // answer on a connection that is then cut is lost half of the time.
    request.unpipe(onward);
    answer.once("end", () => {
      if (!onward.writableEnded) onward.destroy();
    });
    whenRead(request, () => {
      sendAnswer(answer, response, prepare);
    });
  });
  onward.on("error", () => {
    if (!isAnswered && !response.destroyed) fail();
  });
  response.once("close", () => {
    if (!response.writableFinished) onward.destroy();
  });
  request.pipe(onward);
}

function whenRead(request: IncomingMessage, then: () => void): void {
  if (request.complete) {
    then();
    return;
  }
  request.once("end", then);
  request.resume();
}

function sendAnswer(
  answer: IncomingMessage,
  response: ServerResponse,
  prepare: (response: ServerResponse) => void,
): void {
  response.statusCode = answer.statusCode ?? 502;
  for (const [name, values = []] of Object.entries(answer.headersDistinct)) {
    if (!HOP_BY_HOP.has(name)) response.setHeader(name, values.length === 1 ? (values[0] ?? "") : values);
  }
  prepare(response);
  answer.on("error", () => {
    if (!answer.complete) response.destroy();
  });
  answer.pipe(response);
}

/**
 * How long an idle connection to a viewer or task stays, and a silent task is waited for: AWS's default for load balancers, and
 * this project's. Node's own 5 s close connections while a browser that has been idle sends its next requests on them.
 */
export const IDLE_TIMEOUT_MS = 60_000;

/** Listens on this machine only. @returns the port. */
export function listen(server: Server, port = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** Stops a server and whatever it is doing. */
export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
