import { type WorkerPlan } from "./plan";
import { Task } from "./task";

/** Tasks of a worker: as many as are started, since nothing scales here. */
export class Worker {
  readonly tasks: Task[] = [];

  constructor(
    readonly plan: WorkerPlan,
    private readonly file: string,
    private readonly environment: () => Record<string, string>,
  ) {}

  start(count: number): void {
    this.tasks.push(...Array.from({ length: count }, () => this.once()));
  }

  /** Starts a task that nobody counts, as a job does: it ends by itself. */
  once(): Task {
    const { command } = this.plan;
    return new Task({ file: this.file, args: command.length === 0 ? DEFAULT_COMMAND : command }, this.environment());
  }

  /** Ends a task as a machine does that is gone, and starts no other. */
  async kill(task: Task): Promise<void> {
    this.tasks.splice(this.tasks.indexOf(task), 1);
    await task.stop(0);
  }

  /** Ends all tasks in order. @returns their exit codes. */
  async stop(timeoutMs = 10_000): Promise<(number | null)[]> {
    return Promise.all(
      this.tasks.splice(0).map(async (task) => {
        await task.stop(timeoutMs);
        return task.exit;
      }),
    );
  }
}

/** `CMD` of app/worker/Dockerfile. */
export const DEFAULT_COMMAND = ["thumbnails"];
