import { z } from "zod";

import { type DeployedStack, type Job } from "./stack";
import { minuteOf } from "./when";

const executions = z.object({
  executions: z.array(
    z.object({ status: z.string(), startDate: z.coerce.date(), stopDate: z.coerce.date().optional() }),
  ),
});

/** Runs that are shown of each job. */
const MOST_RUNS = 5;

/**
 * The newest runs of a job as cells: when the last one began (UTC), how it ended, and how those before it did.
 *
 * Source: AWS Step Functions API reference, `ListExecutions`: the newest comes first, and only those that ended have a
 * `stopDate` (https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListExecutions.html).
 */
export async function jobRow({ aws }: DeployedStack, { name, stateMachineArn }: Job): Promise<string[]> {
  const asked = ["--state-machine-arn", stateMachineArn, "--max-results", String(MOST_RUNS)];
  const [last, ...before] = (await aws.ask(executions, "stepfunctions", "list-executions", ...asked)).executions;
  if (last === undefined) return [name, "none yet", "", ""];
  return [
    name,
    minuteOf(last.startDate),
    `${inWords(last.status)}${duration(last.startDate, last.stopDate)}`,
    before.map(({ status }) => inWords(status)).join(", "),
  ];
}

/** `TIMED_OUT` as `timed out`. */
const inWords = (status: string): string => status.toLowerCase().replaceAll("_", " ");

function duration(start: Date, stop: Date | undefined): string {
  if (stop === undefined) return "";
  const seconds = Math.round((stop.getTime() - start.getTime()) / 1000);
  return seconds < 120 ? ` after ${seconds} s` : ` after ${Math.round(seconds / 60)} min`;
}
