import { OVERLAPS, type Step } from "./plan";

/** A point of a deployment at which something else answers than before. */
export interface Moment {
  readonly step: Step;
  /** `overlap`: what was and what will be answer; `done`: only what will be. */
  readonly phase: "overlap" | "done";
}

/** Takes one of several that could be next. */
export type Choose = (count: number) => number;

/** The first that was registered: what the engine does with `--parallel 1`. */
export const inOrder: Choose = () => 0;

/** An order of its own for every seed (mulberry32). */
export function shuffled(seed: number): Choose {
  let state = seed;
  return (count) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % count;
  };
}

/**
 * The moments of a deployment, one after the other. Calls run side by side, so between the two moments of one that takes
 * minutes there may be those of any that does not wait for it.
 */
export function momentsOf(steps: readonly Step[], choose: Choose): Moment[] {
  const done = new Set<Step>();
  const begun = new Set<Step>();
  const late: Moment[] = [];
  const moments: Moment[] = [];
  while (done.size < steps.length) {
    const ready = steps.filter((step) => !done.has(step) && [...step.waits].every((other) => done.has(other)));
    const step = ready[choose(ready.length)];
    if (step === undefined) throw new Error("the steps of the deployment wait for each other");
    const overlaps = OVERLAPS.has(step.type) && step.action !== "delete";
    if (overlaps && !begun.has(step)) {
      begun.add(step);
      moments.push({ step, phase: "overlap" });
      if (isAwaited(step)) continue;
      // The command goes on and may end; what takes minutes ends after it.
      late.push({ step, phase: "done" });
    } else moments.push({ step, phase: "done" });
    done.add(step);
  }
  return [...moments, ...late];
}

const isAwaited = ({ after }: Step): boolean =>
  after?.inputs.waitForDeployment !== false && after?.inputs.waitForSteadyState !== false;
