import { expect } from "chai";

import { deploy } from "@toolkit/offline/testing";
import { containerOf, failure, service } from "./compute-support";

const POLICY = "aws:appautoscaling/policy:Policy";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const scaling = { cpuPercent: 60, requestsPerTarget: 1000 };
const names = (resources: readonly { readonly name: string }[]) => resources.map(({ name }) => name);

describe("FargateService: bursts", () => {
  const burst = () => deploy(() => service({ scaling: { ...scaling, burst: true } }));

  it("steps out by requests in flight and refused for each task, every ten seconds", async () => {
    const deployment = await burst();
    const policy = deployment.named("backend-step-out", POLICY);
    const { resourceId } = deployment.only("aws:appautoscaling/target:Target").inputs;
    expect(policy.inputs).to.deep.equal({
      serviceNamespace: "ecs",
      scalableDimension: "ecs:service:DesiredCount",
      resourceId,
      policyType: "StepScaling",
      stepScalingPolicyConfiguration: {
        adjustmentType: "PercentChangeInCapacity",
        cooldown: 60,
        metricAggregationType: "Average",
        minAdjustmentMagnitude: 4,
        stepAdjustments: [
          { metricIntervalLowerBound: "0", metricIntervalUpperBound: "30", scalingAdjustment: 50 },
          { metricIntervalLowerBound: "30", scalingAdjustment: 500 },
        ],
      },
    });
    const published = (metricName: string) => ({
      namespace: "webapp-dev/services",
      metricName,
      dimensions: { Service: "backend" },
      period: 10,
      stat: "Average",
    });
    const described = deployment.named("backend-step-out", ALARM);
    const { alarmDescription, alarmActions, ...alarm } = described.inputs;
    expect(alarmActions).to.have.length(1);
    expect(described.propertyDependencies.alarmActions).to.deep.equal([policy.urn]);
    expect(alarm).to.deep.equal({
      name: "webapp-dev-backend-step-out",
      metricQueries: [
        {
          id: "pressure",
          expression: "in_flight + refused",
          label: "in flight and refused, per task",
          returnData: true,
        },
        { id: "in_flight", metric: published("RequestsInFlight") },
        { id: "refused", metric: published("RequestsRefused") },
      ],
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: 3,
      evaluationPeriods: 1,
      datapointsToAlarm: 1,
      treatMissingData: "notBreaching",
    });
    expect(alarmDescription).to.match(/^Adds tasks to backend: each has 3 requests in flight or refused\./);
  });

  it("steps in after eight minutes in which one task fewer would have nine tenths to do of all that tracking holds", async () => {
    const deployment = await burst();
    const policy = deployment.named("backend-step-in", POLICY);
    expect(policy.inputs.stepScalingPolicyConfiguration).to.deep.equal({
      adjustmentType: "PercentChangeInCapacity",
      cooldown: 300,
      metricAggregationType: "Average",
      stepAdjustments: [
        { metricIntervalLowerBound: "-36", metricIntervalUpperBound: "0", scalingAdjustment: -5 },
        { metricIntervalUpperBound: "-36", scalingAdjustment: -40 },
      ],
    });
    const described = deployment.named("backend-step-in", ALARM);
    const { metricQueries, ...alarm } = described.inputs;
    expect(described.propertyDependencies.alarmActions).to.deep.equal([policy.urn]);
    expect(alarm).to.deep.include({
      name: "webapp-dev-backend-step-in",
      comparisonOperator: "LessThanOrEqualToThreshold",
      threshold: 90,
      evaluationPeriods: 8,
      datapointsToAlarm: 8,
      treatMissingData: "notBreaching",
    });
    const queries = metricQueries as { id: string; expression?: string; metric?: Record<string, unknown> }[];
    expect(queries.map(({ id, expression }) => [id, expression])).to.deep.equal([
      ["load", "IF(tasks > 1, MAX([cpu_share, requests_share]) * tasks / (tasks - 1), 100)"],
      ["cpu_share", "100 * cpu / 60"],
      ["requests_share", "100 * FILL(requests, 0) / 1000"],
      ["cpu", undefined],
      ["requests", undefined],
      ["tasks", undefined],
    ]);
    const target = deployment.only("aws:appautoscaling/target:Target").inputs.resourceId as string;
    const [, cluster, serviceName] = target.split("/");
    const dimensions = {
      LoadBalancer: "app/internal/0123456789abcdef",
      TargetGroup: deployment.only("aws:lb/targetGroup:TargetGroup").id.replace(/^.*:(?=targetgroup)/, ""),
    };
    expect(queries.map(({ metric }) => metric).slice(3)).to.deep.equal([
      {
        namespace: "AWS/ECS",
        metricName: "CPUUtilization",
        dimensions: {
          ClusterName: cluster,
          ServiceName: serviceName,
        },
        period: 60,
        stat: "Average",
      },
      {
        namespace: "AWS/ApplicationELB",
        metricName: "RequestCountPerTarget",
        dimensions,
        period: 60,
        stat: "Sum",
      },
      {
        namespace: "AWS/ApplicationELB",
        metricName: "HealthyHostCount",
        dimensions,
        period: 60,
        stat: "Average",
      },
    ]);
  });

  it("leaves tracking to add tasks only, and tells the container where to publish", async () => {
    const deployment = await burst();
    for (const key of ["backend-cpu", "backend-requests"]) {
      const { targetTrackingScalingPolicyConfiguration } = deployment.named(key, POLICY).inputs;
      expect(targetTrackingScalingPolicyConfiguration).to.include({ disableScaleIn: true });
    }
    expect(containerOf(deployment).environment).to.deep.include({
      name: "PRESSURE_NAMESPACE",
      value: "webapp-dev/services",
    });
  });

  it("takes another number of requests, with the second step in the same proportion", async () => {
    const deployment = await deploy(() => service({ scaling: { ...scaling, burst: { inFlight: 20 } } }));
    expect(deployment.named("backend-step-out", ALARM).inputs.threshold).to.equal(20);
    expect(deployment.named("backend-step-out", POLICY).inputs.stepScalingPolicyConfiguration).to.deep.include({
      stepAdjustments: [
        { metricIntervalLowerBound: "0", metricIntervalUpperBound: "200", scalingAdjustment: 50 },
        { metricIntervalLowerBound: "200", scalingAdjustment: 500 },
      ],
    });
    const { message } = await failure(() => service({ scaling: { ...scaling, burst: { inFlight: 0 } } }));
    expect(message).to.equal("backend: scaling.burst.inFlight is 0: use more than 0 requests.");
    const empty = await failure(() => service({ minTasks: 0, scaling: { ...scaling, burst: true } }));
    expect(empty.message).to.match(
      /^backend: scaling\.burst needs minTasks of at least 1: a step in would take the last/,
    );
  });

  it("rolls no deployment back: its alarms are none of the service's", async () => {
    const deployment = await burst();
    const { propertyDependencies } = deployment.only("aws:ecs/service:Service");
    expect(propertyDependencies.alarms).to.have.members(
      ["backend-5xx", "backend-unhealthy"].map((key) => deployment.named(key, ALARM).urn),
    );
  });

  it("is off unless it is asked for", async () => {
    for (const option of [undefined, false] as const) {
      const deployment = await deploy(() => service({ scaling: { ...scaling, burst: option } }));
      expect(names(deployment.all(POLICY))).to.deep.equal(["backend-cpu", "backend-requests"]);
      expect(names(deployment.all(ALARM))).to.deep.equal(["backend-5xx", "backend-unhealthy"]);
      expect(JSON.stringify(containerOf(deployment).environment)).to.not.contain("PRESSURE");
      for (const { inputs } of deployment.all(POLICY)) {
        expect(inputs.targetTrackingScalingPolicyConfiguration).to.not.have.property("disableScaleIn");
      }
    }
  });
});
