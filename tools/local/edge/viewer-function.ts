import { createHash } from "node:crypto";
import { type IncomingMessage } from "node:http";
import { createContext, Script } from "node:vm";

interface Value {
  readonly value: string;
}

/** A viewer request as CloudFront functions see it. */
interface ViewerRequest {
  readonly method: string;
  readonly uri: string;
  readonly querystring: Readonly<Record<string, Value & { readonly multiValue?: readonly Value[] }>>;
  readonly headers: Readonly<Record<string, Value>>;
}

/** An answer that a function gives in the place of the origin. */
export interface ViewerResponse {
  readonly statusCode: number;
  readonly statusDescription?: string;
  readonly headers?: Readonly<Record<string, Value>>;
  readonly body?: string;
}

/** What a function makes of a request: the path and headers that go on, or an answer. */
export type ViewerResult = ViewerResponse | Pick<ViewerRequest, "uri" | "headers">;

/** Long enough for the busiest machine: this only ends a function that never would. */
const TIMEOUT_MS = 5_000;

/** The modules of the runtime that functions here use ("JavaScript runtime 2.0", CloudFront developer guide). */
const MODULES: Readonly<Record<string, unknown>> = { crypto: { createHash } };

/** Runs the code of a CloudFront function on a viewer request, in a context that knows no more than CloudFront's. */
export function runViewerFunction(code: string, request: ViewerRequest, ip: string): ViewerResult {
  const event = JSON.stringify({ version: "1.0", context: { eventType: "viewer-request" }, viewer: { ip }, request });
  const context = createContext({ event, Buffer, require: (name: string) => MODULES[name] });
  const result: unknown = new Script(`${code}\nJSON.stringify(handler(JSON.parse(event)));`).runInContext(context, {
    timeout: TIMEOUT_MS,
  });
  return JSON.parse(String(result)) as ViewerResult;
}

/** A request as a function sees it: lower-case names, values as they came. */
export function viewerRequestOf(
  request: Pick<IncomingMessage, "method" | "url" | "headers">,
  path: string,
): ViewerRequest {
  const query = (request.url ?? "").slice(path.length + 1);
  const given = query
    .split("&")
    .filter((part) => part !== "")
    .map((part) => {
      const name = part.split("=")[0] ?? "";
      return { name, value: part.slice(name.length + 1) };
    });
  const parameter = (name: string) => {
    const values = given.filter((one) => one.name === name).map(({ value }) => ({ value }));
    return { value: values[0]?.value ?? "", ...(values.length > 1 && { multiValue: values }) };
  };
  return {
    method: request.method ?? "",
    uri: path,
    querystring: Object.fromEntries(given.map(({ name }) => [name, parameter(name)])),
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, { value: [value].flat().join(", ") }]),
    ),
  };
}
