import { stringify } from "yaml";

/** An input as one reads it: YAML, with JSON texts such as policies opened up. */
export function readable(value: unknown): string {
  return stringify(opened(value), { lineWidth: 0, aliasDuplicateObjects: false }).trimEnd();
}

/** A value on one line: texts as they are, everything else as JSON. */
export function inline(value: unknown): string {
  if (value === undefined) return "not set";
  return typeof value === "string" ? value : JSON.stringify(value);
}

function opened(value: unknown): unknown {
  if (typeof value === "string") return /^\s*[[{]/.test(value) ? parsedOr(value) : value;
  if (Array.isArray(value)) return value.map(opened);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, opened(item)]));
}

function parsedOr(text: string): unknown {
  try {
    return opened(JSON.parse(text));
  } catch {
    return text;
  }
}
