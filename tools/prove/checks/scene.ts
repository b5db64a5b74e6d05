import { RunError } from "@pulumi/pulumi/errors";
import type { StateResource } from "@toolkit/rehearsal/driver/state";
import type { Workspace } from "@toolkit/rehearsal/driver/workspace";

import type { Aws } from "../../aws/aws";
import type { Claim, Value } from "../claims";
import { Interrupted, type Live } from "../live";
import type { Progress } from "../progress";

/** What a check may look at and do. */
export interface Scene {
  readonly live: Live;
  readonly aws: Aws;
  readonly stack: Workspace;
  /** Outputs of the stack. */
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly resources: readonly StateResource[];
  readonly project: string;
  readonly progress: Progress;
  /** Keeps what the progress has now. */
  readonly save: () => void;
}

/** What a check saw. */
export interface Seen {
  readonly seen: Value;
  readonly details: readonly string[];
}

/** Tries a claim. @throws RunError when it cannot be tried */
export type Check = (scene: Scene, claim: Claim) => Promise<Seen> | Seen;

/** An output that is a text. @throws RunError when there is none */
export function output({ outputs }: Scene, name: string): string {
  const value = outputs[name];
  if (typeof value !== "string") throw new RunError(`the stack has no output ${name}`);
  return value;
}

/** A resource of the stack by type and name. @throws RunError when there is none */
export function resource({ resources }: Scene, type: string, name: string): StateResource {
  const found = resources.find((each) => each.type === type && each.urn.endsWith(`::${name}`));
  if (found === undefined) throw new RunError(`the stack has no ${type} ${name}`);
  return found;
}

/** A text that AWS gave a resource. @throws RunError when it did not */
export function outputOf(found: StateResource, property: string): string {
  const value = found.outputs?.[property];
  if (typeof value !== "string") throw new RunError(`${found.urn} has no ${property}`);
  return value;
}

/**
 * Looks until something is there.
 *
 * @param minutes how long to wait at most
 * @returns what `look` found; undefined when time is up
 */
export async function until<T>(
  { live }: Pick<Scene, "live">,
  minutes: number,
  look: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const deadline = live.now() + minutes * 60_000;
  for (;;) {
    if (live.isInterrupted()) throw new Interrupted();
    const found = await look();
    if (found !== undefined || live.now() >= deadline) return found;
    await live.sleep(15_000);
  }
}
