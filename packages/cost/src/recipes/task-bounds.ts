import { T } from "@toolkit/offline/aws-types";
import { type ScheduledValue, timeShares, type TimeShare } from "../formulas/schedule-shares";
import { type CostResource, type GraphView } from "../graph-view";
import { number, object, text } from "./inputs";
import { SCHEDULE } from "./off-hours";
import { type RecipeContext } from "./recipe";

export const SERVICE = T.service;
export const SCALING_TARGET = T.scalingTarget;
const SCHEDULED_ACTION = T.scalingSchedule;

/** Lowest and highest task count that scaling allows. */
export interface TaskBounds {
  readonly min: number;
  readonly max: number;
}

/** Without a scaling target both are the desired count. */
function taskBounds(service: CostResource, graph: GraphView): TaskBounds {
  const desired = number(service.inputs, "desiredCount") ?? 1;
  const target = targetOf(service, graph);
  return {
    min: number(target?.inputs ?? {}, "minCapacity") ?? desired,
    max: number(target?.inputs ?? {}, "maxCapacity") ?? desired,
  };
}

/** The bounds over time, as scheduled actions of scaling and schedules that register the target anew change them. */
export function boundsOverTime(service: CostResource, context: RecipeContext): TimeShare<TaskBounds>[] {
  const usual = taskBounds(service, context.graph);
  const target = targetOf(service, context.graph);
  const shares =
    target === undefined
      ? []
      : timeShares([...floors(target, usual, context), ...registrations(target, usual, context)]);
  return shares.length === 0 ? [{ value: usual, share: 1 }] : shares;
}

function targetOf(service: CostResource, graph: GraphView): CostResource | undefined {
  return graph.dependents(service.urn, SCALING_TARGET)[0];
}

function floors(target: CostResource, usual: TaskBounds, context: RecipeContext): ScheduledValue<TaskBounds>[] {
  return context.graph
    .dependents(target.urn, SCHEDULED_ACTION)
    .flatMap(({ inputs }) =>
      scheduled(
        { expression: text(inputs, "schedule"), timezone: text(inputs, "timezone") },
        { given: object(inputs, "scalableTargetAction"), keys: CAMEL, usual },
        context,
      ),
    );
}

/** Schedules of EventBridge that set the bounds, as off hours do. */
function registrations(target: CostResource, usual: TaskBounds, context: RecipeContext): ScheduledValue<TaskBounds>[] {
  return context.graph.ofType(SCHEDULE).flatMap(({ inputs }) => {
    const call = object(inputs, "target");
    if (text(call, "arn")?.endsWith(":applicationautoscaling:registerScalableTarget") !== true) return [];
    const input = parsed(text(call, "input"));
    if (text(input, "ResourceId") !== text(target.inputs, "resourceId")) return [];
    return scheduled(
      { expression: text(inputs, "scheduleExpression"), timezone: text(inputs, "scheduleExpressionTimezone") },
      { given: input, keys: PASCAL, usual },
      context,
    );
  });
}

const CAMEL = { min: "minCapacity", max: "maxCapacity" };
const PASCAL = { min: "MinCapacity", max: "MaxCapacity" };

interface ScheduledBounds {
  readonly given: Readonly<Record<string, unknown>>;
  readonly keys: typeof CAMEL;
  /** For what the schedule does not set. */
  readonly usual: TaskBounds;
}

function scheduled(
  { expression, timezone }: { readonly expression: string | undefined; readonly timezone: string | undefined },
  { given, keys, usual }: ScheduledBounds,
  { readSchedule }: RecipeContext,
): ScheduledValue<TaskBounds>[] {
  const schedule = readSchedule(expression, timezone, "priced as if it did not change the number of tasks");
  if (schedule === undefined) return [];
  return [
    { schedule, value: { min: number(given, keys.min) ?? usual.min, max: number(given, keys.max) ?? usual.max } },
  ];
}

function parsed(json: string | undefined): Record<string, unknown> {
  try {
    return JSON.parse(json ?? "{}") as Record<string, unknown>;
  } catch {
    return {};
  }
}
