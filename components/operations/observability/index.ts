export { type AlarmDescription, type AlarmSet, alarmTable, outageKeys } from "./alarms";
export { type ExtraGraph } from "./dashboard";
export { type Metric } from "./metric";
export { type AlarmTopics } from "./metric-alarm";
export { Observability, type ObservabilityArgs } from "./observability";
export { sourceProblems, type Sources } from "./sources";
export { type Facts, type Watched } from "./watched";
