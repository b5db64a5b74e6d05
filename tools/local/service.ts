import { freePort } from "./free-port";
import { type HealthWatch, watchHealth } from "./health";
import { type LoadBalancer } from "./load-balancer";
import { type HealthCheck, type ServicePlan } from "./plan";
import { type Command, Task } from "./task";

/** Enough for any request of this application; the target groups' own delay is 30 s. */
const DEREGISTRATION_DELAY_MS = 30_000;

export interface ServiceOptions {
  readonly command: Command;
  /** The container's environment on this machine, for the port that a task gets. */
  readonly environment: (port: number) => Record<string, string>;
  readonly loadBalancer: LoadBalancer;
}

/** Tasks of one service behind its load balancer. */
export class Service {
  readonly tasks: Task[] = [];
  readonly #registered = new WeakSet<Task>();
  #check: HealthCheck | undefined;
  #watch: HealthWatch | undefined;
  #isStopped = false;

  constructor(
    readonly plan: ServicePlan,
    private readonly options: ServiceOptions,
  ) {}

  /** Tasks that the load balancer sends requests to. */
  get serving(): Task[] {
    return this.tasks.filter((task) => this.#registered.has(task));
  }

  /** Starts tasks; each gets requests when it is healthy. A service that was kept before it was stopped is kept again. */
  async start(count: number): Promise<void> {
    this.#isStopped = false;
    await Promise.all(Array.from({ length: count }, () => this.#startOne()));
    this.#beginWatch();
  }

  /**
   * A forced new deployment, as after a rotation: a new task takes requests before an old one gives them up, and an old
   * one is asked to end when its requests are done.
   */
  async redeploy(): Promise<void> {
    for (const old of [...this.tasks]) {
      // One that failed meanwhile was replaced, and with the new environment.
      if (!this.tasks.includes(old)) continue;
      await this.#startOne();
      await this.#retire(old);
    }
  }

  /** Tells a task to end without taking requests from it first, as Spot does when two minutes are not enough. */
  async interrupt(task: Task): Promise<number | null> {
    task.terminate();
    void this.#deregister(task);
    return task.exit;
  }

  /**
   * From now on a task that ends by itself, or fails its health checks, is replaced, as ECS and the load balancer do.
   *
   * @param check how health is looked at; the target group's own unless a shorter one saves time.
   */
  keep(check: HealthCheck): void {
    this.#check = check;
    this.#beginWatch();
  }

  #beginWatch(): void {
    this.#watch?.stop();
    if (this.#check === undefined || this.#isStopped) return;
    this.#watch = watchHealth(
      () => this.serving,
      this.#check,
      (task) => void this.#replace(task),
    );
  }

  async stop(): Promise<void> {
    this.#end();
    await Promise.all(
      this.tasks.splice(0).map(async (task) => {
        void this.options.loadBalancer.deregister(this.plan.targetGroupArn, task.port, 0);
        await task.stop();
      }),
    );
  }

  /** Takes requests from all tasks, then ends them. */
  async drain(): Promise<void> {
    this.#end();
    await Promise.all([...this.tasks].map((task) => this.#retire(task)));
  }

  /** From now on no task is started or replaced. */
  #end(): void {
    this.#isStopped = true;
    this.#watch?.stop();
    this.#watch = undefined;
  }

  async #startOne(): Promise<void> {
    const port = await freePort();
    if (this.#isStopped) return;
    const { command, environment, loadBalancer } = this.options;
    const task = new Task(command, environment(port), port, this.plan.healthCheckPath);
    this.tasks.push(task);
    void task.exit.then(() => {
      if (this.#watch !== undefined) void this.#replace(task);
    });
    try {
      await task.becomesHealthy();
    } catch (error) {
      task.crash();
      throw error;
    }
    loadBalancer.register(this.plan.targetGroupArn, port);
    this.#registered.add(task);
  }

  /** A task that nobody has taken away is gone or does not answer: another comes in its place. */
  async #replace(task: Task): Promise<void> {
    if (!this.tasks.includes(task)) return;
    void this.#deregister(task, 0);
    task.crash();
    // One that does not start ends, and so comes here again.
    await this.#startOne().catch(() => undefined);
  }

  async #retire(task: Task): Promise<void> {
    await this.#deregister(task);
    await task.stop(DEREGISTRATION_DELAY_MS);
  }

  async #deregister(task: Task, delayMs = DEREGISTRATION_DELAY_MS): Promise<void> {
    if (!this.tasks.includes(task)) return;
    this.tasks.splice(this.tasks.indexOf(task), 1);
    return this.options.loadBalancer.deregister(this.plan.targetGroupArn, task.port, delayMs);
  }
}
