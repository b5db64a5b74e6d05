import { type PreviewStep, resourceOf } from "./preview-document";

const PROVIDERS = "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders";
const SERVICE = "aws:ecs/service:Service";

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
      const kept = namesIn(newState?.inputs?.capacityProviders);
      return namesIn(oldState?.inputs?.capacityProviders).filter((name) => !kept.includes(name));
    });
  return steps
    .filter(({ urn }) => resourceOf(urn).type === SERVICE)
    .flatMap(({ urn, oldState }) =>
      strategiesOf(oldState?.inputs)
        .filter((name) => removed.includes(name))
        .map((name) => `${resourceOf(urn).name} (${name})`),
    )
    .filter((text, index, all) => all.indexOf(text) === index);
}

const namesIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];

const strategiesOf = (inputs: Record<string, unknown> | undefined): string[] =>
  (Array.isArray(inputs?.capacityProviderStrategies) ? inputs.capacityProviderStrategies : []).flatMap(
    (strategy: { capacityProvider?: unknown }) =>
      typeof strategy.capacityProvider === "string" ? [strategy.capacityProvider] : [],
  );
