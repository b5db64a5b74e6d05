import { RunError } from "@pulumi/pulumi/errors";
import { loadPriceBook } from "@toolkit/cost";
import { nearest } from "@toolkit/offline/nearest";
import { z } from "zod";

import { type Hands } from "../daily/hands";
import { dayAndTime, describeWindow, isInside, windowSchema } from "./window";

const outputs = z.object({
  url: z.url(),
  experiments: z
    .object({
      minutes: z.number(),
      window: windowSchema,
      templates: z.record(
        z.string(),
        z.object({
          templateId: z.string(),
          what: z.string(),
          actionMinutes: z.number(),
          expectedAlarms: z.array(z.string()),
        }),
      ),
    })
    .optional(),
});

/** An experiment that a deployed stack has. */
export interface DeployedExperiment {
  readonly name: string;
  readonly templateId: string;
  readonly what: string;
  /** USD of one run. */
  readonly usd: number;
  readonly expectedAlarms: readonly string[];
}

/**
 * The experiment of that name, if the stack has it and now is a time for it.
 *
 * @throws RunError for a stack without experiments or without this one, and outside of its window
 */
export async function experimentNow(hands: Hands, stack: string, name: string): Promise<DeployedExperiment> {
  const { exitCode, stdout, stderr } = await hands.pulumi([
    "stack",
    "output",
    "--json",
    "--stack",
    stack,
    "--non-interactive",
  ]);
  if (exitCode !== 0) throw new RunError(`The outputs of ${stack} cannot be read: ${stderr.trim()}`);
  const { experiments } = outputs.parse(JSON.parse(stdout));
  if (experiments === undefined)
    throw new RunError(
      `${stack} has no experiments: pulumi config set --stack ${stack} --path webapp:experiments.minutes 5, and deploy it.`,
    );
  const found = experiments.templates[name];
  if (found === undefined) {
    const names = Object.keys(experiments.templates);
    const near = nearest(name, names);
    const guess = near === undefined ? "" : ` Did you mean ${near}?`;
    throw new RunError(`${stack} has no experiment ${name}.${guess} There is: ${names.join(", ")} (docs/drills.md).`);
  }
  const moment = new Date(hands.now());
  const { window } = experiments;
  if (!isInside(window, moment)) {
    const { day, time } = dayAndTime(moment, window.timezone);
    throw new RunError(
      `It is ${day} ${time} ${window.timezone}; drills on ${stack} start ${describeWindow(window)} (webapp:experiments.window).`,
    );
  }
  const { usd } = loadPriceBook().price("fis.action_minute", "us-east-1");
  return { name, ...found, usd: usd * found.actionMinutes };
}
