/** A resource, and what the program says must be there before it. */
export interface Ordered {
  readonly urn: string;
  readonly dependsOn: readonly string[];
}

/**
 * The order in which an engine may create resources when one of them takes as long as the graph allows: first all that
 * does not wait for it, then the late one, then what waits for it. Within these parts dependencies come first, and
 * otherwise the order of registration stays.
 *
 * @param resources each after what it depends on or not, in the order of registration.
 * @param late URN of the late resource. @default none is late
 */
export function creationOrder<R extends Ordered>(resources: readonly R[], late?: string): R[] {
  const sorted = inDependencyOrder(resources);
  if (late === undefined) return sorted;
  const waiting = new Set([late]);
  for (const { urn, dependsOn } of sorted) if (dependsOn.some((needed) => waiting.has(needed))) waiting.add(urn);
  return [...sorted.filter(({ urn }) => !waiting.has(urn)), ...sorted.filter(({ urn }) => waiting.has(urn))];
}

function inDependencyOrder<R extends Ordered>(resources: readonly R[]): R[] {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const sorted = new Set<R>();
  const place = (resource: R): void => {
    if (sorted.has(resource)) return;
    for (const needed of resource.dependsOn) {
      const found = byUrn.get(needed);
      if (found !== undefined) place(found);
    }
    sorted.add(resource);
  };
  resources.forEach(place);
  return [...sorted];
}
