import { RunError } from "@pulumi/pulumi/errors";
import { loadPriceBook } from "@toolkit/cost";
import { nearest } from "@toolkit/offline/nearest";
import { z } from "zod";

import { type DeployedStack } from "../daily/stack";
import { dayAndTime, describeWindow, isInside, windowSchema } from "./window";

/** The output `experiments`; a stack without any has none. */
const experimentsOutput = z
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
  .optional();

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
 * The experiment of that name, if the stack has it and the moment is a time for it.
 *
 * @throws RunError for a stack without experiments or without this one, and outside of its window
 */
export function experimentAt(
  moment: Date,
  { name: stack, outputs }: Pick<DeployedStack, "name" | "outputs">,
  name: string,
): DeployedExperiment {
  const experiments = experimentsOutput.parse(outputs.experiments);
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
