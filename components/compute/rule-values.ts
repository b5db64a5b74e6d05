/**
 * Values that all conditions of one listener rule may hold together.
 *
 * Source: Elastic Load Balancing user guide, "Quotas for your Application Load Balancers",
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html
 */
export const RULE_VALUES = 5;

/** Paths of a rule that asks for a header with one value too. */
export const PATHS_BESIDE_HEADER = RULE_VALUES - 1;
