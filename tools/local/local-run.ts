import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { Bucket } from "./bucket";
import { Database } from "./database";
import { type Certificate, Edge } from "./edge";
import { localEnvironment } from "./environment";
import { LocalRunError } from "./error";
import { type LocalRunOptions } from "./local-run-options";
import { Balancers } from "./balancers";
import { type Plan, type WorkerPlan } from "./plan";
import { furtherServices } from "./plan/left-out";
import { planRelease, type Release } from "./release";
import { Secrets } from "./secrets";
import { Service } from "./service";
import { type Command, Task } from "./task";
import { Uses } from "./uses";
import { Worker } from "./worker";

const REDACTED = "[secret]";

/** The application on this machine, behind an edge and load balancers that the stack's resource graph describes. */
export class LocalRun {
  readonly database: Database;
  readonly secrets: Secrets;
  readonly bucket = new Bucket();
  edge!: Edge;
  readonly services = new Map<string, Service>();
  readonly workers = new Map<string, Worker>();
  readonly #jobs = new Map<string, Task>();
  #workerProgram: string | undefined;
  readonly uses: Uses;
  /** Stands for the value that the graph hides. */
  readonly #originSecret = randomBytes(32).toString("hex");
  readonly #reveal = (value: string): string => (value === REDACTED ? this.#originSecret : value);
  readonly #balancers = new Balancers(this.#reveal);
  #served: string;

  private constructor(
    private plan: Plan,
    private readonly options: LocalRunOptions,
  ) {
    this.#served = plan.frontend;
    const { name, username } = plan.database;
    this.database = new Database(options.tools.database, options.data, name);
    this.secrets = new Secrets({ username, password: newPassword() });
    this.uses = new Uses(plan.uses, options.tools, (origin) => isOnPort(origin, this.edge.port));
  }

  /** Deploys a release, by its plan or one made now, where nothing runs yet. Stops what it started when it fails. */
  static async start(release: Release, options: LocalRunOptions, plan?: Plan): Promise<LocalRun> {
    const run = new LocalRun(plan ?? (await planRelease(release)), options);
    try {
      await run.#startAll(release);
      return run;
    } catch (error) {
      await run.stop();
      throw error;
    }
  }

  get frontend(): string {
    return this.plan.frontend;
  }

  /** The variant that the edge serves; during a deployment it is the old one for a while. */
  get served(): string {
    return this.#served;
  }

  get current(): Plan {
    return this.plan;
  }

  service(name: string): Service {
    const found = this.services.get(name);
    if (found === undefined) throw new Error(`The ${this.frontend} variant has no service ${name}.`);
    return found;
  }

  worker(name: string): Worker {
    const found = this.workers.get(name);
    if (found === undefined) throw new Error(`No worker ${name} runs.`);
    return found;
  }

