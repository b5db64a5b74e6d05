import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import * as path from "node:path";

import { parseDocument, type Document } from "yaml";

import { findPulumi } from "../pulumi-cli/find";
import type { World } from "../world";
import { attend, run, type Finished, type RunOptions } from "./cli";
import { realEnvironment, rehearsalEnvironment, stateAtTheEnd, type RealAccount } from "./environment";
import { copyProgram } from "./copy-program";
import { numberedFolder } from "./numbered-folder";
import { filesIn, writeFiles, type SavedStack } from "./saved-stack";
import { replaceStackFiles } from "./stack-files";
import { parseEvents, type Events, type Operation, type Step } from "./events";
import { plainOutputs, readState, type DeploymentState, type StateResource } from "./state";

const UNATTENDED = ["--yes", "--skip-preview"];

/** What a rehearsal runs, and where. */
export interface WorkspaceOptions {
  /** Folder of the program: the one with Pulumi.yaml. */
  readonly program: string;
  readonly stack: string;
  /** The emulated AWS, or the account of whoever runs it. */
  readonly world: World | RealAccount;
  /** A folder whose `Pulumi.yaml` names the project and whose stack files are used. @default the program's own */
  readonly stackFiles?: string;
  /** A folder that outlives the process. @default a temporary one, removed by `close` */
  readonly folder?: string;
  /** Where the stack goes on from, after an `up` of the same program. @default an empty stack */
  readonly saved?: SavedStack;
  /** What the copy leaves out, beside `node_modules` and `.cache`: paths from the program's folder. @default .git */
  readonly leaveOut?: readonly string[];
}

/** One run of the CLI with what the engine reported. */
export interface Outcome extends Finished, Events {
  /** `type::name` of the resources with this finished operation; in a preview, planned operation. */
  having(...operations: readonly Operation[]): string[];
  /** Everything that is not `same`. */
  readonly changes: readonly Step[];
}

/** A copy of a program with a stack of its own, driven by the real `pulumi`. */
export class Workspace {
  private logs = 0;

  private constructor(
    private readonly pulumi: string,
    private readonly folder: string,
    private readonly options: WorkspaceOptions,
  ) {}

  /** Copies the program, and creates the stack unless the folder already has it. */
  static async open(options: WorkspaceOptions): Promise<Workspace> {
    const folder = options.folder ?? numberedFolder("rehearsal");
    for (const needed of ["state", "home", "logs"]) mkdirSync(path.join(folder, needed), { recursive: true });
    const workspace = new Workspace(findPulumi({ program: options.program }), realpathSync(folder), options);
    if (options.saved !== undefined) writeFiles(workspace.stateFolder, options.saved.state);
    const known = existsSync(path.join(folder, "state", ".pulumi"));
    workspace.copyProgram();
    if (options.saved !== undefined) writeFileSync(workspace.stackFilePath, options.saved.stackFile);
    if (!known) await workspace.must("stack", "init", options.stack);
    return workspace;
  }

  /** The stack as it is now, from which others may go on. */
  save(): SavedStack {
    return { stackFile: readFileSync(this.stackFilePath, "utf8"), state: filesIn(this.stateFolder) };
  }

  get programFolder(): string {
    return path.join(this.folder, "program");
  }

  private get stateFolder(): string {
    return path.join(this.folder, "state");
  }

  preview(...args: readonly string[]): Promise<Outcome> {
    return this.deployment(["preview", ...args]);
  }

  up(...args: readonly string[]): Promise<Outcome> {
    return this.deployment(["up", ...UNATTENDED, ...args]);
  }

  refresh(...args: readonly string[]): Promise<Outcome> {
    return this.deployment(["refresh", ...UNATTENDED, ...args]);
  }

  destroy(...args: readonly string[]): Promise<Outcome> {
    return this.deployment(["destroy", ...UNATTENDED, ...args]);
  }

  /** A deployment by its literal arguments, with the engine's events. */
  async deployment(args: readonly string[], how: Partial<RunOptions> = {}): Promise<Outcome> {
    const log = path.join(this.folder, "logs", `${++this.logs}.jsonl`);
    const finished = await this.exec([...args, "--stack", this.options.stack, "--event-log", log], how);
    const events = parseEvents(existsSync(log) ? readFileSync(log, "utf8") : "");
    const steps = args[0] === "preview" || args.includes("--preview-only") ? events.planned : events.done;
    return {
      ...finished,
      ...events,
      changes: steps.filter(({ operation }) => operation !== "same" && operation !== "refresh" && operation !== "read"),
      having: (...operations) =>
        steps.filter((step) => operations.includes(step.operation)).map(({ type, name }) => `${type}::${name}`),
    };
  }

