import { jsonIn } from "@toolkit/offline/json-text";
import { JSON_INPUTS } from "./json-inputs";

/** What a rule sees of a resource; the preview's graph and the policy engine both fill it. */
export interface PolicyResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** Resolved values; policies and container definitions are parsed. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** URNs by the input that refers to them. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly deleteBeforeReplace?: boolean;
  /** True for what is only looked up: others answer for it. */
  readonly external?: boolean;
}

/** Called for each input that a rule reads, with a dotted path; `*` stands for any list element. */
export type ReadListener = (type: string, path: string, value: unknown) => void;

/** Resources and how they refer to each other, which works for values that are not known yet too. */
export class PolicyGraph {
  readonly resources: readonly PolicyResource[];
  readonly #byUrn: ReadonlyMap<string, PolicyResource>;
  readonly #byType = new Map<string, PolicyResource[]>();
  readonly #onRead: ReadListener | undefined;

  constructor(resources: readonly PolicyResource[], onRead?: ReadListener) {
    this.#onRead = onRead;
    this.resources = resources.map((resource) => {
      const parsed = parseTexts(resource);
      return onRead === undefined ? parsed : { ...parsed, inputs: recording(parsed.inputs, parsed.type, "", onRead) };
    });
    this.#byUrn = new Map(this.resources.map((resource) => [resource.urn, resource]));
    for (const resource of this.resources) {
      const same = this.#byType.get(resource.type) ?? [];
      same.push(resource);
      this.#byType.set(resource.type, same);
    }
  }

  byUrn(urn: string): PolicyResource | undefined {
    return this.#byUrn.get(urn);
  }

  ofType(type: string): readonly PolicyResource[] {
    return this.#byType.get(type) ?? [];
  }

  /** What an input of a resource refers to, of one type. */
  linked(resource: PolicyResource, input: string, type: string): PolicyResource[] {
    this.#onRead?.(resource.type, input, undefined);
    const urns = resource.propertyDependencies[input] ?? [];
    return urns.flatMap((urn) => this.#byUrn.get(urn) ?? []).filter((found) => found.type === type);
  }

  /** Resources of a type whose input refers to a resource. */
  referrers(resource: PolicyResource, type: string, input: string): PolicyResource[] {
    this.#onRead?.(type, input, undefined);
    return this.ofType(type).filter((other) => (other.propertyDependencies[input] ?? []).includes(resource.urn));
  }

  /** Every resource, and the input by which it refers to this one. */
  references(resource: PolicyResource): { from: PolicyResource; input: string }[] {
    return this.resources.flatMap((from) =>
      Object.entries(from.propertyDependencies)
        .filter(([, urns]) => urns.includes(resource.urn))
        .map(([input]) => ({ from, input })),
    );
  }
}

function parseTexts(resource: PolicyResource): PolicyResource {
  const texts = (JSON_INPUTS[resource.type] ?? []).filter((name) => typeof resource.inputs[name] === "string");
  if (texts.length === 0) return resource;
  const parsed = Object.fromEntries(texts.map((name) => [name, jsonIn(resource.inputs[name])]));
  return { ...resource, inputs: { ...resource.inputs, ...parsed } };
}

function recording<V extends object>(value: V, type: string, path: string, onRead: ReadListener): V {
  return new Proxy(value, {
    get(target, key, receiver) {
      const found: unknown = Reflect.get(target, key, receiver);
      if (typeof key === "symbol" || (Array.isArray(target) && !/^\d+$/.test(key))) return found;
      const step = Array.isArray(target) ? "*" : key;
      const here = path === "" ? step : `${path}.${step}`;
      onRead(type, here, found);
      return typeof found === "object" && found !== null ? recording(found, type, here, onRead) : found;
    },
  });
}
