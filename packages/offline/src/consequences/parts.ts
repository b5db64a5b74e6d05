import { SECRET_TEXT, UNKNOWN_TEXT } from "../capture/values";
import { SIGNATURE } from "../signatures";
import type { Weakening } from "./weakening";

type Fields = Readonly<Record<string, unknown>>;

/** As the engine's preview writes a value that only AWS will know. */
const ENGINE_UNKNOWN = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a value says anything: neither secret nor yet to be computed. */
export function isKnown(value: unknown): boolean {
  if (typeof value === "string") return value !== UNKNOWN_TEXT && value !== SECRET_TEXT && !ENGINE_UNKNOWN.test(value);
  return !(isFields(value) && SIGNATURE in value);
}

/** The values that a row is about, by the part of the resource: one without a name, or an item of a list each. */
export function partsAt({ list, by = [], unless, input }: Weakening, inputs: Fields): ReadonlyMap<string, unknown> {
  if (list === undefined) return new Map([["", valueAt(inputs, input)]]);
  const items = valueAt(inputs, list);
  const parts = new Map<string, unknown>();
  for (const item of Array.isArray(items) ? (items as unknown[]) : []) {
    if (unless !== undefined && valueAt(item, unless.input) === unless.is) continue;
    const part = by.length === 0 ? textOf(item) : by.map((path) => textOf(valueAt(item, path) ?? "")).join(" ");
    const value = input === "" ? item : valueAt(item, input);
    const earlier = parts.get(part);
    // Of two rules for the same things the shorter one counts.
    if (typeof earlier === "number" && !(Number(value) < earlier)) continue;
    parts.set(part, value);
  }
  return parts;
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

/** The value at a dotted path, also inside a JSON text. */
function valueAt(root: unknown, path: string): unknown {
  return path.split(".").reduce((value, step) => {
    const content = typeof value === "string" && value.startsWith("{") ? parsed(value) : value;
    const only: unknown = Array.isArray(content) ? content[0] : content;
    return isFields(only) ? only[step] : undefined;
  }, root);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null;
