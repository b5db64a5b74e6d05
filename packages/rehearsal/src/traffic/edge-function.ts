import { runInNewContext } from "node:vm";

import { T } from "@toolkit/offline/aws-types";
import type { Account, Resource } from "../aws/account";
import { shown, texts } from "../aws/look";
import { isRecord, type Value } from "../protocol/values";

/** What a function on viewer requests makes of one. */
export type FunctionResult = { readonly uri: string } | { readonly statusCode: number };

const ENDS_MS = 1000;

/**
 * Runs a CloudFront function. Its modules and promises are left out: the store answers at once.
 *
 * Source: CloudFront developer guide, "Write function code",
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/writing-function-code.html
 */
export function runFunction(account: Account, { inputs }: Resource, host: string, uri: string): FunctionResult {
  const stores = texts(inputs.keyValueStoreAssociations);
  const values = account
    .all(T.keyValue)
    .filter(({ inputs: pair }) => stores.includes(shown(pair.keyValueStoreArn)))
    .map(({ inputs: pair }) => [shown(pair.key), shown(pair.value)] as const);
  const code = shown(inputs.code)
    .replaceAll(/^import .*$/gm, "")
    .replaceAll(/\basync function\b/g, "function")
    .replaceAll(/\bawait /g, "");
  const event = { request: { uri, method: "GET", headers: { host: { value: host } }, querystring: {}, cookies: {} } };
  const scope = { event, values: Object.fromEntries(values) };
  const program = `var cf = { kvs: function () { return { get: function (key) {
    if (!(key in values)) throw new Error("KeyNotFound"); return values[key]; } }; } };
    ${code}
    JSON.stringify(handler(Object.assign({ viewer: { ip: "192.0.2.1" }, context: {} }, event)));`;
  const result = JSON.parse(String(runInNewContext(program, scope, { timeout: ENDS_MS }))) as Value;
  if (!isRecord(result)) return { statusCode: 503 };
  return typeof result.statusCode === "number" ? { statusCode: result.statusCode } : { uri: shown(result.uri) };
}
