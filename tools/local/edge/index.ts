import { randomUUID } from "node:crypto";
import { Agent, createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { LocalRunError } from "../error";
import { close, endToEndHeaders, forward, forwardedFor, IDLE_TIMEOUT_MS, listen, viewerAddress } from "../http";
import { type Behaviour, type Distribution, type Origin } from "../plan";
import { matches } from "../wildcard";
import { applyHeadersPolicy } from "./response-headers";
import { runViewerFunction, viewerRequestOf, type ViewerResponse, type ViewerResult } from "./viewer-function";

/** Where the edge finds what the distribution names. */
export interface Origins {
  /** A bucket by its name. */
  readonly bucketOf: (name: string) => BucketOrigin;
  /** Port of a load balancer on this machine. */
  readonly portOf: (loadBalancerArn: string) => number;
  /** Turns a redacted value of the graph into the one of this run. */
  readonly reveal: (value: string) => string;
  /** Puts addresses of this machine into a header's value. */
  readonly localize: (value: string) => string;
}

/** A bucket as origin: answers GET and HEAD. */
export interface BucketOrigin {
  answer(request: IncomingMessage, response: ServerResponse, path: string): void;
}

/** Certificate and key in PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** What CloudFront sets itself or never passes on. */
const OWN_HEADERS = new Set(["x-forwarded-proto", "x-real-ip", "expect"]);
/** The origins' `originReadTimeout`. */
const READ_TIMEOUT_MS = 60_000;

/**
 * Answers as the distribution does: behaviours by path, the viewer function's own code, the Host that the origin request
 * policy forwards, and the response headers policies. It caches and compresses nothing, so every request is a miss.
 */
export class Edge {
  port = 0;
  readonly #server: Server;
  readonly #agent = new Agent({ keepAlive: true });
  /** Requests under the present distribution; each resolves when it is done. */
  #inFlight = new Set<Promise<void>>();

  /** @param certificate serve https instead of http. */
  constructor(
    private distribution: Distribution,
    private readonly origins: Origins,
    certificate?: Certificate,
  ) {
    const listener = (request: IncomingMessage, response: ServerResponse): void => {
      this.#keepCount(response);
      void this.#answer(request, response);
    };
    const options = { keepAliveTimeout: IDLE_TIMEOUT_MS };
    this.#server =
      certificate === undefined
        ? createServer(options, listener)
        : createTlsServer({ ...options, ...certificate }, listener);
  }

  /** @throws LocalRunError when the port is taken */
  async start(port?: number): Promise<void> {
    try {
      this.port = await listen(this.#server, port);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
      throw new LocalRunError(`Port ${port ?? 0} is taken: choose another one with --port.`);
    }
  }

  async stop(): Promise<void> {
    await close(this.#server);
    this.#agent.destroy();
  }

  /**
   * Answers by another distribution from the next request on. Resolves when no request uses the old one any more, as
   * `waitForDeployment` does: what it needed may go then.
   */
  async update(distribution: Distribution): Promise<void> {
    const old = this.#inFlight;
    this.#inFlight = new Set();
    this.distribution = distribution;
    await Promise.all(old);
  }

  #keepCount(response: ServerResponse): void {
    const own = this.#inFlight;
    const done = new Promise<void>((resolve) => response.once("close", resolve));
    own.add(done);
    void done.then(() => own.delete(done));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path = "/"] = (request.url ?? "/").split(/(?=\?)/s);
    // CloudFront chooses by the normalized path, and the origin gets the path as it was written.
    const { pathname } = new URL(path, "http://edge");
    const behaviour = this.distribution.behaviours.find(({ pathPattern }) => isUnder(pathPattern, pathname));
    if (behaviour === undefined) throw new Error("A distribution has a default behaviour.");
    if (!behaviour.allowedMethods.includes(request.method ?? "")) {
      sendError(request, response, 403, "This method is not allowed here.");
      return;
    }
    const viewed = await viewerResult(request, behaviour, path);
    if ("statusCode" in viewed) {
      sendGenerated(request, response, viewed);
      return;
    }
    if (behaviour.origin.kind === "bucket") {
      this.#fromBucket(request, response, behaviour, behaviour.origin.bucket, viewed.uri);
    } else {
      this.#fromLoadBalancer(request, response, behaviour, behaviour.origin, viewed.headers);
    }
  }

  #fromBucket(
    request: IncomingMessage,
    response: ServerResponse,
    behaviour: Behaviour,
    name: string,
    uri: string,
  ): void {
    const { defaultRootObject } = this.distribution;
    // The bucket writes its answer at once, and it sets none of the policy's headers.
    applyHeadersPolicy(response, behaviour.headers, this.origins.localize);
    const path = uri === "/" && defaultRootObject ? `/${defaultRootObject}` : uri;
    this.origins.bucketOf(name).answer(request, response, path);
  }

  #fromLoadBalancer(
    request: IncomingMessage,
    response: ServerResponse,
    behaviour: Behaviour,
    origin: Extract<Origin, { kind: "loadBalancer" }>,
    viewed: Readonly<Record<string, unknown>>,
  ): void {
    // A function may take headers away before the origin sees them.
    const taken = Object.keys(request.headers).filter((name) => viewed[name] === undefined);
    const headers = endToEndHeaders(request, new Set([...OWN_HEADERS, ...taken]));
    headers["x-forwarded-for"] = forwardedFor(request);
    headers["x-amz-cf-id"] = randomUUID();
    if (behaviour.host === "origin") headers.host = origin.hostName;
    for (const [name, value] of Object.entries(origin.headers))
      headers[name.toLowerCase()] = this.origins.reveal(value);
    const hop = {
      port: this.origins.portOf(origin.arn),
      path: request.url ?? "/",
      headers,
      agent: this.#agent,
      timeoutMs: READ_TIMEOUT_MS,
    };
    forward(
      request,
      response,
      hop,
      () => {
        applyHeadersPolicy(response, behaviour.headers, this.origins.localize);
      },
      () => {
        sendError(request, response, 502, "The origin cannot be reached.");
      },
    );
  }
}

function viewerResult(
  request: IncomingMessage,
  { viewerFunction }: Behaviour,
  path: string,
): ViewerResult | Promise<ViewerResult> {
  const viewed = viewerRequestOf(request, path);
  if (viewerFunction === undefined) return viewed;
  return runViewerFunction(viewerFunction, viewed, viewerAddress(request));
}

/** Answers with what a function made, as CloudFront does. */
function sendGenerated(request: IncomingMessage, response: ServerResponse, generated: ViewerResponse): void {
  const { statusCode, statusDescription = "", headers = {}, body } = generated;
  request.resume();
  const plain = Object.entries(headers).map(([name, { value }]) => [name, value] as const);
  response.writeHead(statusCode, statusDescription, Object.fromEntries(plain)).end(body);
}

/** Path patterns work with or without the leading slash. */
const isUnder = (pattern: string, path: string): boolean =>
  matches(pattern.replace(/^\//, ""), path.replace(/^\//, ""));

function sendError(request: IncomingMessage, response: ServerResponse, status: number, text: string): void {
  request.resume();
  response.writeHead(status, { "content-type": "text/html" }).end(`<h1>${status} ERROR</h1><p>${text}</p>`);
}