  /** Any other command of the CLI, as a script would run it. */
  exec(args: readonly string[], how: Partial<RunOptions> = {}): Promise<Finished> {
    // Nobody but who may kill a rehearsal needs its state before it ends.
    const runsToItsEnd = "attach" in this.options.world && args.includes("--skip-preview") && how.started === undefined;
    const env = { ...this.environment, ...(runsToItsEnd ? stateAtTheEnd : {}), ...how.env };
    const options = { cwd: this.programFolder, ...how, env };
    return run(this.pulumi, [...args, "--non-interactive"], options);
  }

  /** A command on the person's own terminal, which may ask them. */
  interact(args: readonly string[]): Promise<number> {
    return attend(this.pulumi, args, { cwd: this.programFolder, env: this.environment });
  }

  private get environment(): NodeJS.ProcessEnv {
    const places = { state: this.stateFolder, home: path.join(this.folder, "home") };
    const { world } = this.options;
    return "attach" in world
      ? rehearsalEnvironment(this.pulumi, world.attach, places)
      : realEnvironment(this.pulumi, world, places);
  }

  /** The resources of the stack's state, secrets still sealed. */
  async state(): Promise<readonly StateResource[]> {
    return (await this.deploymentState()).resources ?? [];
  }

  /** URNs of creations that began and whose end the state does not know. */
  async pendingCreates(): Promise<string[]> {
    const operations = (await this.deploymentState()).pending_operations ?? [];
    return operations.filter(({ type }) => type === "creating").map(({ resource }) => resource.urn);
  }

  /** The stack's outputs. */
  async outputs(): Promise<Record<string, unknown>> {
    const plain = plainOutputs(await this.deploymentState());
    if (plain !== undefined) return plain;
    const { stdout } = await this.must("stack", "output", "--json", "--show-secrets", "--stack", this.options.stack);
    return JSON.parse(stdout) as Record<string, unknown>;
  }

  /** Changes the stack file; comments and the encryption salt stay. */
  configure(change: (document: Document) => void): void {
    const document = this.stackFile();
    change(document);
    writeFileSync(this.stackFilePath, document.toString());
  }

  /** Changes one file of the copied program, as an edit in a pull request would. */
  edit(file: string, change: (text: string) => string): void {
    const target = path.join(this.programFolder, file);
    const before = existsSync(target) ? readFileSync(target, "utf8") : "";
    const after = change(before);
    if (after === before) throw new Error(`the edit of ${file} changed nothing`);
    writeFileSync(target, after);
  }

  /** Removes the copy and the state, unless they were given a folder of their own. */
  close(): void {
    if (this.options.folder === undefined) rmSync(this.folder, { recursive: true, force: true });
  }

  /** The program as it is now; the key of the stack's secrets stays what it was. */
  private copyProgram(): void {
    const salt = this.stackFile().get("encryptionsalt");
    const { program, stackFiles, leaveOut } = this.options;
    copyProgram(program, this.programFolder, leaveOut);
    if (stackFiles !== undefined) replaceStackFiles(this.programFolder, stackFiles);
    if (salt !== undefined) {
      this.configure((file) => {
        file.set("encryptionsalt", salt);
      });
    }
  }

  private stackFile(): Document {
    const file = this.stackFilePath;
    return parseDocument(existsSync(file) ? readFileSync(file, "utf8") : "config: {}\n");
  }

  private get stackFilePath(): string {
    return path.join(this.programFolder, `Pulumi.${this.options.stack}.yaml`);
  }

  private async deploymentState(): Promise<DeploymentState> {
    const known = readState(this.stateFolder, this.options.stack);
    if (known !== undefined) return known;
    const { stdout } = await this.must("stack", "export", "--stack", this.options.stack);
    return (JSON.parse(stdout) as { deployment: DeploymentState }).deployment;
  }

  private async must(...args: readonly string[]): Promise<Finished> {
    const finished = await this.exec(args);
    if (finished.exitCode !== 0)
      throw new Error(`pulumi ${args.join(" ")} failed:\n${finished.stderr}${finished.stdout}`);
    return finished;
  }
}
