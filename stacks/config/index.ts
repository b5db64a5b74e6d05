export { activeSections, activeServices } from "./active-sections";
export { overridesOf, type Override } from "./defaults";
export { BUILD_COMMAND } from "./folders";
export { loadStackConfig } from "./load";
export { parseStackConfig, type RawConfig } from "./parse";
export { nearest } from "./nearest";
export { placeholderLine, placeholdersIn } from "./placeholders";
export { type Frontend, type Profile, type ServiceConfig, type WebappConfig, webappSchema } from "./schema";
export { type AwsConfig, type StackConfig } from "./stack-config";
