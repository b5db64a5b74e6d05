import { randomBytes } from "node:crypto";
import { Agent, createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { close, endToEndHeaders, forward, forwardedFor, IDLE_TIMEOUT_MS, listen } from "./http";
import { type BalancerPlan, type Condition } from "./plan";
import { WeightedGroups } from "./weighted-groups";
import { matches } from "./wildcard";

/** A task behind a load balancer. */
interface Target {
  readonly port: number;
  readonly agent: Agent;
  inFlight: number;
  /** Called when the last request is done. */
  drained: (() => void) | undefined;
}

/** An application load balancer on this machine: rules, least outstanding requests, and draining. */
export class LoadBalancer {
  port = 0;
  readonly #server: Server;
  readonly #groups = new Map<string, Target[]>();
  readonly #splits = new Map<string, WeightedGroups>();

  /** @param reveal turns a redacted value of the graph into the one of this run. */
  constructor(
    private readonly plan: BalancerPlan,
    private readonly reveal: (value: string) => string,
  ) {
    this.#server = createServer({ keepAliveTimeout: IDLE_TIMEOUT_MS }, (request, response) => {
      this.#answer(request, response);
    });
  }

  /** Listens, on the same port as before if it did already. */
  async start(): Promise<void> {
    this.port = await listen(this.#server, this.port);
  }

  async stop(): Promise<void> {
    await close(this.#server);
    for (const { agent } of [...this.#groups.values()].flat()) agent.destroy();
  }

  /** Sends requests to a healthy task from now on. */
  register(targetGroupArn: string, port: number): void {
    const targets = this.#groups.get(targetGroupArn) ?? [];
    targets.push({ port, agent: new Agent({ keepAlive: true }), inFlight: 0, drained: undefined });
    this.#groups.set(targetGroupArn, targets);
  }

  /**
   * Splits the requests of the rules that forward to a target group between that one and another.
   *
   * @param percent share of the other one
   * @param onServerError told of each answer of the other one with a 5xx
   */
  split(targetGroupArn: string, other: string, percent: number, onServerError: () => void = () => undefined): void {
    this.#splits.set(targetGroupArn, new WeightedGroups(targetGroupArn, other, percent, onServerError));
  }

  /** Sends nothing new to a task. Resolves when its requests in flight are done, or after the deregistration delay. */
  async deregister(targetGroupArn: string, port: number, delayMs: number): Promise<void> {
    const targets = this.#groups.get(targetGroupArn) ?? [];
    const target = targets.find((one) => one.port === port);
    if (target === undefined) return;
    targets.splice(targets.indexOf(target), 1);
    if (target.inFlight > 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, delayMs);
        target.drained = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    target.agent.destroy();
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const rule = this.plan.rules.find(({ conditions }) => conditions.every((one) => this.#holds(one, request)));
    if (rule === undefined || rule.answer !== undefined) {
      const { status, contentType, body } = rule?.answer ?? this.plan.otherwise;
      request.resume();
      response.writeHead(status, { "content-type": contentType }).end(body);
      return;
    }
    const split = this.#splits.get(rule.targetGroupArn);
    const group = split?.next() ?? rule.targetGroupArn;
    if (split?.other === group) {
      response.once("finish", () => {
        if (response.statusCode >= 500) split.onServerError();
      });
    }
    const target = leastBusy(this.#groups.get(group) ?? []);
    if (target === undefined) {
      request.resume();
      response.writeHead(503, { "content-type": "text/html" }).end("<h1>503 Service Temporarily Unavailable</h1>");
      return;
    }
    this.#send(request, response, target);
  }

  #send(request: IncomingMessage, response: ServerResponse, target: Target): void {
    target.inFlight += 1;
    response.once("close", () => {
      target.inFlight -= 1;
      if (target.inFlight === 0) target.drained?.();
    });
    const headers = {
      ...validHeaders(endToEndHeaders(request)),
      "x-forwarded-for": forwardedFor(request),
      "x-forwarded-proto": this.plan.protocol,
      "x-forwarded-port": String(this.plan.port),
      "x-amzn-trace-id": request.headers["x-amzn-trace-id"] ?? `Root=${traceId()}`,
    };
    const hop = {
      port: target.port,
      path: request.url ?? "/",
      headers,
      agent: target.agent,
      timeoutMs: IDLE_TIMEOUT_MS,
    };
    forward(
      request,
      response,
      hop,
      () => undefined,
      () => {
        response.writeHead(502, { "content-type": "text/html" }).end("<h1>502 Bad Gateway</h1>");
      },
    );
  }

  #holds(condition: Condition, request: IncomingMessage): boolean {
    if (condition.kind === "path") {
      const path = (request.url ?? "/").replace(/\?.*$/s, "");
      return condition.patterns.some((pattern) => matches(pattern, path));
    }
    const sent = request.headers[condition.name.toLowerCase()];
    return sent !== undefined && condition.patterns.some((pattern) => matches(this.reveal(pattern), String(sent), "i"));
  }
}

function leastBusy(targets: readonly Target[]): Target | undefined {
  return targets.reduce<Target | undefined>(
    (best, one) => (best === undefined || one.inFlight < best.inFlight ? one : best),
    undefined,
  );
}

/** `dropInvalidHeaderFields`: names of letters, digits and hyphens only. */
function validHeaders(headers: Record<string, string | string[]>): Record<string, string | string[]> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => /^[a-z0-9-]+$/i.test(name)));
}

const traceId = (): string => `1-${Math.floor(Date.now() / 1000).toString(16)}-${randomBytes(12).toString("hex")}`;
