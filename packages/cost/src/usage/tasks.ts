import { usageOf } from "./resource";
import { type Usage } from "./schema";

/** Tasks of a service that the load of the month keeps busy, on average. */
export function busyTasks({ name }: { readonly name: string }, usage: Usage): number {
  const { tasks } = usageOf(usage, name);
  return tasks[name] ?? tasks.other;
}
