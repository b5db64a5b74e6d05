import { T } from "@toolkit/offline/aws-types";
import { DAYS_PER_MONTH } from "../formulas/time";
import { type CostResource } from "../graph-view";
import { runsOf } from "./schedule-runs";
import { type RecipeContext } from "./recipe";

/** As often as the tasks run that schedules start and that write to the bucket; once a day where none is seen. A copy has those of its original. */
export function dumpsPerMonth(bucket: CostResource, context: RecipeContext): number {
  const { graph } = context;
  const [original] = graph
    .ofType(T.bucketReplication)
    .filter((copying) => graph.dependencies(copying, bucket.type, "rules").some(({ urn }) => urn === bucket.urn))
    .flatMap((copying) => graph.dependencies(copying, bucket.type, "bucket"));
  if (original !== undefined) return dumpsPerMonth(original, context);
  const writes = (definition: CostResource) =>
    graph.dependencies(definition, bucket.type).some(({ urn }) => urn === bucket.urn);
  const schedules = graph
    .ofType(T.schedule)
    .filter((schedule) => graph.dependencies(schedule, T.taskDefinition).some(writes));
  if (schedules.length === 0) return DAYS_PER_MONTH;
  return schedules.reduce((sum, schedule) => sum + runsOf(schedule, context), 0);
}
