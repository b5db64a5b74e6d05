/** Ids of the metrics of a service's two target groups. */
export const GROUPS = { first: "first", second: "second" } as const;

/**
 * A metric of both target groups of a service together, for alarms on several periods. A group without targets or requests
 * has no data, which counts as none.
 *
 * Source: Amazon CloudWatch user guide, "Using metric math", FILL.
 */
export const FILLED_SUM_OF_GROUPS = `FILL(${GROUPS.first}, 0) + FILL(${GROUPS.second}, 0)`;

/**
 * The same for target tracking. Metrics of a load balancer come late, and a period that FILL has made 0 is a datapoint: the
 * alarms that Application Auto Scaling makes could stay at OK. SUM takes the group that has data, and none of neither.
 *
 * Source: Amazon CloudWatch user guide, "Using metric math", FILL and SUM,
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export const SUM_OF_GROUPS = `SUM([${GROUPS.first}, ${GROUPS.second}])`;
