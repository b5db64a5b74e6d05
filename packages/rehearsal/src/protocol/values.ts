/**
 * Pulumi's wire values, taken apart and put together again: secrets are objects that carry a signature, what is not yet
 * known is a reserved string, and files are objects with a signature of their own.
 */
import { ARCHIVE, ASSET, SECRET, SIGNATURE } from "@toolkit/offline/signatures";

/** One property value as a provider sees it, without secrets or unknowns. */
export type Value = null | boolean | number | string | readonly Value[] | { readonly [key: string]: Value };

/** The properties of a resource. */
export type Properties = Readonly<Record<string, Value>>;

/** Where a secret stood: the keys and indexes that lead to it. */
type Path = readonly (string | number)[];

/** Properties without their secret envelopes, and where those were. */
export interface Opened {
  readonly values: Properties;
  readonly secrets: readonly Path[];
  /** Top-level keys that hold, somewhere inside, a value that is not known yet. */
  readonly unknowns: ReadonlySet<string>;
}

// plugin.UnknownStringValue of pulumi/sdk and its siblings.
const UNKNOWNS: ReadonlySet<Value> = new Set([
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** True for an object, and not for a list or null. */
export function isRecord(value: Value | undefined): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value in a message: text as it is, anything else as JSON. */
export function shown(value: Value | undefined): string {
  return typeof value === "string" ? value : JSON.stringify(value ?? null);
}

/** True for the reserved strings that stand for a value known only after the deployment. */
export function isUnknown(value: Value | undefined): boolean {
  return value !== undefined && UNKNOWNS.has(value);
}

/** The content hash of a file asset or archive; undefined for any other value. */
export function assetHash(value: Value | undefined): string | undefined {
  if (!isRecord(value)) return undefined;
  const kind = value[SIGNATURE];
  return (kind === ASSET || kind === ARCHIVE) && typeof value.hash === "string" ? value.hash : undefined;
}

/** Takes the secret envelopes off and notes where they were. */
export function open(wire: Properties): Opened {
  const secrets: Path[] = [];
  const unknowns = new Set<string>();

  function visit(value: Value, path: Path): Value {
    if (isUnknown(value)) unknowns.add(String(path[0]));
    if (isList(value)) return value.map((item, index) => visit(item, [...path, index]));
    if (!isRecord(value)) return value;
    if (value[SIGNATURE] === SECRET) {
      secrets.push(path);
      return visit(value.value ?? null, path);
    }
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, visit(item, [...path, key])]));
  }

  const values = Object.fromEntries(Object.entries(wire).map(([key, value]) => [key, visit(value, [key])]));
  return { values, secrets, unknowns };
}

/** Puts the secret envelopes back where they were; paths that no longer exist are left out. */
export function seal(values: Properties, secrets: readonly Path[]): Properties {
  return secrets.reduce<Properties>((sealed, path) => wrapAt(sealed, path) as Properties, values);
}

function wrapAt(value: Value, path: Path): Value {
  const [key, ...rest] = path;
  if (key === undefined) return { [SIGNATURE]: SECRET, value };
  if (isList(value)) {
    return value.map((item, index) => (index === key ? wrapAt(item, rest) : item));
  }
  const inner = isRecord(value) ? value[key] : undefined;
  return inner === undefined ? value : { ...(value as Properties), [key]: wrapAt(inner, rest) };
}

// Array.isArray narrows a readonly union badly: https://github.com/microsoft/TypeScript/issues/17002
function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** Equal as AWS sees it: the order of keys does not matter, null is absent, and a file is its content. */
export function sameValue(a: Value | undefined, b: Value | undefined): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: Value | undefined): string {
  return JSON.stringify(normal(value ?? null));
}

function normal(value: Value): Value {
  const hash = assetHash(value);
  if (hash !== undefined) return { hash };
  if (isList(value)) return value.map(normal);
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== null);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, normal(item)]));
}
