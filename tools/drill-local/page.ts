import { aligned } from "@toolkit/offline/render/aligned";
import { range } from "../availability/words";
import { columns } from "../daily/columns";
import { type Comparison, RESOLUTION } from "./claims";
import { type DrillOptions } from "./options";
import { type Trial } from "./trial";

/** How the local run was set up. */
export interface Setting {
  readonly options: DrillOptions;
  /** Seconds between health checks, here and in the stack, and failed ones that replace a task. */
  readonly checks: { readonly here: number; readonly stack: number; readonly threshold: number };
}

/** Seconds; a local run has everything on one machine. */
const TOO_LATE = 0.2;

const TRIAL_HEAD = ["drill", "", "requests", "lost", "no answer", "recovery", "took", "writes", "lost"];
const COMPARISON_HEAD = ["", "availability says no answer for", "so here", "was", ""];

/** What the drills cost, beside what `availability` says, and the writes that are gone last. */
export function page(comparisons: readonly Comparison[], setting: Setting): string {
  const trials = comparisons.map(({ trial }) => trial);
  return [
    opening(setting),
    aligned([TRIAL_HEAD, ...trials.map(trialCells)], (column) => column < 2).join("\n"),
    "lost: no good answer within 5 s; no answer: the longest time in which every request was lost; recovery: until the last\nthat was lost; took: until all was as before.",
    columns([COMPARISON_HEAD, ...comparisons.map((one) => comparisonCells(one, setting))]),
    ["What differs from AWS:", ...trials.map(({ drill }) => `  ${drill.name}: ${drill.differs}`)].join("\n"),
    `${verdict(comparisons)}\n`,
  ].join("\n\n");
}

function opening({ options: { frontend, rate, tasks }, checks }: Setting): string {
  const { here, stack, threshold } = checks;
  const scaled = here === stack ? "as in the stack" : `${seconds(stack)} in the stack`;
  return [
    `${frontend}, ${tasks} tasks of each service, ${rate} visits a second, one of ten writes`,
    `health checks every ${seconds(here)} (${scaled}), ${threshold} failed ones in a row replace a task`,
  ].join("\n");
}

const trialCells = ({ drill, requests, lost, noAnswer, recovery, took, writes, writesLost }: Trial): string[] => [
  drill.name,
  drill.what,
  whole(requests),
  whole(lost),
  noAnswer < RESOLUTION ? "none" : seconds(noAnswer),
  lost === 0 ? "-" : seconds(recovery),
  seconds(took),
  whole(writes),
  whole(writesLost.length),
];

function comparisonCells({ trial, said, expected, isAsSaid }: Comparison, { options: { stack } }: Setting): string[] {
  const { drill, noAnswer, lost } = trial;
  const was = noAnswer < RESOLUTION ? "none" : seconds(noAnswer);
  return [
    drill.name,
    drill.kind === undefined
      ? "no failure: nothing is lost"
      : said === undefined
        ? `nothing: ${stack} has no such thing`
        : `${said.what}: ${range(said.outage)}`,
    drill.kind === undefined ? "0 lost" : expected === 0 ? "none" : seconds(expected),
    drill.kind === undefined ? `${whole(lost)} lost` : was,
    isAsSaid ? "as said" : "NOT as said",
  ];
}

function verdict(comparisons: readonly Comparison[]): string {
  const sum = (of: (trial: Trial) => number): number => comparisons.reduce((total, { trial }) => total + of(trial), 0);
  const others = comparisons.filter(({ isAsSaid }) => !isAsSaid).map(({ trial }) => trial.drill.name);
  const late = Math.max(...comparisons.map(({ trial }) => trial.late));
  return [
    ...(late > TOO_LATE
      ? [`This machine was too busy: it sent requests ${seconds(late)} late, and lost some of its own.`]
      : []),
    others.length === 0 ? "As said: all." : `NOT as said: ${others.join(", ")}.`,
    `Writes lost: ${whole(sum(({ writesLost }) => writesLost.length))} of ${whole(sum(({ writes }) => writes))} that were acknowledged.`,
  ].join("\n");
}

const whole = (value: number): string => value.toLocaleString("en-US");
const seconds = (value: number): string =>
  `${value < 10 ? (Math.round(value * 10) / 10).toString() : Math.round(value).toString()} s`;
