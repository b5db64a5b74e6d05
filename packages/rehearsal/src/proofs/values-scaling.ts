import { T } from "@toolkit/offline/aws-types";
import type { Properties } from "../protocol/values";
import { proof, type Proof } from "./proof";

/** An alarm with values that AWS refuses and with some that it accepts. */
const alarm = (rule: string, bad: Properties, good: Properties): Proof =>
  proof(rule, (aws) => ({
    refused: () => aws.make(T.metricAlarm, bad),
    accepted: () => aws.make(T.metricAlarm, good),
  }));

const sum = (returnData: boolean): Properties => ({ id: "sum", expression: "a + a", returnData });
const metric = (period: number, more: Properties = {}): Properties => ({
  id: "a",
  metric: { namespace: "shop", metricName: "InFlight", stat: "Average", period },
  ...more,
});

export const scalingValueProofs: readonly Proof[] = [
  alarm("alarm-period-exists", { metricQueries: [sum(true), metric(15)] }, { metricQueries: [sum(true), metric(10)] }),
  alarm(
    "alarm-has-one-result",
    { metricQueries: [sum(true), metric(60, { returnData: true })] },
    { metricQueries: [sum(true), metric(60)] },
  ),
  proof("step-adjustments-fit", (aws) => {
    const target = { resourceId: "table/notes", serviceNamespace: "dynamodb", scalableDimension: "read" };
    aws.make(T.scalingTarget, target);
    const policy = (second: string): unknown =>
      aws.make(T.scalingPolicy, {
        ...target,
        policyType: "StepScaling",
        stepScalingPolicyConfiguration: {
          stepAdjustments: [
            { metricIntervalLowerBound: "0", metricIntervalUpperBound: "30", scalingAdjustment: 50 },
            { metricIntervalLowerBound: second, scalingAdjustment: 500 },
          ],
        },
      });
    return { refused: () => policy("40"), accepted: () => policy("30") };
  }),
];
