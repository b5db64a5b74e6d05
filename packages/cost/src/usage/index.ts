export { type Load, loadOf } from "./load";
export { overrideUsage, usageFromAssignments, usageFromFile, usagePreset } from "./override";
export { usageHelp } from "./help";
export { type UsagePreset, type UsagePresets, usagePresetNames, usagePresets } from "./presets";
export { usageOf } from "./resource";
export { scaleUsage } from "./scale";
export { type Usage, usagePaths, usageSchema } from "./schema";
export { busyTasks } from "./tasks";
