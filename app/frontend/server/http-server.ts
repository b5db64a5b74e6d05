import { createServer, type RequestListener, type Server, type ServerResponse } from "node:http";

/** A server that can be stopped without failing a request. */
export interface HttpServer {
  /**
   * @param host address to listen on; all of them when it is empty.
   * @returns the port, once connections are accepted.
   */
  listen(port: number, host: string): Promise<number>;
  /**
   * Accepts nothing new, lets requests in flight finish and closes each connection behind them.
   *
   * @returns how many requests were cut off because `timeoutMs` was over.
   */
  stop(timeoutMs: number): Promise<number>;
}

/** Once a request has begun its headers must come within 5 s, and all of it within 15 s, as in the backend. */
const HEADERS_TIMEOUT_MS = 5_000;
const REQUEST_TIMEOUT_MS = 15_000;
/** Node.js looks for requests that take too long only every 30 s by default. */
const TIMEOUT_CHECK_MS = 1_000;

/** Makes the server. How long an idle connection is kept between requests is another matter than how long one may take. */
export function createHttpServer(listener: RequestListener, keepAliveTimeoutMs: number): HttpServer {
  const inFlight = new Set<ServerResponse>();
  let stopping = false;
  const server = createServer(
    {
      keepAliveTimeout: keepAliveTimeoutMs,
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      connectionsCheckingInterval: TIMEOUT_CHECK_MS,
    },
    (request, response) => {
      inFlight.add(response);
      response.once("close", () => {
        inFlight.delete(response);
        if (stopping) server.closeIdleConnections();
      });
      if (stopping) response.setHeader("Connection", "close");
      listener(request, response);
    },
  );
  return {
    listen: (port, host) => listen(server, port, host),
    stop: (timeoutMs) => {
      stopping = true;
      for (const response of inFlight) if (!response.headersSent) response.setHeader("Connection", "close");
      return close(server, timeoutMs, () => inFlight.size);
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, ...(host === "" ? {} : { host }) }, () => {
      server.off("error", reject);
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : port);
    });
  });
}

function close(server: Server, timeoutMs: number, inFlight: () => number): Promise<number> {
  return new Promise((resolve) => {
    let cutOff = 0;
    const timer = setTimeout(() => {
      cutOff = inFlight();
      server.closeAllConnections();
    }, timeoutMs);
    server.close(() => {
      clearTimeout(timer);
      resolve(cutOff);
    });
    server.closeIdleConnections();
  });
}
