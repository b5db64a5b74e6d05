/** What one load balancer capacity unit holds. Source: AWS's Elastic Load Balancing pricing page. */
export const LCU = {
  newConnectionsPerSecond: 25,
  activeConnectionsPerMinute: 3000,
  gbPerHour: 1,
  ruleEvaluationsPerSecond: 1000,
  freeRules: 10,
} as const;

/** What one unit of a network or gateway load balancer holds; it checks no rules. */
export const NETWORK_LCU = { ...LCU, newConnectionsPerSecond: 800, activeConnectionsPerMinute: 100_000 } as const;

type Capacity = { readonly [Dimension in keyof typeof LCU]: number };

export interface LoadBalancerLoad {
  readonly newConnectionsPerSecond: number;
  readonly activeConnectionsPerMinute: number;
  readonly gbPerHour: number;
  readonly requestsPerSecond: number;
  /** Rules that each request is checked against; the first ten are free. */
  readonly rules: number;
}

/** LCUs used in an average hour: the largest of the four dimensions, never their sum. */
export function lcuPerHour(load: LoadBalancerLoad, unit: Capacity = LCU): number {
  const ruleEvaluations = load.requestsPerSecond * Math.max(0, load.rules - unit.freeRules);
  return Math.max(
    load.newConnectionsPerSecond / unit.newConnectionsPerSecond,
    load.activeConnectionsPerMinute / unit.activeConnectionsPerMinute,
    load.gbPerHour / unit.gbPerHour,
    ruleEvaluations / unit.ruleEvaluationsPerSecond,
  );
}
