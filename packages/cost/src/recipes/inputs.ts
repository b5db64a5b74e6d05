import { CostError } from "../errors";
import { type CostResource } from "../graph-view";

type Inputs = Readonly<Record<string, unknown>>;

export function text(inputs: Inputs, key: string): string | undefined {
  const value = inputs[key];
  return typeof value === "string" ? value : undefined;
}

/** A number, also when AWS's API takes it as a string (CPU and memory of a task). */
export function number(inputs: Inputs, key: string): number | undefined {
  const value = inputs[key];
  if (typeof value === "number") return value;
  if (typeof value === "string" && value !== "" && !Number.isNaN(Number(value))) return Number(value);
  return undefined;
}

export function flag(inputs: Inputs, key: string): boolean {
  return inputs[key] === true || inputs[key] === "true";
}

export function list(inputs: Inputs, key: string): readonly unknown[] {
  const value = inputs[key];
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

export function object(inputs: Inputs, key: string): Inputs {
  return asObject(inputs[key]);
}

/** Objects of a list; anything else in it is left out. */
export function objects(inputs: Inputs, key: string): readonly Inputs[] {
  return list(inputs, key).map(asObject);
}

export function asObject(value: unknown): Inputs {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Inputs) : {};
}

/** @throws CostError that names the resource and the input it lacks. */
export function required<T>(resource: CostResource, input: string, value: T | undefined): T {
  if (value === undefined) {
    throw new CostError(`${resource.type} "${resource.name}" cannot be priced: its input "${input}" is missing.`);
  }
  return value;
}
