export { noWayOut, zoneWithoutNetwork } from "./cut-network";
export { type Experiment } from "./experiment";
export { Experiments, MOST_STOP_CONDITIONS, type ExperimentsArgs } from "./experiments";
export { failOver } from "./fail-over";
export { interruptSpot } from "./interrupt-spot";
export { slowTasks } from "./slow-tasks";
export { stopTasks, type TaskTargets } from "./stop-tasks";
