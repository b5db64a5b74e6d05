import { weeklyShares, type WeeklyEvent, type WeeklyShare } from "../formulas/running-hours";
import { type CostResource, type GraphView } from "../graph-view";
import { number, object, text } from "./inputs";

export const SERVICE = "aws:ecs/service:Service";
export const SCALING_TARGET = "aws:appautoscaling/target:Target";
const SCHEDULED_ACTION = "aws:appautoscaling/scheduledAction:ScheduledAction";
const SCHEDULE = "aws:scheduler/schedule:Schedule";

/** Lowest and highest task count that scaling allows. */
export interface TaskBounds {
  readonly min: number;
  readonly max: number;
}

/** Without a scaling target both are the desired count. */
export function taskBounds(service: CostResource, graph: GraphView): TaskBounds {
  const desired = number(service.inputs, "desiredCount") ?? 1;
  const target = targetOf(service, graph);
  return {
    min: number(target?.inputs ?? {}, "minCapacity") ?? desired,
    max: number(target?.inputs ?? {}, "maxCapacity") ?? desired,
  };
}

/** The bounds over a week, as scheduled actions of scaling and schedules that register the target anew change them. */
export function weeklyBounds(service: CostResource, graph: GraphView): WeeklyShare<TaskBounds>[] {
  const usual = taskBounds(service, graph);
  const target = targetOf(service, graph);
  const events = target === undefined ? [] : [...floors(target, usual, graph), ...registrations(target, usual, graph)];
  return events.length === 0 ? [{ value: usual, share: 1 }] : weeklyShares(events);
}

function targetOf(service: CostResource, graph: GraphView): CostResource | undefined {
  return graph.dependents(service.urn, SCALING_TARGET)[0];
}

function floors(target: CostResource, usual: TaskBounds, graph: GraphView): WeeklyEvent<TaskBounds>[] {
  return graph
    .dependents(target.urn, SCHEDULED_ACTION)
    .flatMap(({ inputs }) => weekly(text(inputs, "schedule"), object(inputs, "scalableTargetAction"), CAMEL, usual));
}

/** Schedules of EventBridge that set the bounds, as off hours do. */
function registrations(target: CostResource, usual: TaskBounds, graph: GraphView): WeeklyEvent<TaskBounds>[] {
  return graph.ofType(SCHEDULE).flatMap(({ inputs }) => {
    const call = object(inputs, "target");
    if (text(call, "arn")?.endsWith(":applicationautoscaling:registerScalableTarget") !== true) return [];
    const input = parsed(text(call, "input"));
    if (text(input, "ResourceId") !== text(target.inputs, "resourceId")) return [];
    return weekly(text(inputs, "scheduleExpression"), input, PASCAL, usual);
  });
}

const CAMEL = { min: "minCapacity", max: "maxCapacity" };
const PASCAL = { min: "MinCapacity", max: "MaxCapacity" };

/** Only what repeats each week: a single `at(...)` does not change the average of months. */
function weekly(
  schedule: string | undefined,
  bounds: Readonly<Record<string, unknown>>,
  keys: typeof CAMEL,
  usual: TaskBounds,
): WeeklyEvent<TaskBounds>[] {
  if (schedule?.startsWith("cron(") !== true) return [];
  const value = { min: number(bounds, keys.min) ?? usual.min, max: number(bounds, keys.max) ?? usual.max };
  return [{ cron: schedule, value }];
}

function parsed(json: string | undefined): Record<string, unknown> {
  try {
    return JSON.parse(json ?? "{}") as Record<string, unknown>;
  } catch {
    return {};
  }
}
