import { createHash } from "node:crypto";

import { columns } from "../daily/columns";
import { isGood, type Measured, measuredOf } from "../load/outcome";
import { type Answer } from "../load/send";
import { type DeployedExperiment } from "./experiment";
import { type Ended } from "./live";

/** What a drill has shown, as it is written. */
export interface DrillResult {
  readonly version: 2;
  readonly stack: string;
  readonly experiment: string;
  readonly what: string;
  /** ISO moments of the experiment. */
  readonly from: string;
  readonly to: string;
  readonly ended: Ended;
  readonly rate: number;
  readonly requests: number;
  readonly lost: number;
  /** Seconds from the start of the experiment to the last request that was lost; 0 when none was. */
  readonly recoverySeconds: number;
  readonly unservedSeconds: number;
  /** Seconds that 95 in a hundred good answers took at most. */
  readonly p95: { readonly before: number; readonly meanwhile: number };
  /** Counted by AWS meanwhile, by alarm that stops the experiment. */
  readonly counted: Readonly<Record<string, number>>;
  readonly fired: readonly string[];
  /** Alarms that should have fired and did not. */
  readonly silent: readonly string[];
}

export interface Observed {
  readonly stack: string;
  readonly experiment: DeployedExperiment;
  readonly ended: Ended;
  readonly rate: number;
  readonly answers: readonly Answer[];
  /** Seconds from the start of the load to that of the experiment, and to its end. */
  readonly startedAt: number;
  readonly endedAt: number;
  readonly from: Date;
  readonly to: Date;
  readonly counted: Readonly<Record<string, number>>;
  readonly fired: readonly string[];
}

export function resultOf(observed: Observed): DrillResult {
  const { stack, experiment, ended, rate, answers, startedAt, endedAt, from, to, counted, fired } = observed;
  const measured: Measured = measuredOf(answers);
  const lostAt = answers.filter(({ at, status }) => at >= startedAt && !isGood(status)).map(({ at }) => at);
  return {
    version: 2,
    stack,
    experiment: experiment.name,
    what: experiment.what,
    from: from.toISOString(),
    to: to.toISOString(),
    ended,
    rate,
    requests: measured.requests,
    lost: measured.unserved,
    recoverySeconds: lostAt.length === 0 ? 0 : Math.ceil(Math.max(...lostAt) - startedAt),
    unservedSeconds: measured.unservedSeconds,
    p95: {
      before: measuredOf(answers.filter(({ at }) => at < startedAt)).p95,
      meanwhile: measuredOf(answers.filter(({ at }) => at >= startedAt && at < endedAt)).p95,
    },
    counted,
    fired,
    silent: experiment.expectedAlarms.filter((name) => !fired.includes(name)),
  };
}

/** SHA-256 of a result, by which two people know that they speak of the same one. */
export const digestOf = (result: DrillResult): string =>
  createHash("sha256").update(JSON.stringify(result)).digest("hex");

/** The result as lines, the one that matters last. */
export function page(result: DrillResult, file: string): string[] {
  const { ended, requests, lost, recoverySeconds, counted, fired, silent, p95 } = result;
  const or = (names: readonly string[]): string => (names.length === 0 ? "none" : names.join(", "));
  const rows = [
    ["experiment", `${ended.status}${ended.reason === undefined ? "" : `: ${ended.reason}`}`],
    ...Object.entries(counted).map(([alarm, count]) => ["counted by AWS", `${count} (${alarm})`]),
    ["alarms that fired", or(fired)],
    ["should have fired and did not", or(silent)],
    ["95th percentile", `${p95.before.toFixed(2)} s before, ${p95.meanwhile.toFixed(2)} s meanwhile`],
    ["result", `${file}, sha256 ${digestOf(result).slice(0, 12)}`],
  ];
  return [
    ...columns(rows).split("\n"),
    `${lost} of ${requests} requests lost; the last ${recoverySeconds} s after the experiment began`,
  ];
}
