import { existsSync, readFileSync } from "node:fs";
import { InvalidArgumentError } from "@commander-js/extra-typings";
import { shape, SHAPES, type Shape } from "@toolkit/scaling/load";
import { bundledTrace, parseTrace, type Trace, TRACES } from "@toolkit/scaling/trace";

/** Loads that need no file. */
export const LOADS: readonly string[] = [...Object.keys(SHAPES), ...TRACES];

/** Reads the name of a load, or of a file with one. */
export function loadName(value: string): string {
  if (LOADS.includes(value) || existsSync(value)) return value;
  throw new InvalidArgumentError(`use ${LOADS.join(", ")}, or a file that exists.`);
}

/**
 * Requests in each minute of a load.
 *
 * @param mean requests a second, on average before anything happens; for a shape only.
 * @throws RunError for a file that has none.
 */
export function minutesNamed(load: string, mean: number): number[] {
  if (load in SHAPES) return shape(load as Shape, mean);
  if ((TRACES as readonly string[]).includes(load)) return bundledTrace(load as Trace);
  return parseTrace(readFileSync(load, "utf8"), load);
}
