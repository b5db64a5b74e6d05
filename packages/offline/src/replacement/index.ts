import { replacesByHand } from "./by-hand";
import table from "./probable.json";

export { rowsByHand } from "./by-hand";

/** How sure it is that changing an input replaces the resource: by a row that a person checked, or by AWS's schemas. */
export type Replacement = "certain" | "possible";

const probable = new Map<string, ReadonlySet<string>>();

/** Stands in the table for every input but the tags. */
export const EVERY_INPUT = "*";

/**
 * Whether changing an input needs a new resource; undefined when it is changed in place, as far as is known.
 *
 * A resource never moves to another region: AWS provider for Terraform, Enhanced Region Support,
 * https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/guides/enhanced-region-support.html.markdown
 */
export function replacementBy(type: string, input: string): Replacement | undefined {
  if (input === "region" && type.startsWith("aws:")) return "certain";
  // What the provider's default tags add is changed in the same way as the program's own tags.
  if (input === "tagsAll") return replacementBy(type, "tags");
  const known = replacesByHand(type, input);
  if (known !== undefined) return known ? "certain" : undefined;
  return isProbable(type, input) ? "possible" : undefined;
}

function isProbable(type: string, input: string): boolean {
  let inputs = probable.get(type);
  if (inputs === undefined) {
    inputs = new Set((table.types as Readonly<Record<string, string>>)[type]?.split(" ") ?? []);
    probable.set(type, inputs);
  }
  return inputs.has(input) || (inputs.has(EVERY_INPUT) && !/^tags(All)?$/.test(input));
}
