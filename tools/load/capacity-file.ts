import { existsSync, readFileSync } from "node:fs";
import { RunError } from "@pulumi/pulumi/errors";
import { z } from "zod";
import { ascending, at, isGood, UNSERVED } from "./outcome";
import { type Answer } from "./send";

const figures = z.object({
  requests: z.number(),
  unserved: z.number(),
  unservedSeconds: z.number(),
  slowSeconds: z.number(),
  p95: z.number(),
  reaction: z.number(),
});

const schema = z.object({
  version: z.literal(1),
  service: z.string(),
  url: z.string(),
  /** Tasks that served, all the time. */
  tasks: z.number().int().positive(),
  /** What one task serves, requests a second. */
  requestsPerSecond: z.number().positive(),
  /** Whether a task may serve more: no window was too much for them. */
  isAtLeast: z.boolean(),
  /** Requests in each second of the load. */
  load: z.array(z.number().nonnegative()).min(1),
  measured: figures,
});

/** What was measured of a service: what a task of it serves, and the load that told. */
export type CapacityFile = z.infer<typeof schema>;

/** @throws RunError for a file that `npm run load` has not written. */
export function readCapacityFile(path: string): CapacityFile {
  if (!existsSync(path)) throw new RunError(`There is no file ${path}: npm run load writes one.`);
  try {
    return schema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch (error) {
    const [issue] = error instanceof z.ZodError ? error.issues : [];
    const where = issue === undefined ? "it is no JSON" : `${["its", ...issue.path].join(" ")}: ${issue.message}`;
    throw new RunError(`npm run load has not written ${path}: ${where}.`);
  }
}

/** Seconds over which a rate is looked at. */
const WINDOW = 10;
/** What a person waits at most, in 95 of 100 requests; `npm run toolkit -- bench app` has the same. */
const LATENCY_TARGET = 0.2;

/** The highest rate that was served well. */
export interface Capacity {
  /** Requests a second of all tasks together; undefined when no window went well. */
  readonly requestsPerSecond: number | undefined;
  readonly isAtLeast: boolean;
}

/** The best of all windows of ten seconds in which all but one in a thousand were answered, 95 of 100 within 200 ms. */
export function capacityOf(answers: readonly Answer[]): Capacity {
  const windows: Answer[][] = [];
  for (const answer of answers) (windows[Math.floor(answer.at / WINDOW)] ??= []).push(answer);
  // The last one may be cut short.
  const whole = windows.slice(0, -1).filter((one) => one.length > 0);
  const good = whole.filter(isServedWell);
  return {
    requestsPerSecond: good.length === 0 ? undefined : Math.max(...good.map(({ length }) => length)) / WINDOW,
    isAtLeast: good.length === whole.length,
  };
}

function isServedWell(answers: readonly Answer[]): boolean {
  const served = answers.filter(({ status }) => isGood(status));
  return (
    answers.length - served.length <= answers.length * UNSERVED &&
    at(ascending(served.map(({ seconds }) => seconds)), 0.95) <= LATENCY_TARGET
  );
}
