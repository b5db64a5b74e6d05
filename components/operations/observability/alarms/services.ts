import { insightsMetric, ofAllGroups, serviceMetric } from "../metric";
import { type Facts, type ServiceFacts } from "../watched";
import { type AlarmDescription } from "./description";

/** Minutes that a new task gets to start before an alarm. */
const START_MINUTES = 15;

/** Load, and whether as many tasks work as should. */
export function serviceAlarms(facts: Facts): AlarmDescription[] {
  return Object.entries(facts.services).flatMap(([name, service]) => [
    nothingHealthy(name, service, facts),
    tooFewTasks(name, service, facts),
    busy(name, "CPUUtilization", "cpu", "CPU"),
    busy(name, "MemoryUtilization", "memory", "memory"),
  ]);
}

/** Without any target there is no data, which is as bad unless off-hours have stopped the service. */
function nothingHealthy(name: string, service: ServiceFacts, { alwaysOn }: Facts): AlarmDescription {
  return {
    key: `${name}-none-healthy`,
    summary: `No task of ${name} is healthy: it serves nobody`,
    severity: "critical",
    runbook: "services.md#no-healthy-task",
    reading: ofAllGroups(name, service, "HealthyHostCount", "Maximum"),
    period: 60,
    evaluationPeriods: 3,
    comparison: "LessThanThreshold",
    threshold: 1,
    treatMissingData: alwaysOn ? "breaching" : "notBreaching",
  };
}

/** Container Insights knows how many tasks there should be; without it the floor of scaling is all that is known. */
function tooFewTasks(name: string, service: ServiceFacts, facts: Facts): AlarmDescription {
  const { minTasks } = service;
  const shared = {
    severity: "warning",
    runbook: "services.md#too-few-tasks",
    period: 60,
    evaluationPeriods: START_MINUTES,
  } as const;
  return facts.containerInsights
    ? {
        ...shared,
        key: `${name}-below-desired`,
        summary: `Fewer tasks of ${name} run than scaling asks for`,
        reading: {
          expression: "desired - running",
          metrics: {
            desired: insightsMetric(name, "DesiredTaskCount", "Average"),
            running: insightsMetric(name, "RunningTaskCount", "Average"),
          },
        },
        comparison: "GreaterThanOrEqualToThreshold",
        threshold: 1,
        treatMissingData: "notBreaching",
      }
    : {
        ...shared,
        key: `${name}-below-floor`,
        summary: `Fewer than ${minTasks} tasks of ${name} are healthy`,
        reading: ofAllGroups(name, service, "HealthyHostCount", "Minimum"),
        comparison: "LessThanThreshold",
        threshold: minTasks,
        treatMissingData: facts.alwaysOn && minTasks > 0 ? "breaching" : "notBreaching",
      };
}

/** Above the target of scaling: the service has reached its maximum, or memory leaks, for which nothing scales. */
function busy(name: string, metricName: string, suffix: string, what: string): AlarmDescription {
  return {
    key: `${name}-${suffix}`,
    summary: `${name} uses more than 90 % of its ${what} although scaling had time to add tasks`,
    severity: "warning",
    runbook: `services.md#${what === "CPU" ? "no-cpu-left" : "no-memory-left"}`,
    reading: serviceMetric(name, metricName, "Average"),
    period: 300,
    evaluationPeriods: 3,
    comparison: "GreaterThanThreshold",
    threshold: 90,
    treatMissingData: "notBreaching",
  };
}
