import * as pulumi from "@pulumi/pulumi";
import type { GivenAnswer } from "../answers";
import { ACCOUNT_ID } from "../account";
import { ResourceGraph } from "../graph";
import type { WorldContext } from "../world";
import { Declarations } from "./declarations";
import { type CreatedResource, RecordingMonitor } from "./monitor";
import { CaptureError, type HouseRules, messageOf } from "./problems";
import { Rejections } from "./rejections";
import type { SourcePosition } from "./requests";
import { attach, detach, openPromises } from "./runtime";
import { OutsideWork } from "./outside-work";
import { settle } from "./settle";

export { ACCOUNT_ID } from "../account";
export type { CreatedResource } from "./monitor";
export type { SourcePosition } from "./requests";
export { CaptureError, type HouseRules, STRICT } from "./problems";
export { SECRET_TEXT, UNKNOWN_TEXT } from "./values";

/** A Pulumi program: makes its resources and returns the stack's outputs. */
export type Program = () => Promise<Record<string, unknown>> | Record<string, unknown>;

export interface CaptureOptions {
  /** @default "program" */
  readonly project?: string;
  /** @default "dev" */
  readonly stack?: string;
  /** Configuration as the CLI passes it, `namespace:key` to string. @default none */
  readonly config?: Readonly<Record<string, string>>;
  /** Keys of `config` that are encrypted in the stack file. @default none */
  readonly secretKeys?: readonly string[];
  /** Run as in a first preview, where what AWS computes is unknown. @default false */
  readonly unknown?: boolean;
  /** Account, region and partition. @default an invented account, the region of `aws:region` or us-east-1 */
  readonly context?: Partial<WorldContext>;
  /** Milliseconds without progress after which a run counts as stuck. @default 3000 */
  readonly stallMs?: number;
  /** What the project asks beyond what a deployment needs. @default nothing */
  readonly house?: HouseRules;
  /** What the user says of the account. @default nothing */
  readonly answers?: readonly GivenAnswer[];
  /** Told of each resource that is made at a provider, in the order of registration. @default nobody is told */
  readonly onCreate?: (made: CreatedResource) => void;
  /**
   * Told of the calls that led to each registration, the innermost first. Lines are those of TypeScript only where source
   * maps were on before the program was loaded. @default nobody is told
   */
  readonly onRegister?: (urn: string, calls: readonly SourcePosition[]) => void;
}

let queue: Promise<unknown> = Promise.resolve();

/**
 * Runs a program without Pulumi's engine or AWS and records every resource it registers. Runs wait for each other,
 * since Pulumi keeps its state per process.
 *
 * @throws CaptureError for everything a deployment could not bear, all of it at once; and whatever the program throws.
 */
export function capture(program: Program, options: CaptureOptions = {}): Promise<ResourceGraph> {
  const result = queue.then(() => run(program, options));
  queue = result.catch(() => undefined);
  return result;
}

/**
 * Captures a program twice, with what AWS computes known and unknown, and requires the same resources of both: a
 * difference is a resource that a preview would not show.
 *
 * @returns the graph with known values.
 * @throws CaptureError
 */
export async function captureBoth(program: Program, options: CaptureOptions = {}): Promise<ResourceGraph> {
  const known = await capture(program, { ...options, unknown: false });
  const unknown = await capture(program, { ...options, unknown: true });
  const problems = compareUrns(known, unknown);
  if (problems.length > 0) throw new CaptureError(problems);
  return known;
}

/** One line per resource that only one of the two runs registers. */
export function compareUrns(known: ResourceGraph, unknown: ResourceGraph): string[] {
  const missing = (from: ResourceGraph, to: ResourceGraph): string[] =>
    from.resources.map((resource) => resource.urn).filter((urn) => !to.has(urn));
  return [
    ...missing(known, unknown).map((urn) => `hidden in a first preview: ${urn} depends on a value that AWS computes.`),
    ...missing(unknown, known).map((urn) => `only in a first preview: ${urn} vanishes once its values are known.`),
  ];
}

async function run(program: Program, options: CaptureOptions): Promise<ResourceGraph> {
  const { project = "program", stack = "dev", config = {}, secretKeys = [], unknown = false, stallMs = 3000 } = options;
  const { house = {}, answers = [] } = options;
  const context = {
    accountId: ACCOUNT_ID,
    region: config["aws:region"] ?? "us-east-1",
    partition: "aws",
    ...options.context,
  };
  const told = { house, answers, onCreate: options.onCreate, onRegister: options.onRegister };
  const monitor = new RecordingMonitor({ project, stack, unknown, dryRun: unknown, context, ...told });
  const rejections = new Rejections();
  const outside = new OutsideWork();
  const tracesCalls = options.onRegister !== undefined;
  attach(monitor, { project, stack, organization: "organization", unknown, config, secretKeys, tracesCalls });
  const made = new Declarations();
  const outcome: { finished: boolean; error?: Error } = { finished: false };
  try {
    pulumi.runtime
      .runInPulumiStack(() => {
        made.observe(pulumi.runtime);
        return Promise.resolve(program());
      })
      .then(
        () => (outcome.finished = true),
        (error: unknown) => Object.assign(outcome, { finished: true, error: asError(error) }),
      );
    const settled = await settle({
      finished: () => outcome.finished,
      activity: () => monitor.activity,
      outside,
      stallMs,
    });
    const problems = [
      ...monitor.problems,
      ...monitor.lateProblems,
      ...(settled ? [] : stuckProblems(outcome.finished)),
    ];
    if (outcome.error !== undefined && problems.length === 0) throw outcome.error;
    const reported = outcome.error === undefined ? problems : [...problems, messageOf(outcome.error)];
    problems.push(...rejections.messages(reported).map((message) => `unhandled rejection: ${message}`));
    if (problems.length > 0) throw new CaptureError([...new Set(problems)]);
    return new ResourceGraph(made.inOrder(monitor.resources), monitor.stackOutputs, monitor.noteBook.notes);
  } finally {
    detach();
    outside.release();
    rejections.release();
  }
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

/** What a run that stands still is waiting for. */
function stuckProblems(finished: boolean): string[] {
  if (!finished) {
    return [
      "never finished: the program awaits a value that never comes, such as an Output that stays unknown in a first preview.",
    ];
  }
  const open = [...new Set(openPromises())];
  if (open.length === 0)
    return ["left behind: a timer or file operation is still open after the program has returned."];
  return open.map((context) => `left behind: a promise never settles: ${context}`);
}
