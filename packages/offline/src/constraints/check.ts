import { SECRET_TEXT, UNKNOWN_TEXT } from "../capture/values";
import type { GraphResource } from "../graph";
import { jsonIn } from "../json-text";
import { isException } from "./exceptions";
import { violation } from "./rules";
import type { RefusedValue } from "./refused-value";
import { refusedTags } from "./tags";
import type { ConstraintTable, Node, Rule } from "./table";

/** What is read of a resource. */
type Checked = Pick<GraphResource, "type" | "inputs"> & Partial<Pick<GraphResource, "propertyDependencies">>;

/**
 * Values in the inputs of a resource that AWS's schemas do not allow; none for a type without a schema. Texts that hold
 * something unknown or secret are not judged, nor empty ones, which the provider leaves out. Where an input depends on
 * other resources its texts are partly emulated, so their form is not judged, only words, sizes and numbers.
 */
export function refusedValues(
  { type, inputs, propertyDependencies = {} }: Checked,
  table: ConstraintTable,
): RefusedValue[] {
  const found = Object.entries(table.types[type] ?? {})
    .flatMap(([input, node]) => {
      const isEmulated = (propertyDependencies[input]?.length ?? 0) > 0;
      return new Walk(isEmulated).value(node, inputs[input], input);
    })
    .filter(({ input }) => !isException(type, input));
  return [...found, ...(type.startsWith("aws:") ? refusedTags(inputs.tags) : [])];
}

class Walk {
  constructor(private readonly isEmulated: boolean) {}

  value(node: Node, given: unknown, input: string): RefusedValue[] {
    const value = node.i === undefined && node.f === undefined ? given : jsonIn(given);
    return [...this.#own(node, value, input), ...this.#inside(node, value, input)];
  }

  #own(rule: Rule, value: unknown, input: string): RefusedValue[] {
    if (!isJudged(value)) return [];
    const allowed = violation(this.isEmulated ? sizesOf(rule) : rule, value);
    return allowed === undefined ? [] : [{ input, value, allowed }];
  }

  #inside({ i, f = {} }: Node, value: unknown, input: string): RefusedValue[] {
    if (Array.isArray(value)) {
      return i === undefined ? [] : value.flatMap((item, at) => this.value(i, item, `${input}[${at}]`));
    }
    if (typeof value !== "object" || value === null) return [];
    return Object.entries(value).flatMap(([key, field]) => {
      const node = f[plainName(key)];
      return node === undefined ? [] : this.value(node, field, `${input}.${key}`);
    });
  }
}

/** A rule without what it says of a text's form. */
const sizesOf = ({ pattern: _pattern, format: _format, ...sizes }: Rule): Rule => sizes;

/** A name as the table has it, without capitals, hyphens and a plural's s: `SubnetIds` and `subnetIds` are the same. */
export const plainName = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, "")
    .replace(/s$/, "");

function isJudged(value: unknown): value is string | number | readonly unknown[] {
  if (typeof value === "string") {
    return value !== "" && !value.includes(UNKNOWN_TEXT) && !value.includes(SECRET_TEXT);
  }
  return typeof value === "number" || Array.isArray(value);
}
