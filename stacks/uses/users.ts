import { activeSections } from "../config/active-sections";
import { SERVICE_SECTIONS, type ServiceSection, type WebappConfig } from "../config/schema";

/** Logical name of the service that a section of the stack file describes; its security group is called the same. */
export const SERVICE_NAMES = { backend: "backend", ssr: "frontend" } as const satisfies Record<ServiceSection, string>;

export type UserName = (typeof SERVICE_NAMES)[ServiceSection];

/** Something whose tasks use other things of the stack. */
export interface User {
  readonly name: UserName;
  /** Where the stack file has it, without `webapp:`. */
  readonly section: ServiceSection;
  /** What it uses, by name. */
  readonly uses: readonly string[];
  /** Most tasks that it may have. */
  readonly maxTasks: number;
}

/** All that have `uses` in the stack file, also what the flag leaves unused. */
export const configuredUsers = (config: WebappConfig): User[] =>
  SERVICE_SECTIONS.map((section) => {
    const { uses, maxTasks } = config[section];
    return { name: SERVICE_NAMES[section], section, uses, maxTasks };
  });

/** The user of a name. */
export function userOf(config: WebappConfig, name: UserName): User {
  const user = configuredUsers(config).find((candidate) => candidate.name === name);
  if (user === undefined) throw new Error(`The stack file describes no ${name}.`);
  return user;
}

/** Users whose tasks run in this variant. */
export function usersOf(config: WebappConfig): User[] {
  const { services } = activeSections(config);
  return configuredUsers(config).filter(({ section }) => services.includes(section));
}
