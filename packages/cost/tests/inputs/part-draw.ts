import { type CostResource } from "../../src";
import { DRAWS } from "./draws";

/** A change of a part of an input. */
export interface PartDraw {
  readonly type: string;
  readonly input: string;
  /** Names of the part, joined by dots; of lists, of the first item. */
  readonly part: string;
  /** Values that must be told apart. */
  readonly values: readonly unknown[];
  /** The input in which the part is set. @default its first value in the draws of inputs */
  readonly within?: unknown;
  /** Other inputs of the resource. @default those of the draws of inputs */
  readonly beside?: object;
  /** Resources whose cost it changes, where its own has none. */
  readonly others?: (urn: string) => readonly CostResource[];
}

export type Values = readonly unknown[] | Pick<PartDraw, "values" | "within" | "beside">;

const isList = (values: Values): values is readonly unknown[] => Array.isArray(values);
export const given = (values: Values): Pick<PartDraw, "values" | "within" | "beside"> =>
  isList(values) ? { values } : values;

/** Values of single parts of a type; `others` are what they change the cost of. */
export function draws(
  type: string,
  inputs: Readonly<Record<string, Readonly<Record<string, Values>>>>,
  others?: PartDraw["others"],
): PartDraw[] {
  return Object.entries(inputs).flatMap(([input, parts]) =>
    Object.entries(parts).map(([part, values]) => ({
      ...{ type, input, part, ...given(values) },
      ...(others === undefined ? {} : { others }),
    })),
  );
}
/** The first value of an input that its draws give it, and what stands beside it. */
export function baseOf({ type, input, within, beside }: PartDraw): {
  readonly within: unknown;
  readonly beside: object;
} {
  const draw = DRAWS.find((one) => one.type === type && one.input === input);
  const first = draw?.values.find((value) => value !== undefined && JSON.stringify(value) !== "[]");
  return { within: within ?? first, beside: beside ?? draw?.beside ?? {} };
}
