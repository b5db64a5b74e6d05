import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

import { RunError } from "@pulumi/pulumi/errors";

import { type Hands } from "../daily/hands";
import { deployedStack } from "../daily/stack";
import { type Answer, type OpenLoad, sendOpen } from "../load/send";
import { type DeployedExperiment, experimentAt } from "./experiment";
import { countedBetween, firedBetween, startExperiment, waitForEnd } from "./live";
import { type DrillOptions } from "./options";
import { digestOf, type DrillResult, page, resultOf } from "./result";

/** Seconds of load before an experiment, and after it for what recovers late and for metrics that come a minute later. */
const BEFORE = 60;
const AFTER = 120;
/** The load is made for at most so long; it ends with the drill. */
const MOST_SECONDS = 3 * 3600;

export type Load = (load: OpenLoad) => Promise<Answer[]>;

/**
 * Runs one experiment on a deployed stack under load, and writes what it has shown.
 *
 * @param signal stops the experiment.
 * @throws RunError for a stack that cannot, a time that is none for it, and an answer that is not yes
 */
export async function drill(
  hands: Hands,
  name: string,
  options: Omit<DrillOptions, "trace">,
  signal: AbortSignal,
  load: Load = sendOpen,
): Promise<DrillResult> {
  const stack = await deployedStack(hands, options.stack);
  const experiment = experimentAt(new Date(hands.now()), stack, name);
  await consent(hands, options, experiment, stack.url);
  const url = new URL(options.path, stack.url);
  const over = new AbortController();
  const begin = hands.now();
  const under = load({
    url,
    times: evenly(options.rate, MOST_SECONDS),
    ask: () => ({ path: `${url.pathname}${url.search}` }),
    signal: over.signal,
  });
  try {
    await hands.sleep(BEFORE);
    const from = new Date(hands.now());
    const id = signal.aborted ? refuse() : await startExperiment(stack.aws, experiment.templateId);
    hands.say(`Experiment ${id} has started; Ctrl-C stops it.`);
    const ended = await waitForEnd(hands, stack.aws, id, signal);
    const endedAt = (hands.now() - begin) / 1000;
    await hands.sleep(AFTER);
    const to = new Date(hands.now());
    over.abort();
    const answers = await under;
    const counted = await countedBetween(stack.aws, experiment.templateId, from, to);
    const fired = await firedBetween(stack.aws, from, to);
    const startedAt = (from.getTime() - begin) / 1000;
    const { rate } = options;
    const times = { startedAt, endedAt, from, to };
    const observed = { stack: options.stack, experiment, ended, rate, answers, ...times, counted, fired };
    return written(hands, options, resultOf(observed));
  } finally {
    over.abort();
    await under;
  }
}

async function consent(
  hands: Hands,
  { stack, rate }: Pick<DrillOptions, "rate" | "stack">,
  { what, usd }: DeployedExperiment,
  url: string,
): Promise<void> {
  hands.say(`${what}, on ${stack} (${url}), under ${rate} requests a second. ${usd.toFixed(2)} USD, and the requests.`);
  const answer = await hands.ask(`Type the name of the stack to begin: `);
  if (answer.trim() !== stack) throw new RunError("Nothing was done.");
}

function refuse(): never {
  throw new RunError("Nothing was done: the drill was ended before the experiment began.");
}

function written(hands: Hands, { stack, out }: Pick<DrillOptions, "out" | "stack">, result: DrillResult): DrillResult {
  const file = out ?? `build/drill/${stack}-${result.experiment}.json`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ ...result, digest: digestOf(result) }, null, 2)}\n`);
  for (const line of page(result, file)) hands.say(line);
  return result;
}

const evenly = (rate: number, seconds: number): Float64Array =>
  Float64Array.from({ length: Math.floor(rate * seconds) }, (_, index) => index / rate);
