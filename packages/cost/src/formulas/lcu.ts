/** What one load balancer capacity unit holds. Source: AWS's Elastic Load Balancing pricing page. */
export const LCU = {
  newConnectionsPerSecond: 25,
  activeConnectionsPerMinute: 3000,
  gbPerHour: 1,
  ruleEvaluationsPerSecond: 1000,
  freeRules: 10,
} as const;

export interface LoadBalancerLoad {
  readonly newConnectionsPerSecond: number;
  readonly activeConnectionsPerMinute: number;
  readonly gbPerHour: number;
  readonly requestsPerSecond: number;
  /** Rules that each request is checked against; the first ten are free. */
  readonly rules: number;
}

/** LCUs used in an average hour: the largest of the four dimensions, never their sum. */
export function lcuPerHour(load: LoadBalancerLoad): number {
  const ruleEvaluations = load.requestsPerSecond * Math.max(0, load.rules - LCU.freeRules);
  return Math.max(
    load.newConnectionsPerSecond / LCU.newConnectionsPerSecond,
    load.activeConnectionsPerMinute / LCU.activeConnectionsPerMinute,
    load.gbPerHour / LCU.gbPerHour,
    ruleEvaluations / LCU.ruleEvaluationsPerSecond,
  );
}
