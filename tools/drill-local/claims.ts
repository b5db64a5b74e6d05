import { type Failure } from "@toolkit/scaling/availability/failures";
import { type Trial } from "./trial";

/** What a drill shows of what `npm run availability` says. */
export interface Comparison {
  readonly trial: Trial;
  /** What is said of the stack; undefined for what is done on purpose, of which nothing may be lost. */
  readonly said: Failure | undefined;
  /** Seconds without an answer that the same failure should have here: as long as what failed is away. */
  readonly expected: number;
  readonly isAsSaid: boolean;
}

/** Shorter than a second is no time without an answer: visitors come at random. */
export const RESOLUTION = 1;

/** Sets trials beside the failures of a stack; of a zone's the first, of a task's that of the backend. */
export function compared(trials: readonly Trial[], failures: readonly Failure[]): Comparison[] {
  return trials.map((trial) => {
    const { drill, took, noAnswer, lost, writesLost } = trial;
    const said = failures.find(
      ({ kind, what }) => kind === drill.kind && (kind !== "task" || what.endsWith("backend")),
    );
    const expected = drill.isAway ? took : 0;
    const isAnswered = drill.kind === undefined ? lost === 0 : noAnswer < expected + RESOLUTION;
    return { trial, said, expected, isAsSaid: isAnswered && writesLost.length === 0 };
  });
}
