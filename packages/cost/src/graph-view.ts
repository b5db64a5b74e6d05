/** A registered resource as the preview records it; only what pricing reads. */
export interface CostResource {
  readonly urn: string;
  /** Pulumi type token, for example `aws:lb/loadBalancer:LoadBalancer`. */
  readonly type: string;
  /** Logical name. */
  readonly name: string;
  readonly parent?: string | null | undefined;
  /** URN of its provider, with or without the provider's id behind it. */
  readonly provider?: string | null | undefined;
  /** False for components. */
  readonly custom?: boolean | undefined;
  /** True for components that run in a provider. */
  readonly remote?: boolean | undefined;
  /** True for what is looked up and belongs to others. */
  readonly external?: boolean | undefined;
  /** Resolved inputs. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** URNs of everything the registration depends on. */
  readonly dependsOn?: readonly string[] | undefined;
  /** URNs that each input was made from. */
  readonly propertyDependencies?: Readonly<Record<string, readonly string[]>> | undefined;
}

/** The neighbours of a resource. */
export interface GraphView {
  readonly resources: readonly CostResource[];
  byUrn(urn: string): CostResource | undefined;
  ofType(type: string): readonly CostResource[];
  /** Resources that depend on `urn`, directly. */
  dependents(urn: string, type?: string): readonly CostResource[];
  /** Resources that `resource` depends on, or one of its inputs if `property` is given. */
  dependencies(resource: CostResource, type: string, property?: string): readonly CostResource[];
}

export function graphView(resources: readonly CostResource[]): GraphView {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const byType = new Map<string, CostResource[]>();
  const dependents = new Map<string, CostResource[]>();
  for (const resource of resources) {
    append(byType, resource.type, resource);
    for (const urn of dependencyUrns(resource)) append(dependents, urn, resource);
  }
  return {
    resources,
    byUrn: (urn) => byUrn.get(urn),
    ofType: (type) => byType.get(type) ?? [],
    dependents: (urn, type) => (dependents.get(urn) ?? []).filter((r) => type === undefined || r.type === type),
    dependencies: (resource, type, property) => {
      const urns =
        property === undefined ? dependencyUrns(resource) : (resource.propertyDependencies?.[property] ?? []);
      return [...urns].flatMap((urn) => byUrn.get(urn) ?? []).filter((found) => found.type === type);
    },
  };
}

function dependencyUrns(resource: CostResource): Set<string> {
  return new Set([...(resource.dependsOn ?? []), ...Object.values(resource.propertyDependencies ?? {}).flat()]);
}

function append(lists: Map<string, CostResource[]>, key: string, resource: CostResource): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [resource]);
  else list.push(resource);
}
