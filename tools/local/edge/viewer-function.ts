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

/** A CloudFront function with what it reads. */
export interface ViewerFunction {
  readonly code: string;
  /** Values of its key value store by key. @default it has none */
  readonly store?: ReadonlyMap<string, string> | undefined;
}

/** Runs a CloudFront function on a viewer request, in a context that knows no more than CloudFront's. */
export async function runViewerFunction(
  { code, store }: ViewerFunction,
  request: ViewerRequest,
  ip: string,
): Promise<ViewerResult> {
  const event = JSON.stringify({ version: "1.0", context: { eventType: "viewer-request" }, viewer: { ip }, request });
  const modules = { ...MODULES, cloudfront: cloudFront(store) };
  const known = (name: string): unknown =>
    Object.hasOwn(modules, name) ? modules[name as keyof typeof modules] : undefined;
  const context = createContext({ event, Buffer, console: SILENT, require: known });
  const text = `${asScript(code)}\nPromise.resolve(handler(JSON.parse(event))).then(JSON.stringify);`;
  const result: unknown = await new Script(text).runInContext(context, { timeout: TIMEOUT_MS });
  return JSON.parse(String(result)) as ViewerResult;
}

/** CloudFront's runtime takes imports in a script. */
const asScript = (code: string): string => code.replace(/^import (\w+) from '(\w+)';$/gm, 'var $1 = require("$2");');

/** Functions log to CloudWatch Logs. */
const SILENT = { log: () => undefined };

/**
 * The module by which functions read their one store.
 *
 * Source: CloudFront developer guide, "Helper methods for key value stores"
 * (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-custom-methods.html).
 */
const cloudFront = (store: ViewerFunction["store"]): unknown => ({
  kvs: () => {
    if (store === undefined) throw new Error("KeyValueStoreNotAssociated");
    return {
      get: (key: string): Promise<string> => {
        const value = store.get(key);
        return value === undefined ? Promise.reject(new Error("KeyNotFound")) : Promise.resolve(value);
      },
    };
  },
});

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
