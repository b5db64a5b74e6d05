import { type WorkerPlan } from "./plan";
import { type Command, Task } from "./task";

/** Tasks of a worker: as many as are started, since nothing scales here. */
export class Worker {
  readonly tasks: Task[] = [];

  constructor(
    readonly plan: WorkerPlan,
    private readonly file: string,
    private readonly environment: () => Record<string, string>,
  ) {}

  start(count: number): void {
    this.tasks.push(...Array.from({ length: count }, () => this.#task(this.plan.command)));
  }

  /** Starts a task of the same image with another command, as a job does; it ends by itself. */
  once(command: readonly string[]): Task {
    return this.#task(command);
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

  #task(command: readonly string[]): Task {
    const args = command.length === 0 ? DEFAULT_COMMAND : command;
    const run: Command = { file: this.file, args };
    return new Task(run, this.environment());
  }
}

/** `CMD` of app/worker/Dockerfile. */
const DEFAULT_COMMAND = ["thumbnails"];
