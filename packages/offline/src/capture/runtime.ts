import * as pulumi from "@pulumi/pulumi";
import type { RecordingMonitor } from "./monitor";
import { onRead, type Transfer } from "./outputs-on-read";

/** The parts of Pulumi's runtime state that its typings hide. The SDK's version is pinned for them. */
interface DebuggableModule {
  debuggablePromise<T>(promise: Promise<T>, context: string): Promise<T>;
}

// eslint-disable-next-line @typescript-eslint/no-require-imports -- the typings of this module hide what is replaced here
const debuggable = require("@pulumi/pulumi/runtime/debuggable") as DebuggableModule;

// eslint-disable-next-line @typescript-eslint/no-require-imports -- as above
const rpc = require("@pulumi/pulumi/runtime/rpc") as { transferProperties: Transfer };
const outputsOnRead = onRead(rpc.transferProperties);

const resourceClass = pulumi.Resource as unknown as { stackTrace: (skip: number) => unknown[] };
const tracedCalls = resourceClass.stackTrace;

/** What the SDK waits for, with the name that it gives for debugging. */
const open = new Map<Promise<unknown>, string>();

/**
 * The SDK's own follows each of its promises (four for each property of each resource) with a stack trace and three
 * more promises, a third of a run's time; this one keeps the name only.
 */
function followedPromise<T>(promise: Promise<T>, context: string): Promise<T> {
  open.set(promise, context);
  return promise.then(
    (value) => {
      open.delete(promise);
      return value;
    },
    (error: unknown) => {
      open.delete(promise);
      throw error;
    },
  );
}

export interface RuntimeOptions {
  readonly project: string;
  readonly stack: string;
  readonly organization: string;
  /** Run as in a first preview: what AWS computes is unknown. */
  readonly unknown: boolean;
  /** Stack configuration as the CLI passes it: `namespace:key` to string. */
  readonly config: Readonly<Record<string, string>>;
  readonly secretKeys: readonly string[];
  /** Each registration says which calls led to it. */
  readonly tracesCalls: boolean;
}

/** Points Pulumi's runtime at a fresh monitor, with nothing left of an earlier run. */
export function attach(monitor: RecordingMonitor, options: RuntimeOptions): void {
  open.clear();
  debuggable.debuggablePromise = followedPromise;
  rpc.transferProperties = outputsOnRead;
  // A trace of every call for each resource is a tenth of a run's time.
  resourceClass.stackTrace = options.tracesCalls ? tracedCalls : () => [];
  pulumi.runtime.setMockOptions(monitor, options.project, options.stack, options.unknown, options.organization);
  pulumi.runtime.setAllConfig({ ...options.config }, [...options.secretKeys]);
}

/** What Pulumi's runtime is still waiting for, as it names it for debugging. */
export function openPromises(): string[] {
  return [...open.values()];
}

export function openPromiseCount(): number {
  return open.size;
}

/** Ends a run; what it left open no longer counts against the process. */
export function detach(): void {
  pulumi.runtime.disconnectSync();
  open.clear();
}
