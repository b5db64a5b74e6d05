import { activeSections } from "./active-sections";
import { SERVICE_SECTIONS, type ServiceConfig, type TaskConfig, type WebappConfig } from "./schema";

/** A part of the stack file that says how tasks run. */
export interface TaskSection {
  /** Where the stack file has it, without `webapp:`: `backend`, `workers.thumbnails`. */
  readonly key: string;
  readonly tasks: TaskConfig;
}

/** A part of the stack file that describes what answers requests. */
export interface HttpSection extends TaskSection {
  readonly tasks: ServiceConfig;
}

/** All that answer requests, also the one that the flag leaves unused. */
export const httpSections = (config: WebappConfig): HttpSection[] => [
  ...SERVICE_SECTIONS.map((key) => ({ key, tasks: config[key] })),
  ...namedSections(config),
];

/** Those that answer requests in this variant. */
export const activeHttpSections = (config: WebappConfig): HttpSection[] => [
  ...activeSections(config).services.map((key) => ({ key, tasks: config[key] })),
  ...namedSections(config),
];

const namedSections = ({ services }: WebappConfig): HttpSection[] =>
  Object.entries(services).map(([name, tasks]) => ({ key: `services.${name}`, tasks }));

/** All of them, also the one that the flag leaves unused. */
export const taskSections = (config: WebappConfig): TaskSection[] => [
  ...httpSections(config),
  ...workerSections(config),
  ...jobSections(config),
];

/** Those of which tasks run in this variant. */
export const activeTaskSections = (config: WebappConfig): TaskSection[] => [
  ...activeHttpSections(config),
  ...workerSections(config),
  ...jobSections(config),
];

/** A worker has no task that never runs on Spot: where there is no capacity, its messages wait. */
const workerSections = ({ workers }: WebappConfig): TaskSection[] =>
  Object.entries(workers).map(([name, worker]) => ({
    key: `workers.${name}`,
    tasks: { ...worker, onDemandBase: 0 },
  }));

/** A job has one task while it runs. */
const jobSections = ({ jobs }: WebappConfig): TaskSection[] =>
  Object.entries(jobs).map(([name, job]) => ({
    key: `jobs.${name}`,
    tasks: { ...job, onDemandBase: 0, minTasks: 0, maxTasks: 1 },
  }));

/** How the tasks run that this variant has. */
export const activeTasks = (config: WebappConfig): TaskConfig[] => activeTaskSections(config).map(({ tasks }) => tasks);

/** Images that are run, by path in the configuration. */
export const activeImages = (config: WebappConfig): (readonly [path: string, image: TaskConfig["image"]])[] => [
  ...activeTaskSections(config).map(({ key, tasks }) => [`${key}.image`, tasks.image] as const),
  ["backup.image", config.backup.image],
];
