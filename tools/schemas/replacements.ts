import { plainName } from "@toolkit/offline/constraints/check";
import type { ResourceDescription } from "@toolkit/offline/provider";
import { EVERY_INPUT } from "@toolkit/offline/replacement";
import { isSameProperty } from "./match";
import type { ResourceSchema } from "./schema";

/** What the provider's documentation says beside an input. */
const FORCES = /forces? (a |the )?(new|replacement|re-?creation)|(re-?creates?|replaces?) the resource|force a new/i;

/** Required inputs that say what the resource belongs to, or of which kind it is. */
const REFERENCE =
  /(Id|(?<!(role|Role))Arn|(?<!Bucket)Name|Identifier|Type)$|^(arn|bucket|cluster|domain|group|repository|restApi|role|rule|type|user)$/;

/** Types that join two others: what they join cannot be exchanged. */
const JOINT = /(Attachment|Association|Membership|Acceptor|Accepter|Validation|Permission)$/;

/**
 * Inputs of a type that can probably not be changed in place: by the schema's create-only properties, by what the
 * provider's documentation says, and by what the id is made of.
 *
 * @returns `["*"]` for all of them.
 */
export function replacingInputs(
  type: string,
  description: ResourceDescription,
  schema: ResourceSchema | undefined,
): string[] {
  const { inputs } = description;
  const isFixed = schema?.handlers !== undefined && !("update" in schema.handlers);
  if (isFixed || JOINT.test(type)) return [EVERY_INPUT];
  const found = [...inputs].filter(
    (input) =>
      isCreateOnly(input, schema) ||
      FORCES.test(description.comment(input)) ||
      input === "name" ||
      input === "namePrefix" ||
      description.importedBy.includes(input) ||
      (description.required.includes(input) && REFERENCE.test(input)),
  );
  return found.sort();
}

function isCreateOnly(input: string, schema: ResourceSchema | undefined): boolean {
  const { createOnlyProperties = [], conditionalCreateOnlyProperties = [] } = schema ?? {};
  const pointers = [...createOnlyProperties, ...conditionalCreateOnlyProperties];
  const names = new Set(pointers.map((pointer) => plainName(pointer.split("/")[2] ?? "")));
  const all = Object.keys(schema?.properties ?? {}).map(plainName);
  const plain = plainName(input);
  if (all.includes(plain)) return names.has(plain);
  return [...names].some((name) => isSameProperty(name, plain));
}