  /** Starts a job, which ends by itself; undefined while its last run is at work, as its schedule starts none then. */
  runJob(name: string): Task | undefined {
    const plan = this.plan.jobs.find((job) => job.name === name);
    const job = plan && this.#workerOf(plan);
    if (job === undefined) throw new Error(`The stack has no job ${name}.`);
    if (this.#jobs.has(name)) return undefined;
    const task = job.once();
    this.#jobs.set(name, task);
    void task.exit.then(() => this.#jobs.delete(name));
    return task;
  }

  /** Port of a load balancer, by its logical name. */
  loadBalancerPort(name: string): number {
    const plan = this.plan.loadBalancers.find((one) => one.name === name);
    return plan === undefined ? 0 : this.#balancers.get(plan.arn).port;
  }

  /**
   * Deploys another release in the order of the resource graph: files and services first, then the distribution, and
   * only then goes what the old one needed.
   *
   * @param next its plan, which takes a second to make. @default made now
   */
  async deploy(release: Release, next?: Plan): Promise<void> {
    next ??= await planRelease(release);
    const before = this.services.get("frontend");
    this.plan = next;
    this.bucket.upload(next.objects);
    await this.#balancers.start(this.plan.loadBalancers);
    this.services.delete("frontend");
    await this.#startFrontEnd(release);
    const oldDone = this.edge.update(next.distribution);
    this.#served = next.frontend;
    await oldDone;
    await before?.drain();
    this.bucket.cleanUp(next.objects);
    await this.#balancers.stopOthers(next.loadBalancers);
  }

  /** A rotation as RDS makes it: the database takes the new password only, and the secret holds it. */
  rotate(): void {
    const credentials = { ...this.secrets.credentials, password: newPassword() };
    this.secrets.credentials = credentials;
    this.database.setPassword(credentials);
  }

  /** Takes the load balancers that the edge asks off the network while something goes on. */
  async withoutOrigins(meanwhile: () => Promise<void>): Promise<void> {
    const behind = this.#balancers.behind(this.plan.distribution);
    await Promise.all(behind.map((one) => one.stop()));
    await meanwhile();
    await Promise.all(behind.map((one) => one.start()));
  }

  async stop(): Promise<void> {
    await (this.edge as Edge | undefined)?.stop();
    await Promise.all([...this.services.values()].map((service) => service.stop()));
    await Promise.all([...this.workers.values(), ...this.#jobs.values()].map((one) => one.stop()));
    await this.#balancers.stopOthers();
    await Promise.all([this.secrets.stop(), this.uses.stop()]);
    await this.database.close();
  }

  async #startAll(release: Release): Promise<void> {
    await Promise.all([this.database.start(), this.secrets.start(), this.uses.start()]);
    this.database.setPassword(this.secrets.credentials);
    this.bucket.upload(this.plan.objects);
    await this.#balancers.start(this.plan.loadBalancers);
    await this.#migrate();
    await this.#startService("backend", { file: this.options.backend, args: [] });
    await this.#startFurther();
    this.#startWorkers();
    await this.#startFrontEnd(release);
    this.edge = this.newEdge(this.options.certificate);
    await this.edge.start(this.options.port);
  }

  /** One more edge with the distribution of this moment, such as one without TLS. */
  newEdge(certificate?: Certificate): Edge {
    const { bucket, uses } = this;
    const origins = {
      bucketOf: (name: string) => uses.served(name) ?? bucket,
      portOf: (arn: string) => this.#balancers.get(arn).port,
      reveal: this.#reveal,
      localize: (value: string) => uses.localize(value),
    };
    return new Edge(this.plan.distribution, origins, certificate);
  }

  async #startFrontEnd({ frontend, build = "app/frontend/build" }: Release): Promise<void> {
    if (frontend === "spa") return;
    await this.#startService("frontend", { file: process.execPath, args: [join(build, "ssr/server/index.js")] });
  }

  async #startService(name: string, command: Command): Promise<void> {
    const plan = this.plan.services.find((one) => one.name === name);
    if (plan === undefined) throw new Error(`The graph has no service ${name} behind a load balancer.`);
    const service = new Service(plan, {
      command,
      environment: (port) => localEnvironment(plan, port, this.#surroundings),
      loadBalancer: this.#balancers.of(plan, this.plan.loadBalancers),
    });
    this.services.set(name, service);
    await service.start(this.options.tasks ?? 1);
    const { healthCheck } = this.options;
    if (healthCheck !== undefined) service.keep(healthCheck(plan.healthCheck));
  }

  async #startFurther(): Promise<void> {
    const { service } = this.options;
    if (service === undefined) return;
    for (const plan of furtherServices(this.plan.services)) {
      await this.#startService(plan.name, { file: service(plan), args: plan.command });
    }
  }

  /** Changes the schema before the backend serves, as a deployment does. */
  async #migrate(): Promise<void> {
    const plan = this.plan.services.find(({ name }) => name === "backend");
    if (plan === undefined || !("DATABASE_HOST" in plan.environment)) return;
    const environment = localEnvironment(plan, 0, this.#surroundings);
    const task = new Task({ file: this.options.backend, args: ["migrate"] }, environment);
    if ((await task.exit) !== 0)
      throw new LocalRunError(["The migration failed:", ...task.lines.slice(-20)].join("\n"));
  }

  #startWorkers(): void {
    if (this.uses.moto === undefined) return;
    for (const plan of this.plan.workers) {
      const worker = this.#workerOf(plan);
      if (worker === undefined) return;
      this.workers.set(plan.name, worker);
      worker.start(this.options.tasks ?? 1);
    }
  }

  /** Runs the worker's image; undefined where nothing compiles it. To compile stops everything here, so that is done once. */
  #workerOf(plan: WorkerPlan): Worker | undefined {
    this.#workerProgram ??= this.options.worker?.();
    if (this.#workerProgram === undefined) return undefined;
    return new Worker(plan, this.#workerProgram, () => localEnvironment(plan, 0, this.#surroundings));
  }

  get #surroundings() {
    const backend = this.plan.services.find(({ name }) => name === "backend");
    if (backend === undefined) throw new Error("The graph has no backend.");
    const backendUrl = `http://127.0.0.1:${this.#balancers.of(backend, this.plan.loadBalancers).port}`;
    const services = this.plan.services.map(({ name }) => name);
    return { database: this.database, secrets: this.secrets, uses: this.uses, backendUrl, services };
  }
}

const isOnPort = (origin: string, port: number): boolean =>
  URL.canParse(origin) && new URL(origin).port === String(port);

const newPassword = (): string => randomBytes(18).toString("base64url");
