import { type GraphResource, type ResourceGraph } from "@toolkit/offline/graph";

/** The value at a path such as `defaultCacheBehavior.targetOriginId` or `actions.0.type`; undefined where it ends early. */
export function at(value: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((here, key) => {
    if (typeof here !== "object" || here === null) return undefined;
    return (here as Record<string, unknown>)[key];
  }, value);
}

/** @throws when the resource has no text there: the picture would be wrong. */
export function textAt(resource: GraphResource, path: string): string {
  const value = at(resource.inputs, path);
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  throw new Error(`${resource.urn} has no text at ${path}.`);
}

/** @throws when the resource has no number there. */
export function numberAt(resource: GraphResource, path: string): number {
  const value = Number(at(resource.inputs, path));
  if (Number.isFinite(value)) return value;
  throw new Error(`${resource.urn} has no number at ${path}.`);
}

/** The list at a path; empty where there is none. */
export function listAt(value: unknown, path: string): readonly unknown[] {
  const found = at(value, path);
  return Array.isArray(found) ? found : [];
}

/** The first resource of a type that fits, if any. */
export function firstOf(
  graph: ResourceGraph,
  type: string,
  fits: (resource: GraphResource) => boolean = () => true,
): GraphResource | undefined {
  return graph.ofType(type).find(fits);
}

/** CPU and memory of a task definition, such as `0.5 vCPU, 1 GB`. */
export function taskSize(task: GraphResource): string {
  return `${numberAt(task, "cpu") / 1024} vCPU, ${numberAt(task, "memory") / 1024} GB`;
}

/** Where the provider works. @throws when the stack has no provider with a region. */
export function regionOf(graph: ResourceGraph): string {
  const provider = firstOf(graph, "pulumi:providers:aws");
  if (provider === undefined) throw new Error("The stack has no AWS provider.");
  return textAt(provider, "region");
}
