import { type GraphResource, type ResourceGraph } from "@toolkit/offline/graph";

/** Resources that an input of `resource` was made from; of all its inputs if none is named. */
export function refs(graph: ResourceGraph, resource: GraphResource, type: string, property?: string): GraphResource[] {
  const urns = property === undefined ? resource.dependsOn : (resource.propertyDependencies[property] ?? []);
  return [...new Set(urns)]
    .filter((urn) => graph.has(urn))
    .map((urn) => graph.byUrn(urn))
    .filter((found) => found.type === type);
}

/** Resources of a type that depend on `resource`, directly. */
export const dependents = (graph: ResourceGraph, { urn }: GraphResource, type: string): GraphResource[] =>
  graph.ofType(type).filter(({ dependsOn }) => dependsOn.includes(urn));

export const object = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};

export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "[unknown]" ? value : undefined;

/** Pulumi's inputs have some numbers as texts. */
export function number(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" && value !== "" && Number.isFinite(Number(value)) ? Number(value) : undefined;
}
