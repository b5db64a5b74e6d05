import { T } from "@toolkit/offline/aws-types";
import { type CostComponent } from "../cost-component";
import { type StrategyItem } from "../formulas/capacity-split";
import { type Tier, tiersUsed } from "../formulas/tiers";
import { type CostResource } from "../graph-view";
import { number, object, objects, text } from "./inputs";
import { type Recipe, type RecipeContext } from "./recipe";
import { runsOf } from "./schedule-runs";
import { assumedFargate, fargateLines, TASK_DEFINITION, taskSize } from "./tasks";

type Json = Readonly<Record<string, unknown>>;

/** Transitions of one run that something else than a schedule starts: start, a poll a minute while services restart, end. */
const TRANSITIONS_PER_ROTATION = 40;

/** Ways to run a task of ECS from a state. Source: AWS Step Functions developer guide, "Call Amazon ECS". */
const RUNS_TASK = /:states:::(aws-sdk:)?ecs:runTask(\.|$)/;

/** A workflow by the runs of the schedules that start it, or by rotations where none does; with the tasks that it runs. */
export const stateMachine: Recipe = (resource, context) => {
  if (text(resource.inputs, "type") === "EXPRESS") return expressLines(context);
  const schedules = startedBy(resource, context);
  if (schedules.length === 0) {
    const transitions = context.usage.operations.secretRotations * TRANSITIONS_PER_ROTATION;
    return [context.perUse("State transitions", "sfn.standard1k", transitions / 1000)];
  }
  const runs = schedules.reduce((sum, schedule) => sum + runsOf(schedule, context), 0);
  const states = statesOf(resource);
  return [
    // Each state once: a run passes fewer, and more when it tries again.
    context.perUse("State transitions", "sfn.standard1k", (runs * Math.max(1, states.length)) / 1000),
    ...states
      .filter(({ Resource }) => RUNS_TASK.test(String(Resource)))
      .flatMap((state) => taskLines(resource, state, runs, context)),
  ];
};

/** Schedules that have the machine as target. */
const startedBy = ({ urn }: CostResource, { graph }: RecipeContext): readonly CostResource[] =>
  graph.dependents(urn, T.schedule).filter((schedule) => Object.keys(object(schedule.inputs, "target")).length > 0);

/** States of the definition, those of maps and parallel branches apart; none where it is not known yet. */
function statesOf({ inputs }: CostResource): Json[] {
  try {
    const { States = {} } = JSON.parse(text(inputs, "definition") ?? "{}") as {
      States?: Readonly<Record<string, Json>>;
    };
    return Object.values(States);
  } catch {
    return [];
  }
}

/** One task for each run, as long as the usage says. */
function taskLines(resource: CostResource, state: Json, runs: number, context: RecipeContext): CostComponent[] {
  const [definition] = context.graph.dependencies(resource, TASK_DEFINITION);
  if (definition === undefined) {
    context.lacks("the tasks that it runs, whose definition is not seen here");
    return [];
  }
  const args = object({ ...state }, "Arguments");
  const minutes = context.own("operations", "jobMinutes") ?? context.usage.operations.jobMinutes;
  return fargateLines(
    taskSize(definition),
    number(args, "Count") ?? 1,
    strategyOf(args) ?? assumedFargate(context),
    (runs * minutes) / 60,
    (name, key, quantity) => context.perUse(`Task of a run, ${name}`, key, quantity),
  );
}

function strategyOf(args: Json): StrategyItem[] | undefined {
  const items = objects(args, "CapacityProviderStrategy").map((item) => ({
    capacityProvider: text(item, "CapacityProvider") ?? "",
    base: number(item, "Base"),
    weight: number(item, "Weight"),
  }));
  if (items.length > 0) return items;
  const launchType = text(args, "LaunchType");
  return launchType === undefined ? undefined : [{ capacityProvider: launchType, weight: 1 }];
}

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
