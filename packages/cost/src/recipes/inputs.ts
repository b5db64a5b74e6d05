import { UNKNOWN_TEXT } from "@toolkit/offline/capture/values";
import { CostError } from "../errors";

type Inputs = Readonly<Record<string, unknown>>;

export function text(inputs: Inputs, key: string): string | undefined {
  const value = inputs[key];
  if (typeof value === "string" && value !== UNKNOWN_TEXT) return value;
  refuseGiven(key, value, "a text");
  return undefined;
}

/**
 * A number, also when AWS's API takes it as a string (CPU and memory of a task).
 *
 * @throws CostError for one below zero or without end: no count, size or time is.
 */
export function number(inputs: Inputs, key: string): number | undefined {
  const value = inputs[key];
  const read = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  if (typeof read === "number" && Number.isFinite(read) && read >= 0) return read;
  refuseGiven(key, value, "a number of zero or more");
  return undefined;
}

export function flag(inputs: Inputs, key: string): boolean {
  const value = inputs[key];
  if (value === true || value === "true") return true;
  if (value !== false && value !== "false") refuseGiven(key, value, "true or false");
  return false;
}

export function list(inputs: Inputs, key: string): readonly unknown[] {
  const value = inputs[key];
  if (Array.isArray(value)) return value as readonly unknown[];
  refuseGiven(key, value, "a list");
  return [];
}

export function object(inputs: Inputs, key: string): Inputs {
  const value = inputs[key];
  if (isObject(value)) return value;
  refuseGiven(key, value, "an object");
  return {};
}

/** Objects of a list; anything else in it is left out. */
export function objects(inputs: Inputs, key: string): readonly Inputs[] {
  return list(inputs, key).map(asObject);
}

export function asObject(value: unknown): Inputs {
  return isObject(value) ? value : {};
}

const isObject = (value: unknown): value is Inputs =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** @throws CostError for an input that is given and something else than was asked for. */
function refuseGiven(key: string, value: unknown, wanted: string): void {
  if (value === undefined || value === null) return;
  if (value === UNKNOWN_TEXT) throw new CostError(`its input "${key}" is not known before the deployment`);
  const got = typeof value === "number" ? String(value) : describe(value);
  throw new CostError(`its input "${key}" is ${got.slice(0, 60)}; it can be priced as ${wanted}`);
}

/** JSON for what has some; functions and symbols have none. */
function describe(value: unknown): string {
  const json: unknown = JSON.stringify(value);
  return typeof json === "string" ? json : typeof value;
}

/** @throws CostError that names the input that is missing. */
export function required<T>(input: string, value: T | undefined): T {
  if (value === undefined) throw new CostError(`its input "${input}" is missing`);
  return value;
}

/** What a reader gives, or nothing where it refuses: for those who look at inputs that a recipe has already judged. */
export function orNothing<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof CostError) return undefined;
    throw error;
  }
}
