import { type GraphResource } from "@toolkit/offline/graph";

/** Looks things up in a resource graph, and says what is missing. */
export class View {
  constructor(private readonly resources: readonly GraphResource[]) {}

  all(type: string): GraphResource[] {
    return this.resources.filter((resource) => resource.type === type);
  }

  only(type: string): GraphResource {
    const [found, another] = this.all(type);
    if (found === undefined || another !== undefined) {
      throw new Error(`The graph has ${found === undefined ? "no" : "more than one"} ${type}.`);
    }
    return found;
  }

  byId(type: string, id: unknown): GraphResource {
    return this.found(
      this.all(type).find((resource) => resource.id === id),
      `${type} with the id ${String(id)}`,
    );
  }

  /** The resource that one input of another comes from. */
  behind(resource: GraphResource, input: string): GraphResource {
    const [urn] = resource.propertyDependencies[input] ?? [];
    return this.found(
      this.resources.find((candidate) => candidate.urn === urn),
      `resource behind ${input} of ${resource.urn}`,
    );
  }

  private found(resource: GraphResource | undefined, what: string): GraphResource {
    if (resource === undefined) throw new Error(`The graph has no ${what}.`);
    return resource;
  }
}
