import { createServer, type RequestListener, type Server, type ServerResponse } from "node:http";

/** A server that can be stopped without failing a request. */
export interface HttpServer {
  /** Resolves to the port once connections are accepted. */
  listen(port: number): Promise<number>;
  /**
   * Accepts nothing new, lets requests in flight finish and closes each connection behind them.
   *
   * @returns how many requests were cut off because `timeoutMs` was over.
   */
  stop(timeoutMs: number): Promise<number>;
}

/**
 * Makes the server. All timeouts follow from how long an idle connection is kept: headers must come within 5 s more, a
 * whole request within 15 s more (Node.js demands headersTimeout <= requestTimeout).
 */
export function createHttpServer(listener: RequestListener, keepAliveTimeoutMs: number): HttpServer {
  const inFlight = new Set<ServerResponse>();
  let stopping = false;
  const server = createServer(
    {
      keepAliveTimeout: keepAliveTimeoutMs,
      headersTimeout: keepAliveTimeoutMs + 5_000,
      requestTimeout: keepAliveTimeoutMs + 15_000,
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
    listen: (port) => listen(server, port),
    stop: (timeoutMs) => {
      stopping = true;
      for (const response of inFlight) if (!response.headersSent) response.setHeader("Connection", "close");
      return close(server, timeoutMs, () => inFlight.size);
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, () => {
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
