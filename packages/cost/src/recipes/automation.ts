import { T } from "@toolkit/offline/aws-types";
import { CostError } from "../errors";
import { runsPerMonth } from "../formulas/schedule-shares";
import { DAYS_PER_MONTH } from "../formulas/time";
import { number, object, objects, text } from "./inputs";
import { free, freeAll, type Recipe, type ServiceRecipes } from "./recipe";
import { fargateLines, TASK_DEFINITION, taskSize } from "./tasks";

/** Transitions of one run: start, a poll a minute while services restart, end. */
const TRANSITIONS_PER_ROTATION = 40;

/** Schedules themselves are free up to 14 million runs a month; the tasks they start are not. */
const schedule: Recipe = (resource, context) => {
  const target = object(resource.inputs, "target");
  const parameters = object(target, "ecsParameters");
  const [definition] = context.graph.dependencies(resource, TASK_DEFINITION);
  if (definition === undefined || Object.keys(parameters).length === 0) {
    return { free: "the first 14 million runs of EventBridge Scheduler are free" };
  }
  const times = context.readSchedule(
    text(resource.inputs, "scheduleExpression"),
    text(resource.inputs, "scheduleExpressionTimezone"),
    "priced as one run a day",
  );
  const runs = times === undefined ? DAYS_PER_MONTH : runsPerMonth(times);
  const hours = (runs * context.usage.backup.dumpMinutes) / 60;
  const strategy = objects(parameters, "capacityProviderStrategies").map((item) => ({
    capacityProvider: text(item, "capacityProvider") ?? "",
    base: number(item, "base"),
    weight: number(item, "weight"),
  }));
  const count = number(parameters, "taskCount") ?? 1;
  return fargateLines(
    taskSize(definition),
    count,
    strategy.length > 0 ? strategy : [{ capacityProvider: "FARGATE", weight: 1 }],
    hours,
    (name, key, quantity) => context.perUse(`Scheduled task, ${name}`, key, quantity),
  );
};

const stateMachine: Recipe = (resource, context) => {
  if (text(resource.inputs, "type") === "EXPRESS") {
    throw new CostError(`${resource.type} "${resource.name}" cannot be priced: the table has standard workflows only.`);
  }
  const transitions = context.usage.operations.secretRotations * TRANSITIONS_PER_ROTATION;
  return [context.perUse("State transitions", "sfn.standard1k", transitions / 1000)];
};

/** Dead-letter queues are empty unless something failed; each notification stands for one message. */
const queue: Recipe = (resource, context) => [
  context.perUse(
    "Requests",
    "sqs.req1m",
    context.usage.operations.notifications / context.graph.ofType(resource.type).length / 1_000_000,
  ),
];

export const automation: ServiceRecipes = {
  service: "Automation",
  recipes: {
    [T.schedule]: schedule,
    [T.scheduleGroup]: free("groups are free"),
    [T.stateMachine]: stateMachine,
    [T.queue]: queue,
    ...freeAll("aws:sqs", ["queuePolicy:QueuePolicy", "redrivePolicy:RedrivePolicy"], "part of the queue"),
    ...freeAll(
      "aws:cloudwatch",
      ["eventRule:EventRule", "eventTarget:EventTarget"],
      "events of AWS services are free on the default bus",
    ),
  },
};
