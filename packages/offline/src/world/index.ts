import { automationModels } from "./automation";
import { computeModels } from "./compute";
import { dataModels } from "./data";
import { edgeModels } from "./edge";
import { identityModels } from "./identity";
import { loadBalancingModels } from "./load-balancing";
import { withAutoname } from "./names";
import { networkModels } from "./network";
import { generic } from "./on-demand";
import { operationsModels } from "./operations";
import { protectionModels } from "./protection";
import { randomModels } from "./random";
import { scopeOf } from "./scope";
import { storageModels } from "./storage";
import type { EmulatedResource, Models, ResourceModel, WorldContext } from "./types";

export type { Answer } from "./answer";
export { answerTo } from "./invokes";
export { NameError } from "./names";
export { zoneIdOf, zonesOf, type Zone } from "./zones";
export type { Autoname, EmulatedResource, ResourceModel, Scope, WorldContext } from "./types";

/** Providers themselves, of any package. */
const providerModel: ResourceModel = { global: true, id: (r) => r.uuid() };

/** What nothing is known of: only its inputs come back. */
const opaqueModel: ResourceModel = { global: true, id: () => "" };

/** Resource types that are modelled by hand, which is more exact than what the provider's package tells. */
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
};

/** Where an answer comes from: a model made by hand, the provider's own description, or nowhere. */
export type Source = "model" | "description" | "nothing";

interface FoundModel {
  readonly model: ResourceModel;
  readonly source: Source;
}

function findModel({ type, version }: Pick<EmulatedResource, "type" | "version">): FoundModel {
  const exact = resourceModels[type] ?? (type.startsWith("pulumi:providers:") ? providerModel : undefined);
  if (exact !== undefined) return { model: exact, source: "model" };
  const model = generic().describedModel(type, version);
  return model === undefined ? { model: opaqueModel, source: "nothing" } : { model, source: "description" };
}

/** What is known of a type. */
export function modelOf(type: string): ResourceModel {
  return findModel({ type }).model;
}

/**
 * The inputs after the provider's check, which adds automatic names; a preview already knows them.
 *
 * @throws NameError
 */
export function checkedInputs(resource: EmulatedResource): Record<string, unknown> {
  return withAutoname(findModel(resource).model.autoname, resource);
}

/** What the emulated AWS answers to a creation. */
export interface Emulated {
  /** Empty when nothing is known of the type. */
  readonly id: string;
  /** Outputs that AWS computes; a first preview leaves them out. All other outputs echo the inputs. */
  readonly computed: Record<string, unknown>;
  /** Outputs that are secret. */
  readonly secrets: readonly string[];
  readonly source: Source;
}

/**
 * Creates a resource in the emulated AWS. The same URN and inputs always give the same answer.
 *
 * @param resource with its checked inputs (see {@link checkedInputs}).
 */
export function createResource(resource: EmulatedResource, context: WorldContext): Emulated {
  const { model, source } = findModel(resource);
  const scope = scopeOf(resource, context);
  const id = resource.id ?? model.id(scope);
  const own = model.computed?.(scope, id) ?? {};
  const secrets = model.secrets ?? [];
  if (!resource.type.startsWith("aws:")) return { id, computed: own, secrets, source };
  const tagsAll = { ...context.defaultTags, ...tagsOf(resource) };
  if (source !== "model") return { id, computed: "tagsAll" in own ? { ...own, tagsAll } : own, secrets, source };
  const described = context.complete === true ? generic().describedOutputs(scope, id) : {};
  const region = model.global === true ? {} : { region: scope.region };
  return { id, computed: { ...described, ...region, tagsAll, ...own }, secrets, source };
}

function tagsOf(resource: EmulatedResource): object {
  const tags = resource.inputs.tags;
  return typeof tags === "object" && tags !== null ? tags : {};
}
