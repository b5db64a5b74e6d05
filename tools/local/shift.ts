import { setTimeout as sleep } from "node:timers/promises";

import { type LoadBalancer } from "./load-balancer";
import { type Service } from "./service";

/** A time of a deployment in which the new version gets this share of the requests. */
export interface ShiftPhase {
  readonly percent: number;
  readonly milliseconds: number;
}

export interface ShiftOptions {
  readonly loadBalancer: LoadBalancer;
  readonly phases: readonly ShiftPhase[];
  /** Server errors of the new version that take it back. */
  readonly mostErrors: number;
  /** Waits for the end of a phase, or until the signal. @default as long as the phase says */
  readonly pause?: (phase: ShiftPhase, signal: AbortSignal) => Promise<void>;
}

const asLongAsItSays: NonNullable<ShiftOptions["pause"]> = ({ milliseconds }, signal) =>
  sleep(milliseconds, undefined, { signal }).catch(() => undefined);

/**
 * Puts a new version beside the old one and moves the requests to it, as ECS does: all of them go back as soon as the new
 * one has answered too often with a server error.
 *
 * @param next the new version, without tasks; its target group is the one that the old one does not have
 * @returns whether the new version serves now; the other one has no tasks any more
 */
export async function shift(old: Service, next: Service, options: ShiftOptions): Promise<boolean> {
  const { loadBalancer, phases, mostErrors, pause = asLongAsItSays } = options;
  const live = old.plan.targetGroupArn;
  const fresh = next.plan.targetGroupArn;
  await next.start(old.tasks.length);
  const taken = new AbortController();
  let errors = 0;
  const onServerError = (): void => {
    errors += 1;
    if (errors < mostErrors || taken.signal.aborted) return;
    loadBalancer.split(live, fresh, 0);
    taken.abort();
  };
  for (const phase of phases) {
    if (taken.signal.aborted) break;
    loadBalancer.split(live, fresh, phase.percent, onServerError);
    await pause(phase, taken.signal);
  }
  await (taken.signal.aborted ? next : old).drain();
  return !taken.signal.aborted;
}
