/** One entry of an ECS capacity provider strategy. */
export interface StrategyItem {
  readonly capacityProvider: string;
  readonly base?: number | undefined;
  readonly weight?: number | undefined;
}

/**
 * Tasks per capacity provider: bases first, the rest by weight. Averages may be fractions.
 * Source: Amazon ECS developer guide, "Capacity provider strategy".
 */
export function splitByStrategy(tasks: number, strategy: readonly StrategyItem[]): Map<string, number> {
  const split = new Map<string, number>();
  const give = (provider: string, count: number) => split.set(provider, (split.get(provider) ?? 0) + count);
  let left = tasks;
  for (const { capacityProvider, base } of strategy) {
    const based = Math.min(left, base ?? 0);
    give(capacityProvider, based);
    left -= based;
  }
  const weights = strategy.reduce((sum, item) => sum + (item.weight ?? 0), 0);
  for (const [index, { capacityProvider, weight }] of strategy.entries()) {
    // AWS refuses a strategy without any weight; priced as the first provider, nothing is left unpaid.
    const share = weights > 0 ? (weight ?? 0) / weights : index === 0 ? 1 : 0;
    give(capacityProvider, left * share);
  }
  return split;
}
