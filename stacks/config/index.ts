export { activeSections, closedPaths } from "./active-sections";
export { overridesOf, type Override } from "./defaults";
export { existingCertificates, internalHostName, zoneOf } from "./domain";
export { ENCRYPTABLE } from "./encryption";
export { loadStackConfig } from "./load";
export { hasOwnPolicy, pagePolicy, scriptHashesOf } from "./page-policy";
export { parseStackConfig, type RawConfig } from "./parse";
export { nearest } from "./nearest";
export { placeholderLine, placeholdersIn } from "./placeholders";
export {
  type Frontend,
  type NamedServiceConfig,
  type JobConfig,
  type Profile,
  SERVICE_SECTIONS,
  type ServiceConfig,
  type ServiceSection,
  type TaskConfig,
  type WorkerConfig,
  type WebappConfig,
  webappSchema,
} from "./schema";
export { backendPriority, rulePriority } from "./rule-priority";
export { BUILD_COMMAND } from "./site-problems";
export { type AwsConfig, type StackConfig } from "./stack-config";
export { activeHttpSections, activeTasks, taskSections } from "./task-sections";
