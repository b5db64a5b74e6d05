/** A change of one input: what the resource is like beside it, and values that must be told apart. */
export interface Draw {
  readonly type: string;
  readonly input: string;
  readonly values: readonly unknown[];
  /** Other inputs of the resource. */
  readonly beside?: Readonly<Record<string, unknown>>;
  /** It changes the bill only together with what stands beside it. */
  readonly isTogether?: boolean;
}

/** Values of single inputs of a type. */
export function draws(
  type: string,
  beside: Draw["beside"],
  values: Readonly<Record<string, Draw["values"] | Draw>>,
): Draw[] {
  return Object.entries(values).map(([input, given]) =>
    "type" in given ? { ...given, isTogether: true } : { type, input, values: given, beside: beside ?? {} },
  );
}
