import { type EndpointService } from "../../components/network/egress-plan";
import { taskGroup, type UserGroup } from "../../components/security/task-groups";
import { activeSections } from "../config/active-sections";
import { SERVICE_SECTIONS, type ServiceSection, type WebappConfig } from "../config/schema";

/** Logical name of the service that a section of the stack file describes; its security group is called the same. */
export const SERVICE_NAMES = { backend: "backend", ssr: "frontend" } as const satisfies Record<ServiceSection, string>;

/** Something whose tasks use other things of the stack. */
export interface User {
  /** Logical name. */
  readonly name: string;
  /** Security group of its tasks. */
  readonly group: UserGroup;
  /** Where the stack file has it, without `webapp:`: `backend`, `workers.thumbnails`. */
  readonly key: string;
  /** What it uses, by name. */
  readonly uses: readonly string[];
  /** AWS services that its tasks call besides. */
  readonly calls: readonly EndpointService[];
  /** Most tasks that it may have. */
  readonly maxTasks: number;
}

/** All that have `uses` in the stack file, also what the flag leaves unused. */
export const configuredUsers = (config: WebappConfig): User[] => [
  ...SERVICE_SECTIONS.map((section) => serviceUser(config, section)),
  ...namedUsers(config),
  ...jobUsers(config),
];

function serviceUser(config: WebappConfig, section: ServiceSection): User {
  const { uses, maxTasks } = config[section];
  const name = SERVICE_NAMES[section];
  return { name, group: name, key: section, uses, calls: [], maxTasks };
}

/** Services and workers, which run in every variant. A worker takes messages from its own queue. */
const namedUsers = ({ services, workers }: WebappConfig): User[] => [
  ...Object.entries(services).map(([name, service]) => namedUser("services", name, service, [])),
  ...Object.entries(workers).map(([name, worker]) => namedUser("workers", name, worker, ["sqs"])),
];

const namedUser = (
  section: string,
  name: string,
  { uses, maxTasks }: Pick<User, "uses" | "maxTasks">,
  calls: readonly EndpointService[],
): User => ({ name, group: taskGroup(name), key: `${section}.${name}`, uses, calls, maxTasks });

/** Nobody is told of a job: it uses others, and has a task while it runs. */
const jobUsers = ({ jobs }: WebappConfig): User[] =>
  Object.entries(jobs).map(([name, { uses }]) => ({
    name,
    group: taskGroup(name),
    key: `jobs.${name}`,
    uses,
    calls: [],
    maxTasks: 1,
  }));

/** What the stack file calls it: `backend`, `ssr`, or the name of a service, a worker or a job. */
export const nameInFile = ({ key }: Pick<User, "key">): string => key.split(".").at(-1) ?? key;

/** The user of a name. */
export function userOf(config: WebappConfig, name: string): User {
  const user = configuredUsers(config).find((candidate) => candidate.name === name);
  if (user === undefined) throw new Error(`The stack file describes no ${name}.`);
  return user;
}

/** Users whose tasks run in this variant. */
export const usersOf = (config: WebappConfig): User[] => [
  ...activeSections(config).services.map((section) => serviceUser(config, section)),
  ...namedUsers(config),
  ...jobUsers(config),
];
