import { Agent as HttpAgent, request as httpRequest } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { setTimeout as sleep } from "node:timers/promises";
import { PATIENCE } from "@toolkit/scaling/service";

/** What is asked of a server. */
export interface Ask {
  readonly path: string;
  /** @default "GET" */
  readonly method?: string;
  /** @default none */
  readonly headers?: Readonly<Record<string, string>>;
  /** @default none */
  readonly body?: string;
}

/** What became of a request. */
export interface Answer {
  /** Seconds from the start of the load at which it was meant to go out. */
  readonly at: number;
  /** Seconds from then to the end of its answer, whatever held it back. */
  readonly seconds: number;
  /** Seconds that it went out late, for what this machine had to do. */
  readonly late: number;
  /** 0 where no whole answer came in time. */
  readonly status: number;
}

/** An open load. */
export interface OpenLoad {
  readonly url: URL;
  /** Seconds from now at which requests go out, in ascending order. */
  readonly times: Float64Array;
  /** What the request of this number asks. */
  readonly ask: (index: number) => Ask;
  /** Told of each answer, in the order in which they come. @default nobody */
  readonly answered?: (answer: Answer, index: number) => void;
  /** Ends the load early; what is under way is waited for. @default never */
  readonly signal?: AbortSignal;
}

/** Connections at once; above it requests wait here, and their time runs. */
const CONNECTIONS = 1000;
/** Milliseconds between looks at what is due. */
const LOOK = 1;

/**
 * Sends requests when they are due, whether or not earlier ones were answered. Times count from when a request was meant
 * to go out. (A generator that waits for answers before it goes on sends less just when a server is slow, and so measures
 * what nobody suffers: "coordinated omission". autocannon, which the benchmark uses, is one, and has one rate for all time.)
 *
 * @returns the answers, in the order of the requests that went out.
 */
export async function sendOpen({ url, times, ask, answered, signal }: OpenLoad): Promise<Answer[]> {
  const isSecure = url.protocol === "https:";
  const agent = new (isSecure ? HttpsAgent : HttpAgent)({ keepAlive: true, maxSockets: CONNECTIONS });
  const start = performance.now();
  const now = (): number => (performance.now() - start) / 1000;
  const sent: Promise<Answer>[] = [];
  while (sent.length < times.length && signal?.aborted !== true) {
    for (;;) {
      const at = times[sent.length];
      if (at === undefined || at > now()) break;
      const index = sent.length;
      const late = now() - at;
      const left = at + PATIENCE - now();
      sent.push(
        sendOne(isSecure ? httpsRequest : httpRequest, url, ask(index), agent, left).then((status) => {
          const answer = { at, seconds: now() - at, late, status };
          answered?.(answer, index);
          return answer;
        }),
      );
    }
    await sleep(LOOK);
  }
  const answers = await Promise.all(sent);
  agent.destroy();
  return answers;
}

/** @returns the status, or 0 when the answer was not whole after `left` seconds. */
function sendOne(
  request: typeof httpRequest,
  url: URL,
  { path, method = "GET", headers = {}, body }: Ask,
  agent: HttpAgent,
  left: number,
): Promise<number> {
  return new Promise((resolve) => {
    const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
    const sending = request(new URL(path, url), { method, agent, headers: { ...headers, ...length } });
    const timer = setTimeout(() => sending.destroy(new Error("too late")), Math.max(0, left) * 1000);
    const end = (status: number): void => {
      clearTimeout(timer);
      resolve(status);
    };
    sending.on("response", (response) => {
      response.resume();
      response.once("end", () => {
        end(response.complete ? (response.statusCode ?? 0) : 0);
      });
      response.once("error", () => {
        end(0);
      });
    });
    sending.once("error", () => {
      end(0);
    });
    sending.end(body);
  });
}
