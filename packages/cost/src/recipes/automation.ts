import { T } from "@toolkit/offline/aws-types";
import { experimentRecipes } from "./experiments";
import { number, object } from "./inputs";
import { queue } from "./queues";
import { free, freeAll, type Recipe, type ServiceRecipes } from "./recipe";
import { runsOf } from "./schedule-runs";
import { assumedFargate, fargateLines, strategyOf, TASK_DEFINITION, taskSize } from "./tasks";
import { stateMachine } from "./workflows";

/** Schedules themselves are free up to 14 million runs a month; the tasks they start are not. */
const schedule: Recipe = (resource, context) => {
  const target = object(resource.inputs, "target");
  const parameters = object(target, "ecsParameters");
  const [definition] = context.graph.dependencies(resource, TASK_DEFINITION);
  if (definition === undefined || Object.keys(parameters).length === 0) {
    return { free: "the first 14 million runs of EventBridge Scheduler are free" };
  }
  const runs = runsOf(resource, context);
  const hours = (runs * context.usage.backup.dumpMinutes) / 60;
  const count = number(parameters, "taskCount") ?? 1;
  return fargateLines(
    taskSize(definition),
    count,
    strategyOf(resource, context, parameters) ?? assumedFargate(context),
    hours,
    (name, key, quantity) => context.perUse(`Scheduled task, ${name}`, key, quantity),
  );
};

export const automation: ServiceRecipes = {
  service: "Automation",
  recipes: {
    [T.schedule]: schedule,
    [T.scheduleGroup]: free("groups are free"),
    [T.stateMachine]: stateMachine,
    [T.queue]: queue,
    ...experimentRecipes,
    ...freeAll(
      "aws:sqs",
      ["queuePolicy:QueuePolicy", "redrivePolicy:RedrivePolicy", "redriveAllowPolicy:RedriveAllowPolicy"],
      "part of the queue",
    ),
    ...freeAll("aws:cloudwatch", ["eventTarget:EventTarget"], "events of AWS services are free on the default bus"),
  },
};
