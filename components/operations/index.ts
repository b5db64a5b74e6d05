export { AlarmTopic, type AlarmTopicArgs } from "./alarm-topic";
export { AuditAlarms, type AuditAlarmsArgs } from "./audit-alarms";
export { type AuditEvent, auditEvents } from "./audit-events";
export { AuditTrail, type AuditTrailArgs } from "./audit-trail";
export {
  type Experiment,
  Experiments,
  type ExperimentsArgs,
  failOver,
  interruptSpot,
  MOST_STOP_CONDITIONS,
  noWayOut,
  slowTasks,
  stopTasks,
  zoneWithoutNetwork,
} from "./experiments";
export { type LoadBalancerLogTargets, LogArchive, type LogArchiveArgs, logTo } from "./log-archive";
export {
  type AlarmDescription,
  type AlarmTopics,
  type ExtraGraph,
  type Facts,
  type Metric,
  Observability,
  type ObservabilityArgs,
  sourceProblems,
  type Sources,
  type Watched,
} from "./observability";
export { OffHours, type OffHoursArgs } from "./off-hours";
