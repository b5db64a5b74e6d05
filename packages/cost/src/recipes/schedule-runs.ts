import { runsPerMonth } from "../formulas/schedule-shares";
import { DAYS_PER_MONTH } from "../formulas/time";
import { type CostResource } from "../graph-view";
import { text } from "./inputs";
import { type RecipeContext } from "./recipe";

/** Runs a month of a schedule that is switched on. */
export function runsOf({ inputs }: CostResource, { readSchedule }: Pick<RecipeContext, "readSchedule">): number {
  if (text(inputs, "state") === "DISABLED") return 0;
  const expression = text(inputs, "scheduleExpression");
  const times = readSchedule(expression, text(inputs, "scheduleExpressionTimezone"), "priced as one run a day");
  return times === undefined ? DAYS_PER_MONTH : runsPerMonth(times);
}
