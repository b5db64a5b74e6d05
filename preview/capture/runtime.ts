import * as pulumi from "@pulumi/pulumi";
import type { RecordingMonitor } from "./monitor";

/** The parts of Pulumi's runtime state that its typings hide. The SDK's version is pinned for them. */
interface Store {
  leakCandidates: Set<Promise<unknown> & { _debugCtx?: string }>;
}

interface StateModule {
  getStore(): Store;
}

// eslint-disable-next-line @typescript-eslint/no-require-imports -- the typings of this module hide what is read here
const state = require("@pulumi/pulumi/runtime/state") as StateModule;

export interface RuntimeOptions {
  readonly project: string;
  readonly stack: string;
  readonly organization: string;
  /** Run as in a first preview: what AWS computes is unknown. */
  readonly unknown: boolean;
  /** Stack configuration as the CLI passes it: `namespace:key` to string. */
  readonly config: Readonly<Record<string, string>>;
  readonly secretKeys: readonly string[];
}

/** Points Pulumi's runtime at a fresh monitor, with nothing left of an earlier run. */
export function attach(monitor: RecordingMonitor, options: RuntimeOptions): void {
  pulumi.runtime.setMockOptions(monitor, options.project, options.stack, options.unknown, options.organization);
  pulumi.runtime.setAllConfig({ ...options.config }, [...options.secretKeys]);
}

/** What Pulumi's runtime is still waiting for, as it names it for debugging. */
export function openPromises(): string[] {
  return [...state.getStore().leakCandidates].map((promise) => promise._debugCtx ?? "a promise");
}

export function openPromiseCount(): number {
  return state.getStore().leakCandidates.size;
}

/** Ends a run; what it left open no longer counts against the process. */
export function detach(): void {
  pulumi.runtime.disconnectSync();
  state.getStore().leakCandidates.clear();
}
