/** Group of the tasks of one name, such as a worker's. */
export type TaskGroup = `tasks:${string}`;

/** Group of tasks that the application has of its own. */
export type UserGroup = "backend" | "frontend" | TaskGroup;

const PREFIX = "tasks:";

export const taskGroup = (name: string): TaskGroup => `${PREFIX}${name}`;

export const isTaskGroup = (peer: string): peer is TaskGroup => peer.startsWith(PREFIX);

/** The name in front of which `tasks:` stands. */
export const tasksOf = (group: TaskGroup): string => group.slice(PREFIX.length);
