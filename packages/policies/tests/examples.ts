import type { PolicyResource } from "../src/graph";
import { type Break, type ExampleResource, UNLINK } from "../src/rule";
import { withValue } from "../src/values";

const urnOf = (type: string, name: string): string => `urn:pulumi:test::shop::${type}::${name}`;

/** Resources of an example, as a graph has them. */
export function resourcesOf(examples: readonly ExampleResource[]): PolicyResource[] {
  const typeByName = new Map(examples.map(({ type, name = type }) => [name, type]));
  return examples.map(({ type, name = type, inputs = {}, links = {} }) => ({
    urn: urnOf(type, name),
    type,
    name,
    inputs,
    propertyDependencies: Object.fromEntries(
      Object.entries(links).map(([input, names]) => [
        input,
        names.map((target) => urnOf(typeByName.get(target) ?? "", target)),
      ]),
    ),
  }));
}

/** A copy of a resource with one input set to what a rule must refuse. */
export function broken(resource: PolicyResource, { path, to }: Pick<Break, "path" | "to">): PolicyResource {
  if (path.startsWith("@")) return { ...resource, [path.slice(1)]: to };
  if (to === UNLINK) {
    const { [path]: _, ...others } = resource.propertyDependencies;
    return { ...resource, propertyDependencies: others };
  }
  return { ...resource, inputs: withValue(resource.inputs, path, to) as Record<string, unknown> };
}

/** The resources with the first one of the break's type broken. */
export function withBreak(resources: readonly PolicyResource[], change: Break): PolicyResource[] {
  const target = resources.find(({ type, name }) => type === change.type && (change.name ?? name) === name);
  return resources.map((resource) => (resource === target ? broken(resource, change) : resource));
}

/** A break in words, for the title of a test. */
export function describeBreak({ type, path, to }: Break): string {
  const kind = type.split(":").at(-1) ?? type;
  if (to === UNLINK) return `${kind}.${path} refers to something else`;
  return `${kind}.${path} is ${to === undefined ? "missing" : JSON.stringify(to).slice(0, 60)}`;
}
