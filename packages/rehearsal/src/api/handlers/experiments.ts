import { T } from "@toolkit/offline/aws-types";
import { records, shown, text, texts } from "../../aws/look";
import { ApiError, type ApiContext, type Handler } from "../handler";
import { slowedTasksProblem } from "../slowed-tasks";

function templateOf({ account }: ApiContext, id: string) {
  const found = account.get(T.experimentTemplate, id);
  if (found === undefined)
    throw new ApiError("ResourceNotFoundException", `The experiment template ${id} could not be found.`);
  return found;
}

function experimentOf({ runtime }: ApiContext, id: string) {
  const found = runtime.experiments.find((experiment) => experiment.id === id);
  if (found === undefined) throw new ApiError("ResourceNotFoundException", `The experiment ${id} could not be found.`);
  return found;
}

const answered = (experiment: ReturnType<typeof experimentOf>) => ({
  experiment: {
    id: experiment.id,
    experimentTemplateId: experiment.templateId,
    state: { status: experiment.status, reason: experiment.reason },
  },
});

/** Experiments of AWS FIS, and what CloudWatch remembers of alarms. */
export const experiments: Readonly<Record<string, Handler>> = {
  "fis.GetExperimentTemplate": ({ id }, context) => {
    const { inputs } = templateOf(context, shown(id));
    const stopConditions = records(inputs.stopConditions).map(({ source, value }) => ({
      source: text(source),
      value: text(value),
    }));
    return { experimentTemplate: { id: shown(id), description: text(inputs.description), stopConditions } };
  },

  "fis.StartExperiment": ({ experimentTemplateId }, context) => {
    const templateId = shown(experimentTemplateId);
    templateOf(context, templateId);
    const id = `EXP${context.runtime.next().toString().padStart(15, "0")}`;
    const experiment = { id, templateId, status: "initiating", reason: undefined as string | undefined };
    context.runtime.experiments.push(experiment);
    return answered(experiment);
  },

  // It runs at the first look and has ended at the next, unless AWS FIS cannot use its targets.
  "fis.GetExperiment": ({ id }, context) => {
    const experiment = experimentOf(context, shown(id));
    if (experiment.status === "initiating") {
      const problem = slowedTasksProblem(context.account, context.runtime, templateOf(context, experiment.templateId));
      if (problem !== undefined) {
        experiment.status = "failed";
        experiment.reason = problem;
      }
    }
    const next: Readonly<Record<string, string>> = { initiating: "running", running: "completed", stopping: "stopped" };
    experiment.status = next[experiment.status] ?? experiment.status;
    return answered(experiment);
  },

  "fis.StopExperiment": ({ id }, context) => {
    const experiment = experimentOf(context, shown(id));
    if (!["initiating", "running"].includes(experiment.status))
      throw new ApiError("ResourceNotFoundException", `The experiment ${experiment.id} is not running.`);
    experiment.status = "stopping";
    experiment.reason = "Experiment stopped by user.";
    return answered(experiment);
  },

  "cloudwatch.DescribeAlarmHistory": ({ StartDate, EndDate }, { runtime }) => {
    const [from, to] = [Date.parse(shown(StartDate)), Date.parse(shown(EndDate))];
    const items = runtime.alarmHistory.filter(({ time }) => time >= from && time <= to);
    return {
      AlarmHistoryItems: items.map(({ alarm, time, summary }) => ({
        AlarmName: alarm,
        Timestamp: new Date(time).toISOString(),
        HistoryItemType: "StateUpdate",
        HistorySummary: summary,
      })),
    };
  },

  "cloudwatch.GetMetricStatistics": ({ MetricName, Statistics, Dimensions }, { runtime }) => {
    const isAsked = texts(Statistics).includes("Sum") && records(Dimensions).length > 0;
    const counted = isAsked ? (runtime.counted.get(shown(MetricName)) ?? []) : [];
    return {
      Label: shown(MetricName),
      Datapoints: counted.map(({ time, sum }) => ({
        Timestamp: new Date(time).toISOString(),
        Sum: sum,
        Unit: "Count",
      })),
    };
  },
};
