import { type HealthCheck } from "./plan";
import { type Task } from "./task";

export interface HealthWatch {
  stop(): void;
}

/**
 * Looks at tasks as a target group does, and tells of those that fail so many checks in a row.
 *
 * @param serving tasks that get requests; one that has not passed its first check gets none.
 */
export function watchHealth(
  serving: () => readonly Task[],
  { interval, timeout, unhealthyThreshold }: HealthCheck,
  unhealthy: (task: Task) => void,
): HealthWatch {
  /** Failed checks in a row. */
  const failures = new WeakMap<Task, number>();
  const look = async (task: Task): Promise<void> => {
    const isHealthy = await task.isHealthy(timeout * 1000);
    const inARow = isHealthy ? 0 : (failures.get(task) ?? 0) + 1;
    failures.set(task, inARow);
    if (inARow >= unhealthyThreshold) unhealthy(task);
  };
  const timer = setInterval(() => {
    for (const task of serving()) void look(task);
  }, interval * 1000);
  return {
    stop: () => {
      clearInterval(timer);
    },
  };
}
