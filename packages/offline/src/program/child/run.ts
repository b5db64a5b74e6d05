import { writeSync } from "node:fs";
import { register } from "node:module";
import { pathToFileURL } from "node:url";
import { Declarations } from "../../capture/declarations";
import type { Outcome, Task } from "../task";
import { failureOf } from "./failure";
import { RecordingEngine } from "./engine";
import { type Callbacks, type Protocol, TransformingMonitor } from "./transforms";
import { watch } from "./watch";

/** Where the answer goes: standard output belongs to the program. */
const ANSWER = 3;

interface Clients {
  monitor: unknown;
  engine: unknown;
  onClosure: () => void;
  readonly callbacks: Callbacks;
}

/** The part of a program's own SDK that runs it. */
interface Sdk {
  readonly runtime: {
    runInPulumiStack(init: () => Promise<unknown>): Promise<unknown>;
    registerStackTransformation(transformation: (args: { type: string; name: string }) => undefined): void;
    disconnectSync(): void;
  };
}

/**
 * Runs a program as Pulumi's own `cmd/run` does, with a recorder in the engine's place, and answers when the process
 * ends: some programs make resources in `beforeExit`.
 */
export function runProgram(task: Task, clients: Clients, programRequire: NodeJS.Require): void {
  const protocol = (): Protocol => programRequire("@pulumi/pulumi/proto/resource_pb") as Protocol;
  const monitor = new TransformingMonitor({ ...task, dryRun: true, house: {} }, clients.callbacks, protocol);
  const engine = new RecordingEngine(monitor.noteBook);
  clients.monitor = monitor;
  clients.engine = engine;
  clients.onClosure = () => {
    monitor.noteBook.add("remarks", "the code of callback functions is shown as it is written, not as it is packed");
  };
  const made = new Declarations();
  let failure: unknown;
  let isOver = false;
  const fail = (error: unknown): void => {
    failure ??= error ?? new Error("The program threw nothing.");
  };
  process.on("uncaughtException", fail);
  process.on("unhandledRejection", fail);
  process.on("exit", () => {
    const outcome: Outcome = {
      resources: made.inOrder(monitor.resources),
      outputs: monitor.stackOutputs,
      notes: monitor.noteBook.notes,
      problems: [...monitor.problems, ...engine.errors, ...(failure === undefined ? monitor.lateProblems : [])],
      ...(failure === undefined ? {} : { failure: failureOf(failure) }),
    };
    writeWhole(JSON.stringify(outcome));
  });
  watch({ isOver: () => isOver, activity: () => monitor.activity, ...task }, fail);
  start(task, programRequire, made)
    .catch(fail)
    .finally(() => {
      isOver = true;
    });
}

async function start(task: Task, programRequire: NodeJS.Require, made: Declarations): Promise<void> {
  const { runtime } = programRequire("@pulumi/pulumi") as Sdk;
  process.on("exit", () => {
    runtime.disconnectSync();
  });
  await runtime.runInPulumiStack(async () => {
    made.observe(runtime);
    const loaded: unknown = task.isModule ? await imported(task) : programRequire(task.entry);
    return typeof loaded === "function" ? (loaded as () => unknown)() : loaded;
  });
}

/** Exports of an ES module, which tsx's own hooks translate: its default export, else its named ones. */
async function imported({ entry, standIn }: Task): Promise<unknown> {
  await import(pathToFileURL(require.resolve("tsx/esm")).href);
  register(pathToFileURL(require.resolve("./resolve.mjs")), { data: { standIn } });
  const module = (await import(pathToFileURL(entry).href)) as Record<string, unknown>;
  return "default" in module ? module.default : module;
}

function writeWhole(text: string): void {
  const bytes = Buffer.from(text);
  for (let written = 0; written < bytes.length;) written += writeSync(ANSWER, bytes, written);
}
