import { T } from "@toolkit/offline/aws-types";
import { type CostComponent } from "../cost-component";
import { runsPerMonth } from "../formulas/schedule-shares";
import { type Tier, tiersUsed } from "../formulas/tiers";
import { DAYS_PER_MONTH } from "../formulas/time";
import { type CostResource } from "../graph-view";
import { experimentRecipes } from "./experiments";
import { number, object, text } from "./inputs";
import { queue } from "./queues";
import { free, freeAll, type Recipe, type RecipeContext, type ServiceRecipes } from "./recipe";
import { assumedFargate, fargateLines, strategyOf, TASK_DEFINITION, taskSize } from "./tasks";

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

/** Runs a month of a schedule that is switched on. */
export function runsOf({ inputs }: CostResource, { readSchedule }: Pick<RecipeContext, "readSchedule">): number {
  if (text(inputs, "state") === "DISABLED") return 0;
  const expression = text(inputs, "scheduleExpression");
  const times = readSchedule(expression, text(inputs, "scheduleExpressionTimezone"), "priced as one run a day");
  return times === undefined ? DAYS_PER_MONTH : runsPerMonth(times);
}

const stateMachine: Recipe = (resource, context) => {
  if (text(resource.inputs, "type") === "EXPRESS") return expressLines(context);
  const transitions = context.usage.operations.secretRotations * TRANSITIONS_PER_ROTATION;
  return [context.perUse("State transitions", "sfn.standard1k", transitions / 1000)];
};

/** Memory and time of express workflows, cheaper with more. Source: https://aws.amazon.com/step-functions/pricing/. */
const EXPRESS_TIERS: readonly Tier[] = [
  { key: "sfn.express.gbh.first1k", name: "first 1,000", size: 1000 },
  { key: "sfn.express.gbh.next4k", name: "next 4,000", size: 4000 },
  { key: "sfn.express.gbh.over5k", name: "over 5,000", size: Infinity },
];

function expressLines(context: RecipeContext): CostComponent[] {
  return [
    context.perUse("Requests", "sfn.express.req1m", context.share("operations", "expressRuns") / 1_000_000),
    ...tiersUsed(context.share("operations", "expressGbHours"), EXPRESS_TIERS).map(({ key, name, quantity }) =>
      context.perUse(`Duration (${name} GB hours)`, key, quantity),
    ),
  ];
}

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
