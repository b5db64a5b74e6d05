import { type Usage } from "./schema";

/** Tasks of a service that the load of the month keeps busy, on average. */
export function busyTasks({ name }: { readonly name: string }, { tasks }: Pick<Usage, "tasks">): number {
  return tasks[name] ?? tasks.other;
}
