import { jsonIn } from "@toolkit/offline/json-text";
import { isRecord } from "../../values";

/** One value of a resource's inputs that is no record and no list. */
export interface Leaf {
  /** Names on the way to it, its own last. */
  readonly path: readonly string[];
  readonly name: string;
  readonly value: unknown;
  /** What it is a part of. */
  readonly within: Readonly<Record<string, unknown>>;
}

const knownLeaves = new WeakMap<object, readonly Leaf[]>();

/** Every single value of some inputs; a text that holds JSON is read as what it says. Several rules ask. */
export function leavesOf(inputs: Readonly<Record<string, unknown>>): readonly Leaf[] {
  const leaves = knownLeaves.get(inputs) ?? recordsOf(inputs).flatMap(leavesIn);
  knownLeaves.set(inputs, leaves);
  return leaves;
}

function leavesIn({ path, record }: Part): Leaf[] {
  return Object.entries(record).flatMap(([name, value]) =>
    (Array.isArray(value) ? (value as unknown[]) : [value])
      .filter((one) => typeof jsonIn(one) !== "object")
      .map((one) => ({ path: [...path, name], name, value: one, within: record })),
  );
}

/** A record among some inputs, with the names on the way to it. */
export interface Part {
  readonly path: readonly string[];
  readonly record: Readonly<Record<string, unknown>>;
}

const knownParts = new WeakMap<object, readonly Part[]>();

/** The inputs themselves and every record inside them, also in lists and in texts that hold JSON; several rules ask. */
export function recordsOf(inputs: Readonly<Record<string, unknown>>): readonly Part[] {
  const parts = knownParts.get(inputs) ?? partsOf(inputs, []);
  knownParts.set(inputs, parts);
  return parts;
}

function partsOf(value: unknown, path: readonly string[]): Part[] {
  const content = jsonIn(value);
  if (Array.isArray(content)) return content.flatMap((item: unknown) => partsOf(item, path));
  if (!isRecord(content)) return [];
  const inside = Object.entries(content).flatMap(([name, part]) => partsOf(part, [...path, name]));
  return [{ path, record: content }, ...inside];
}

/** `vpcConfig.endpointPublicAccess is true` */
export const saying = ({ path, value }: Pick<Leaf, "path" | "value">): string =>
  `${path.join(".")} is ${String(value)}`;
