import { describeResource, type ResourceDescription } from "../../provider";
import type { Autoname, ResourceModel, Scope } from "../types";
import { arnOf, idOf, ownName } from "./identity";
import { valueOf } from "./values";

const models = new Map<string, ResourceModel | undefined>();

/**
 * A model made from what the provider's own package says of a type: ids and ARNs in the form that its documentation
 * shows, every output of its declared type.
 *
 * @param version of the provider, as in a registration; empty for any.
 * @returns undefined when the package is not installed or does not know the type.
 */
export function describedModel(type: string, version = ""): ResourceModel | undefined {
  const key = `${type} ${version}`;
  const known = models.get(key);
  if (known !== undefined) return known;
  const description = describeResource(type, version);
  if (description === undefined) return undefined;
  const model = modelFrom(description);
  models.set(key, model);
  return model;
}

function modelFrom(description: ResourceDescription): ResourceModel {
  const { inputs, secrets } = description;
  const autoname = autonameOf(description);
  return {
    ...(autoname === undefined ? {} : { autoname }),
    global: !inputs.has("region"),
    secrets,
    id: (r) => idOf(description, r),
    computed: (r, id) => computedOutputs(description, r, id),
  };
}

/** An optional name that always comes back is made up by the provider; how long it may be is not told. */
function autonameOf({ inputs, outputs, required }: ResourceDescription): Autoname | undefined {
  const isFilled = inputs.has("name") && !required.includes("name") && outputs.get("name")?.kind === "string";
  if (!isFilled) return undefined;
  const name = { property: "name", maxLength: Infinity };
  return inputs.has("namePrefix") ? { ...name, prefixProperty: "namePrefix" } : name;
}

/** Outputs that always have a value and that the program did not set. */
export function computedOutputs(description: ResourceDescription, r: Scope, id: string): Record<string, unknown> {
  const name = ownName(r);
  const arn = arnOf(description, r, id);
  const { folder } = description;
  const entries = [...description.outputs].flatMap(([property, type]) => {
    if (r.inputs[property] !== undefined) return [];
    const filled = description.computed.has(property);
    const comment = description.comment(property);
    const value = valueOf(type, r, { folder, property, comment, id, arn, name, filled, salt: "", within: [] });
    return value === undefined ? [] : [[property, value] as const];
  });
  return Object.fromEntries(entries);
}

/** What the provider declares for a type that has a model made by hand; empty when its package is not installed. */
export function describedOutputs(r: Scope, id: string): Record<string, unknown> {
  const description = describeResource(r.type, r.version);
  return description === undefined ? {} : computedOutputs(description, r, id);
}
