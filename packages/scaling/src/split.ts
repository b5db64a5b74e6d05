/** An entry of an ECS capacity provider strategy. */
export interface StrategyItem {
  readonly provider: string;
  /** Tasks that run there first. @default 0 */
  readonly base?: number;
  /** Share of the tasks above the bases. @default 0 */
  readonly weight?: number;
}

/**
 * Whole tasks for each capacity provider, in the order of the strategy: the base first, the rest by weight, and what
 * cannot be divided to those with the largest remainder.
 *
 * Source: Amazon ECS Developer Guide, "Capacity provider strategies" (base 2, weights 1 and 3, six tasks: 3 and 3),
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html
 */
export function split(tasks: number, strategy: readonly StrategyItem[]): number[] {
  let left = tasks;
  const counts = strategy.map(({ base = 0 }) => {
    const based = Math.min(left, base);
    left -= based;
    return based;
  });
  const weights = strategy.reduce((sum, { weight = 0 }) => sum + weight, 0);
  // AWS refuses a strategy without any weight: what is left goes to its first entry.
  const shares = strategy.map(({ weight = 0 }, index) =>
    weights > 0 ? (left * weight) / weights : index === 0 ? left : 0,
  );
  const whole = shares.map(Math.floor);
  const rest = left - whole.reduce((sum, count) => sum + count, 0);
  const first = new Set(
    shares
      .map((share, index) => ({ index, remainder: share - Math.floor(share) }))
      .sort((a, b) => b.remainder - a.remainder || a.index - b.index)
      .slice(0, rest)
      .map(({ index }) => index),
  );
  return counts.map((count, index) => count + (whole[index] ?? 0) + (first.has(index) ? 1 : 0));
}
