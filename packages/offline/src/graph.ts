import { NO_NOTES, type Notes } from "./notes";

/** One recorded registration. Everything in it is plain JSON. */
export interface GraphResource {
  readonly urn: string;
  /** Type token, e.g. `aws:ec2/vpc:Vpc`. */
  readonly type: string;
  /** Logical name. */
  readonly name: string;
  /** URN of the parent; null for the stack itself. */
  readonly parent: string | null;
  /** False for components. */
  readonly custom: boolean;
  /** True for components that run in a provider (awsx). */
  readonly remote: boolean;
  /** True for a resource that is looked up and belongs to others; absent for all that the program makes. */
  readonly external?: true;
  /** Emulated id in AWS's shape; empty for components and while it is unknown. */
  readonly id: string;
  /** Resolved values; secrets are `"[secret]"`, unknown values `"[unknown]"`, files `{ asset: path }`. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** URNs of every dependency of the registration, explicit or through an input; sorted. */
  readonly dependsOn: readonly string[];
  /** URNs by the input that refers to them. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  readonly ignoreChanges: readonly string[];
  readonly replaceOnChanges: readonly string[];
  readonly deleteBeforeReplace: boolean;
  /** URN of the explicit provider; null when the default provider serves it. */
  readonly provider: string | null;
  /** URNs of the providers given to a component, by package. */
  readonly providers: Readonly<Record<string, string>>;
  /** Former URNs, or the parts that differed (`name`, `type`, `parent`, `stack`, `project`). */
  readonly aliases: readonly (string | Readonly<Record<string, string>>)[];
  /** Timeouts that differ from the provider's, e.g. `{ create: "40m" }`. */
  readonly customTimeouts: Readonly<Record<string, string>>;
  readonly additionalSecretOutputs: readonly string[];
  /** Provider version asked for. */
  readonly version: string;
}

/** Version of the JSON document; raised when a field changes meaning or goes. */
export const GRAPH_VERSION = 1;

/** The resources of a stack as JSON, with whose they are. */
export interface GraphDocument {
  readonly version: typeof GRAPH_VERSION;
  readonly project: string;
  readonly stack: string;
  /** The configuration, by namespace: `{ aws: { region } }`. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly resources: readonly GraphResource[];
  readonly outputs: Readonly<Record<string, unknown>>;
  /** What was answered without being known exactly; absent when there is nothing of the kind. */
  readonly notes?: Notes;
}

export const STACK_TYPE = "pulumi:pulumi:Stack";

/** A whole run of the program: its resources and how they hang together. */
export class ResourceGraph {
  readonly #byUrn: ReadonlyMap<string, GraphResource>;
  readonly #children = new Map<string, GraphResource[]>();

  constructor(
    readonly resources: readonly GraphResource[],
    readonly outputs: Readonly<Record<string, unknown>> = {},
    /** What was answered without being known exactly. */
    readonly notes: Notes = NO_NOTES,
  ) {
    this.#byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
    for (const resource of resources) {
      if (resource.parent === null) continue;
      const siblings = this.#children.get(resource.parent) ?? [];
      siblings.push(resource);
      this.#children.set(resource.parent, siblings);
    }
  }

  /** @throws when no resource has this URN. */
  byUrn(urn: string): GraphResource {
    const resource = this.#byUrn.get(urn);
    if (resource === undefined) throw new Error(`No resource has the URN ${urn}.`);
    return resource;
  }

  has(urn: string): boolean {
    return this.#byUrn.has(urn);
  }

  /** The stack itself, at the root of the tree. */
  get stack(): GraphResource | undefined {
    return this.resources.find((resource) => resource.type === STACK_TYPE);
  }

  /** Resources that are made at a provider: neither the stack, a component nor a provider. */
  get managed(): GraphResource[] {
    return this.resources.filter(isManaged);
  }

  /** Direct children, in the order of registration. */
  childrenOf(resource: GraphResource): readonly GraphResource[] {
    return this.#children.get(resource.urn) ?? [];
  }

  ofType(type: string): GraphResource[] {
    return this.resources.filter((resource) => resource.type === type);
  }

  /** Components around a resource, outermost first; the stack is left out. */
  ancestorsOf(resource: GraphResource): GraphResource[] {
    const ancestors: GraphResource[] = [];
    for (let up = this.#parentOf(resource); up !== undefined; up = this.#parentOf(up)) {
      if (up.type !== STACK_TYPE) ancestors.unshift(up);
    }
    return ancestors;
  }

  /** Names of the components around a resource, e.g. `edge/site`; empty directly under the stack. */
  componentPath(resource: GraphResource): string {
    return this.ancestorsOf(resource)
      .map((ancestor) => ancestor.name)
      .join("/");
  }

  /** The outermost component a resource belongs to: itself if it is one, none for providers and the stack. */
  componentOf(resource: GraphResource): GraphResource | undefined {
    return [...this.ancestorsOf(resource), resource].find(
      (candidate) => !candidate.custom && candidate.type !== STACK_TYPE,
    );
  }

  /** URNs of everything that must exist before a resource: its dependencies and theirs. */
  dependenciesOf(resource: GraphResource): ReadonlySet<string> {
    const found = new Set<string>();
    const open = [...resource.dependsOn];
    for (let urn = open.pop(); urn !== undefined; urn = open.pop()) {
      if (found.has(urn)) continue;
      found.add(urn);
      open.push(...(this.#byUrn.get(urn)?.dependsOn ?? []));
    }
    return found;
  }

  /** True when `from` waits, directly or through others, for `to`: a resource, or any resource of a type token. */
  dependsTransitively(from: GraphResource, to: GraphResource | string): boolean {
    const dependencies = this.dependenciesOf(from);
    if (typeof to !== "string") return dependencies.has(to.urn);
    return [...dependencies].some((urn) => typeOfUrn(urn) === to);
  }

  #parentOf(resource: GraphResource): GraphResource | undefined {
    return resource.parent === null ? undefined : this.#byUrn.get(resource.parent);
  }
}

/** True for what a provider creates: not for the stack, local components, providers and what is only looked up. */
export function isManaged(resource: GraphResource): boolean {
  return (resource.custom || resource.remote) && resource.external !== true && !resource.type.startsWith("pulumi:");
}

/** Type token of a URN, without the types of its parents. */
export function typeOfUrn(urn: string): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}

/** A URN without the stack's name: what the emulated world derives from it is the same in every stack. */
export const withoutStack = (urn: string): string => urn.replace(/^urn:pulumi:.*?::/, "");

/** Logical name of a URN. */
export function nameOfUrn(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

/**
 * The URN that Pulumi's engine gives: the type carries the types of all parents except the stack
 * (https://www.pulumi.com/docs/iac/concepts/resources/names/#urns).
 */
export function urnOf(parts: {
  project: string;
  stack: string;
  type: string;
  name: string;
  parent: string | null;
}): string {
  const parentType = parts.parent?.split("::")[2];
  const qualified = parentType === undefined || parentType === STACK_TYPE ? parts.type : `${parentType}$${parts.type}`;
  return `urn:pulumi:${parts.stack}::${parts.project}::${qualified}::${parts.name}`;
}
