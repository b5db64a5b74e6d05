import { type Json, withPath } from "./paths";

/**
 * Keys of a namespace (`webapp`) with their values. `pulumi new` can only ask for scalars, so a dotted key
 * (`webapp:domain.name`) is a path; an empty answer is none.
 *
 * @param texts configuration as the CLI hands it over: objects and lists as JSON, everything else as a string.
 */
export function rawValues(texts: Readonly<Record<string, string>>, namespace: string): Json {
  return Object.entries(texts)
    .filter(([key]) => key.startsWith(`${namespace}:`))
    .reduce<Json>((config, [key, text]) => withKey(config, key.slice(namespace.length + 1), text), {});
}

function withKey(config: Json, key: string, text: string): Json {
  if (!key.includes(".")) return withPath(config, key, parseValue(text));
  return text === "" ? config : withPath(config, key, parseScalar(text));
}

function parseValue(text: string): unknown {
  const value = parseScalar(text);
  return typeof value === "object" ? value : text;
}

function parseScalar(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
