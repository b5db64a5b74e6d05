import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import * as path from "node:path";

import type { Value } from "./claims";
import type { Forecast } from "./forecast";
import type { Place } from "./stack-files";

/** What became of a claim. */
export interface Result {
  readonly id: string;
  /** Undefined when it could not be checked. */
  readonly seen?: Value;
  readonly holds: boolean;
  /** What was seen on the way, a line each. */
  readonly details: readonly string[];
  readonly seconds: number;
  /** Why it was not tried; neither true nor false then. */
  readonly notTried?: string;
}

/** What a result says of its claim. */
export type Outcome = "holds" | "FALSE" | "not checked" | "not tried";

/** A claim without a result was not tried. */
export function outcomeOf(result: Result | undefined): Outcome {
  if (result === undefined || result.notTried !== undefined) return "not tried";
  if (result.holds) return "holds";
  return result.seen === undefined ? "not checked" : "FALSE";
}

/** What a deployment showed. */
export interface Deployed {
  readonly changed: number;
  readonly failed: readonly string[];
  /** Seconds by URN. */
  readonly seconds: Readonly<Record<string, number>>;
  readonly totalSeconds: number;
  /** Stateful resources that it deleted or replaced. */
  readonly lost: readonly string[];
  readonly visits: number;
  readonly failedVisits: readonly string[];
}

/** What is made beside Pulumi, to be taken away again. */
export interface Made {
  queueUrl?: string;
  subscriptions: string[];
  definitions: string[];
}

/** What a run has done; kept in a file, so that the next one goes on. */
export interface Progress extends Place {
  readonly startedAt: string;
  readonly passphrase: string;
  /** As it was shown before anything was deployed. */
  readonly forecast: Forecast;
  /** Deployments that are complete. */
  deployments: Record<string, Deployed>;
  results: Result[];
  made: Made;
  /** The VPC, once there is one: what CloudFront leaves in it must go before it does. */
  vpcId?: string;
  /** What happened besides, for the report. */
  notes: string[];
  /** Whether nothing of it stands any more: then only looking at what is left remains. */
  isDestroyed: boolean;
}

/** A run that has done nothing yet. */
export const beginning = (
  place: Place,
  { now, ...kept }: Pick<Progress, "passphrase" | "forecast"> & { readonly now: number },
): Progress => ({
  ...place,
  ...kept,
  startedAt: new Date(now).toISOString(),
  deployments: {},
  results: [],
  made: { subscriptions: [], definitions: [] },
  notes: [],
  isDestroyed: false,
});

/** The file of a run. */
export class ProgressFile {
  private readonly file: string;

  /** @param folder of the run */
  constructor(folder: string) {
    this.file = path.join(folder, "progress.json");
  }

  read(): Progress | undefined {
    return existsSync(this.file) ? (JSON.parse(readFileSync(this.file, "utf8")) as Progress) : undefined;
  }

  /** Written whole or not at all. It has the passphrase of the state, so it is nobody else's to read. */
  write(progress: Progress): void {
    mkdirSync(path.dirname(this.file), { recursive: true });
    const draft = `${this.file}.new`;
    writeFileSync(draft, `${JSON.stringify(progress, undefined, 1)}\n`, { mode: 0o600 });
    renameSync(draft, this.file);
  }
}
