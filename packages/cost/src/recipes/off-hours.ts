import { T } from "@toolkit/offline/aws-types";
import { runningShare } from "../formulas/schedule-shares";
import { object, text } from "./inputs";
import { type RecipeContext } from "./recipe";

export const SCHEDULE = T.schedule;

/**
 * Share of the month in which services and database run, read from the schedules that stop and start the database;
 * 1 when there are none. Load balancers, addresses and storage are paid all month.
 */
export function onHoursShare({ graph, readSchedule }: RecipeContext): number {
  const [stop, start] = ["stopDBInstance", "startDBInstance"].map(
    (action) =>
      graph
        .ofType(SCHEDULE)
        .find(({ inputs }) => text(object(inputs, "target"), "arn")?.endsWith(`:rds:${action}`) === true)?.inputs,
  );
  if (stop === undefined || start === undefined) return 1;
  const [startTimes, stopTimes] = [start, stop].map((inputs) =>
    readSchedule(
      text(inputs, "scheduleExpression"),
      text(inputs, "scheduleExpressionTimezone"),
      "priced as if nothing ever stopped",
    ),
  );
  return startTimes === undefined || stopTimes === undefined ? 1 : runningShare(startTimes, stopTimes);
}
