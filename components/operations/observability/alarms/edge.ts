import { distributionMetric, firewallMetric } from "../metric";
import { type Facts } from "../watched";
import { type AlarmDescription } from "./description";

/** Requests in five minutes that the firewall blocks on no ordinary day of a small application. */
const BLOCKED_IN_5_MINUTES = 1000;

/** Distribution and firewall, whose metrics are in us-east-1. */
export function edgeAlarms({ waf }: Facts): AlarmDescription[] {
  return [
    {
      key: "edge-errors",
      summary: "More than 5 % of the viewers' requests end in a server error",
      severity: "critical",
      runbook: "edge.md#server-errors-at-the-edge",
      reading: distributionMetric("5xxErrorRate", "Average"),
      period: 300,
      evaluationPeriods: 3,
      datapointsToAlarm: 2,
      comparison: "GreaterThanThreshold",
      threshold: 5,
      treatMissingData: "notBreaching",
    },
    ...(waf
      ? [
          {
            key: "edge-blocked",
            summary: `The firewall blocks more than ${BLOCKED_IN_5_MINUTES} requests in five minutes`,
            severity: "warning",
            runbook: "edge.md#blocked-requests",
            reading: firewallMetric("BlockedRequests", "Sum"),
            period: 300,
            evaluationPeriods: 1,
            comparison: "GreaterThanThreshold",
            threshold: BLOCKED_IN_5_MINUTES,
            treatMissingData: "notBreaching",
          } as const,
        ]
      : []),
  ];
}
