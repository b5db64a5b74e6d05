import { T } from "@toolkit/offline/aws-types";
import { number, record, records } from "../aws/look";
import type { Properties } from "../protocol/values";
import type { Rule } from "./rule";
import { api } from "./sources";

/** Values of alarms and scaling policies that AWS does not accept. */
export const scalingValueRules: readonly Rule[] = [
  {
    id: "alarm-period-exists",
    source: api.cloudWatch("PutMetricAlarm", "Period is 10, 20, 30 or a multiple of 60"),
    on: ["create", "update"],
    types: [T.metricAlarm],
    refuse: ({ inputs }) => {
      const wrong = periodsOf(inputs).find(
        (period) => ![10, 20, 30].includes(period) && (period % 60 !== 0 || period === 0),
      );
      return wrong === undefined
        ? undefined
        : `ValidationError: Period ${wrong} is not valid. Valid values are 10, 20, 30, and any multiple of 60.`;
    },
  },
  {
    id: "alarm-has-one-result",
    source: api.cloudWatch("MetricDataQuery", "ReturnData is true for one query of an alarm"),
    on: ["create", "update"],
    types: [T.metricAlarm],
    refuse: ({ inputs }) => {
      const queries = records(inputs.metricQueries);
      const results = queries.filter(({ returnData }) => returnData === true).length;
      return queries.length === 0 || results === 1
        ? undefined
        : `ValidationError: Exactly one element of the metrics list should return data; ${results} do.`;
    },
  },
  {
    id: "step-adjustments-fit",
    source: api.scaling("StepAdjustment"),
    on: ["create", "update"],
    types: [T.scalingPolicy],
    refuse: ({ inputs }) => {
      const steps = records(record(inputs.stepScalingPolicyConfiguration).stepAdjustments).map(stepOf);
      return steps.length === 0 || stepsFit(steps)
        ? undefined
        : "ValidationException: The step adjustments overlap, have a gap, or lack the open end that their bounds call for.";
    },
  },
];

function periodsOf({ period, metricQueries }: Properties): number[] {
  return [period, ...records(metricQueries).map(({ metric }) => record(metric).period)].flatMap(
    (value) => number(value) ?? [],
  );
}

interface Step {
  readonly from: number;
  readonly to: number;
}

const stepOf = ({ metricIntervalLowerBound, metricIntervalUpperBound }: Properties): Step => ({
  from: number(metricIntervalLowerBound) ?? -Infinity,
  to: number(metricIntervalUpperBound) ?? Infinity,
});

function stepsFit(steps: readonly Step[]): boolean {
  const ordered = [...steps].sort((a, b) => a.from - b.from);
  const [first, last] = [ordered[0], ordered.at(-1)];
  if (first === undefined || last === undefined) return true;
  // A bound below the threshold calls for a step without a lower one, a bound above it for one without an upper one.
  if (Number.isFinite(first.from) && first.from < 0) return false;
  if (Number.isFinite(last.to) && last.to > 0) return false;
  return ordered.every(({ from, to }, index) => {
    const next = ordered[index + 1];
    return (Number.isFinite(from) || Number.isFinite(to)) && from < to && (next === undefined || next.from === to);
  });
}
