import { loadBalancerMetric, natGatewayMetric } from "../metric";
import { type Facts } from "../watched";
import { type AlarmDescription } from "./description";

const SLOW_SECONDS = 2;

/** Errors and slowness of each load balancer. Unhealthy targets are watched by each service's rollback alarm. */
export function loadBalancerAlarms({ loadBalancers }: Facts): AlarmDescription[] {
  return Object.keys(loadBalancers).flatMap((name): AlarmDescription[] => [
    {
      key: `${name}-elb-5xx`,
      summary: `The ${name} load balancer answers with errors of its own: it reaches no target`,
      severity: "critical",
      runbook: "load-balancers.md#errors-of-the-load-balancer",
      reading: loadBalancerMetric(name, "HTTPCode_ELB_5XX_Count", "Sum"),
      period: 60,
      evaluationPeriods: 3,
      datapointsToAlarm: 2,
      comparison: "GreaterThanOrEqualToThreshold",
      threshold: 10,
      treatMissingData: "notBreaching",
    },
    {
      key: `${name}-slow`,
      summary: `One in twenty requests through the ${name} load balancer takes longer than ${SLOW_SECONDS} seconds`,
      severity: "warning",
      runbook: "load-balancers.md#slow-answers",
      reading: loadBalancerMetric(name, "TargetResponseTime", "p95"),
      period: 300,
      evaluationPeriods: 3,
      comparison: "GreaterThanThreshold",
      threshold: SLOW_SECONDS,
      treatMissingData: "notBreaching",
    },
  ]);
}

/** A gateway without a free port for one more connection drops it. */
export function natGatewayAlarms({ natGateways }: Facts): AlarmDescription[] {
  return Object.keys(natGateways).map((az) => ({
    key: `nat-${az}-ports`,
    summary: `The NAT gateway in AZ ${az} has no port left and drops connections`,
    severity: "critical",
    runbook: "network.md#nat-gateway-out-of-ports",
    reading: natGatewayMetric(az, "ErrorPortAllocation", "Sum"),
    period: 300,
    evaluationPeriods: 1,
    comparison: "GreaterThanThreshold",
    threshold: 0,
    treatMissingData: "notBreaching",
  }));
}
