import { runningShare } from "../formulas/running-hours";
import { type GraphView } from "../graph-view";
import { object, text } from "./inputs";

const SCHEDULE = "aws:scheduler/schedule:Schedule";

/**
 * Share of the month in which services and database run, read from the schedules that stop and start the database;
 * 1 when there are none. Load balancers, addresses and storage are paid all month.
 */
export function onHoursShare(graph: GraphView): number {
  const cronOf = (action: string) =>
    graph
      .ofType(SCHEDULE)
      .filter(({ inputs }) => text(object(inputs, "target"), "arn")?.endsWith(`:rds:${action}`) === true)
      .flatMap(({ inputs }) => text(inputs, "scheduleExpression") ?? [])
      .filter((expression) => expression.startsWith("cron("));
  const [stop] = cronOf("stopDBInstance");
  const [start] = cronOf("startDBInstance");
  return stop === undefined || start === undefined ? 1 : runningShare(start, stop);
}
