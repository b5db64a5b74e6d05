import { RunError } from "@pulumi/pulumi/errors";
import { z } from "zod";

import { type Aws } from "../aws/aws";
import { type Hands } from "../daily/hands";

const started = z.object({ experiment: z.object({ id: z.string() }) });
const looked = z.object({
  experiment: z.object({ state: z.object({ status: z.string(), reason: z.string().optional() }) }),
});
const template = z.object({
  experimentTemplate: z.object({ stopConditions: z.array(z.object({ value: z.string().optional() })) }),
});
const history = z.object({
  AlarmHistoryItems: z.array(z.object({ AlarmName: z.string(), HistorySummary: z.string() })),
});
const described = z.object({
  MetricAlarms: z.array(
    z.object({
      AlarmName: z.string(),
      Namespace: z.string().optional(),
      MetricName: z.string().optional(),
      Dimensions: z.array(z.object({ Name: z.string(), Value: z.string() })).default([]),
    }),
  ),
});
const statistics = z.object({ Datapoints: z.array(z.object({ Sum: z.number() })) });

const ENDED = ["completed", "stopped", "failed", "cancelled"];
const LOOK_SECONDS = 10;
/** A minute for AWS FIS to find targets and to undo, on top of the longest experiment (12 hours). */
const MOST_LOOKS = (12 * 3600 + 60) / LOOK_SECONDS;

/** How an experiment ended. */
export interface Ended {
  readonly id: string;
  readonly status: string;
  readonly reason: string | undefined;
}

/** Starts an experiment; AWS refuses while one of its stop conditions is in alarm. @returns its id */
export async function startExperiment(aws: Aws, templateId: string): Promise<string> {
  const { experiment } = await aws.ask(started, "fis", "start-experiment", "--experiment-template-id", templateId);
  return experiment.id;
}

/**
 * Waits for the end of an experiment, and stops it when the signal says so.
 *
 * @throws RunError when it does not end
 */
export async function waitForEnd(hands: Hands, aws: Aws, id: string, signal: AbortSignal): Promise<Ended> {
  let isStopping = false;
  for (let look = 0; look < MOST_LOOKS; look++) {
    if (signal.aborted && !isStopping) {
      isStopping = true;
      await aws.text("fis", "stop-experiment", "--id", id);
    }
    const { experiment } = await aws.ask(looked, "fis", "get-experiment", "--id", id);
    const { status, reason } = experiment.state;
    if (ENDED.includes(status)) return { id, status, reason };
    await hands.sleep(LOOK_SECONDS);
  }
  throw new RunError(`The experiment ${id} does not end: aws fis stop-experiment --id ${id}`);
}

/** Names of the alarms of the region that went off between two moments. */
export async function firedBetween(aws: Aws, from: Date, to: Date): Promise<string[]> {
  const { AlarmHistoryItems: items } = await aws.ask(
    history,
    ...["cloudwatch", "describe-alarm-history", "--history-item-type", "StateUpdate"],
    ...["--start-date", from.toISOString(), "--end-date", to.toISOString()],
  );
  const fired = items.filter(({ HistorySummary }) => HistorySummary.endsWith(" to ALARM"));
  return [...new Set(fired.map(({ AlarmName }) => AlarmName))].sort();
}

/** What AWS counted meanwhile of each metric on which an alarm stops the experiment, by name of the alarm. */
export async function countedBetween(
  aws: Aws,
  templateId: string,
  from: Date,
  to: Date,
): Promise<Readonly<Record<string, number>>> {
  const { experimentTemplate } = await aws.ask(template, "fis", "get-experiment-template", "--id", templateId);
  const names = experimentTemplate.stopConditions.flatMap(({ value }) => value?.split(":alarm:")[1] ?? []);
  if (names.length === 0) return {};
  const { MetricAlarms: alarms } = await aws.ask(described, "cloudwatch", "describe-alarms", "--alarm-names", ...names);
  const counts: Record<string, number> = {};
  for (const { AlarmName, Namespace, MetricName, Dimensions } of alarms) {
    if (Namespace === undefined || MetricName === undefined) continue;
    const { Datapoints } = await aws.ask(
      statistics,
      ...["cloudwatch", "get-metric-statistics", "--namespace", Namespace, "--metric-name", MetricName],
      ...["--dimensions", ...Dimensions.map(({ Name, Value }) => `Name=${Name},Value=${Value}`)],
      ...["--statistics", "Sum", "--period", "60"],
      ...["--start-time", from.toISOString(), "--end-time", to.toISOString()],
    );
    counts[AlarmName] = Datapoints.reduce((sum, { Sum }) => sum + Sum, 0);
  }
  return counts;
}
