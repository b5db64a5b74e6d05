/** Ids of the metrics of a service's two target groups. */
export const GROUPS = { first: "first", second: "second" } as const;

/**
 * A metric of both target groups of a service together. A group without targets or requests has no data, which counts as
 * none.
 *
 * Source: Amazon CloudWatch user guide, "Using metric math", FILL.
 */
export const SUM_OF_GROUPS = `FILL(${GROUPS.first}, 0) + FILL(${GROUPS.second}, 0)`;
