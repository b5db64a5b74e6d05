import { T } from "@toolkit/offline/aws-types";
import { asTexts, valuesAt } from "@toolkit/policies/values";
import { type PreviewStep, resourceOf } from "./preview-document";

const PROVIDERS = T.clusterCapacityProviders;
const SERVICE = T.service;

/**
 * Services that still place tasks with a capacity provider which the same deployment takes from their cluster, as
 * `service (provider)`. AWS refuses that, and the services would come only after it: no further try would succeed.
 *
 * Source: Amazon ECS API reference, PutClusterCapacityProviders, ResourceInUseException.
 */
export function strandedServices(steps: readonly PreviewStep[]): string[] {
  const removed = steps
    .filter(({ urn, op }) => resourceOf(urn).type === PROVIDERS && op === "update")
    .flatMap(({ oldState, newState }) => {
      const kept = asTexts(newState?.inputs?.capacityProviders);
      return asTexts(oldState?.inputs?.capacityProviders).filter((name) => !kept.includes(name));
    });
  const stranded = steps
    .filter(({ urn }) => resourceOf(urn).type === SERVICE)
    .flatMap(({ urn, oldState }) =>
      asTexts(valuesAt(oldState?.inputs, "capacityProviderStrategies.*.capacityProvider"))
        .filter((name) => removed.includes(name))
        .map((name) => `${resourceOf(urn).name} (${name})`),
    );
  return [...new Set(stranded)];
}
