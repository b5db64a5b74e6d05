import { automationModels } from "./automation";
import { computeModels } from "./compute";
import { dataModels } from "./data";
import { edgeModels } from "./edge";
import { identityModels } from "./identity";
import { loadBalancingModels } from "./load-balancing";
import { withAutoname } from "./names";
import { networkModels } from "./network";
import { operationsModels } from "./operations";
import { protectionModels } from "./protection";
import { randomModels } from "./random";
import { scopeOf } from "./scope";
import { storageModels } from "./storage";
import type { EmulatedResource, Models, ResourceModel, WorldContext } from "./types";

export { invokeResult, UnexpectedInvokeError } from "./invokes";
export { NameError } from "./names";
export { zoneIdOf, zonesOf, type Zone } from "./zones";
export type { Autoname, EmulatedResource, ResourceModel, Scope, WorldContext } from "./types";

const providerModels: Models = {
  "pulumi:providers:aws": { global: true, id: (r) => r.uuid() },
  "pulumi:providers:awsx": { global: true, id: (r) => r.uuid() },
  "pulumi:providers:random": { global: true, id: (r) => r.uuid() },
};

/** Every resource type the emulated AWS knows. */
export const resourceModels: Models = {
  ...networkModels,
  ...loadBalancingModels,
  ...computeModels,
  ...dataModels,
  ...storageModels,
  ...edgeModels,
  ...protectionModels,
  ...operationsModels,
  ...automationModels,
  ...identityModels,
  ...randomModels,
  ...providerModels,
};

/** A resource type that has no model yet. */
export class UnknownTypeError extends Error {
  override readonly name = "UnknownTypeError";

  constructor(type: string) {
    super(`${type} has no emulated outputs. Add it to preview/world, with AWS's shape of its id and outputs.`);
  }
}

/** @throws UnknownTypeError */
export function modelOf(type: string): ResourceModel {
  const model = resourceModels[type];
  if (model === undefined) throw new UnknownTypeError(type);
  return model;
}

/**
 * The inputs after the provider's check, which adds automatic names; a preview already knows them.
 *
 * @throws UnknownTypeError, NameError
 */
export function checkedInputs(resource: EmulatedResource): Record<string, unknown> {
  return withAutoname(modelOf(resource.type).autoname, resource);
}

/** What the emulated AWS answers to a creation. */
export interface Emulated {
  readonly id: string;
  /** Outputs that AWS computes; a first preview leaves them out. All other outputs echo the inputs. */
  readonly computed: Record<string, unknown>;
  /** Outputs that are secret. */
  readonly secrets: readonly string[];
}

/**
 * Creates a resource in the emulated AWS. The same URN and inputs always give the same answer.
 *
 * @param resource with its checked inputs (see {@link checkedInputs}).
 * @throws UnknownTypeError
 */
export function createResource(resource: EmulatedResource, context: WorldContext): Emulated {
  const model = modelOf(resource.type);
  const scope = scopeOf(resource, context);
  const id = model.id(scope);
  const everywhere = resource.type.startsWith("aws:")
    ? {
        ...(model.global === true ? {} : { region: scope.region }),
        tagsAll: { ...context.defaultTags, ...tagsOf(resource) },
      }
    : {};
  return { id, computed: { ...everywhere, ...model.computed?.(scope, id) }, secrets: model.secrets ?? [] };
}

function tagsOf(resource: EmulatedResource): object {
  const tags = resource.inputs.tags;
  return typeof tags === "object" && tags !== null ? tags : {};
}
