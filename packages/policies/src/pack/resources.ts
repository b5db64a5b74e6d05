import type { PolicyResource as StackResource, ResourceValidationArgs } from "@pulumi/policy";
import type { PolicyResource } from "../graph";
import { UNKNOWN } from "../values";

/** A resource that is about to be made, as rules see it; what it refers to is not told at this point. */
export function fromArgs({ type, name, urn, props, opts }: ResourceValidationArgs): PolicyResource {
  return {
    urn,
    type,
    name,
    inputs: readable(props) as Record<string, unknown>,
    propertyDependencies: {},
    deleteBeforeReplace: opts.deleteBeforeReplace ?? false,
  };
}

/** A resource of the whole stack, with what its inputs refer to. */
export function fromStack(resource: StackResource): PolicyResource {
  const { type, name, urn, props, opts, propertyDependencies } = resource;
  return {
    urn,
    type,
    name,
    inputs: readable(props) as Record<string, unknown>,
    propertyDependencies: Object.fromEntries(
      Object.entries(propertyDependencies).map(([input, others]) => [input, others.map((other) => other.urn)]),
    ),
    deleteBeforeReplace: opts.deleteBeforeReplace ?? false,
  };
}

/**
 * A plain copy. In a preview the engine hands out objects that throw when a value that is not known yet is read; rules
 * take such values for granted, so that a first preview is checked as far as it can be.
 */
export function readable(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return [...value.keys()].map((index) => element(value, index));
  return Object.fromEntries(Object.keys(value).map((key) => [key, element(value, key)]));
}

function element(container: object, key: string | number): unknown {
  try {
    return readable(Reflect.get(container, key));
  } catch (error) {
    if (error instanceof Error && error.constructor.name === "UnknownValueError") return UNKNOWN;
    throw error;
  }
}
