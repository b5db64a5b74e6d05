import { expect } from "chai";
import { UserError } from "../../components/errors";
import { deploy } from "@toolkit/offline/testing";
import { failure, LISTENER, service, TOPIC } from "./compute-support";

const TARGET_GROUP = "aws:lb/targetGroup:TargetGroup";
const RULE = "aws:lb/listenerRule:ListenerRule";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const POLICY = "aws:appautoscaling/policy:Policy";
const LOAD_BALANCER = "app/internal/0123456789abcdef";

/** `targetgroup/<name>/<id>` of a target group's ARN, which is its id. */
const suffixOf = (arn: string): string => arn.slice(arn.indexOf("targetgroup/"));

describe("FargateService: routing", () => {
  it("has a target group without a name", async () => {
    const { inputs, deleteBeforeReplace } = (await deploy(() => service())).only(TARGET_GROUP);
    expect(inputs).to.deep.equal({
      targetType: "ip",
      protocol: "HTTP",
      port: 8080,
      vpcId: "vpc-0123456789abcdef0",
      deregistrationDelay: 30,
      loadBalancingAlgorithmType: "least_outstanding_requests",
      healthCheck: {
        enabled: true,
        protocol: "HTTP",
        path: "/healthz",
        port: "traffic-port",
        matcher: "200",
        interval: 15,
        timeout: 5,
        healthyThreshold: 2,
        unhealthyThreshold: 3,
      },
    });
    expect(deleteBeforeReplace).to.equal(false);
  });

  it("forwards every path of its listener", async () => {
    const deployment = await deploy(() => service({ targetGroup: { healthCheckPath: "/", deregistrationSeconds: 5 } }));
    const targetGroup = deployment.only(TARGET_GROUP);
    expect(targetGroup.inputs.deregistrationDelay).to.equal(5);
    expect(deployment.only(RULE).inputs).to.deep.equal({
      listenerArn: LISTENER,
      priority: 10,
      conditions: [{ pathPattern: { values: ["/*"] } }],
      actions: [{ type: "forward", targetGroupArn: targetGroup.id }],
    });
  });

  it("forwards only requests that carry the header", async () => {
    const header = { name: "x-origin-verify", values: ["current", "next"] };
    const deployment = await deploy(() =>
      service({ listenerRule: { listenerArn: LISTENER, priority: 1, pathPatterns: ["/a/*", "/b/*"], header } }),
    );
    expect(deployment.only(RULE).inputs.conditions).to.deep.equal([
      { pathPattern: { values: ["/a/*", "/b/*"] } },
      { httpHeader: { httpHeaderName: "x-origin-verify", values: ["current", "next"] } },
    ]);
  });

  it("refuses what a load balancer would refuse", async () => {
    const header = { name: "x-origin-verify", values: [] };
    const empty = await failure(() =>
      service({
        targetGroup: { healthCheckPath: "/", deregistrationSeconds: 4000 },
        listenerRule: { listenerArn: LISTENER, priority: 0, pathPatterns: [], header },
      }),
    );
    expect(empty).to.be.instanceOf(UserError);
    expect(empty.message.split("\n")).to.deep.equal([
      "backend: deregistrationSeconds is 4000: use 0 to 3600.",
      "backend: the listener rule's priority is 0: use 1 to 50000.",
      "backend: the listener rule has no path pattern: leave it out for every path.",
      'backend: the listener rule asks for header "x-origin-verify" but accepts no value.',
    ]);
    const pathPatterns = ["/1", "/2", "/3", "/4", "/5", "/6"];
    const many = await failure(() => service({ listenerRule: { listenerArn: LISTENER, priority: 1, pathPatterns } }));
    expect(many.message).to.equal("backend: the listener rule has 6 values in its conditions: a rule may have 5.");
  });
});

describe("FargateService: rollback alarms", () => {
  it("watch the target group by suffixes", async () => {
    const deployment = await deploy(() => service({ alarmTopicArn: TOPIC }));
    const dimensions = { LoadBalancer: LOAD_BALANCER, TargetGroup: suffixOf(deployment.only(TARGET_GROUP).id) };
    const shared = {
      namespace: "AWS/ApplicationELB",
      dimensions,
      period: 60,
      treatMissingData: "notBreaching",
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      alarmActions: [TOPIC],
      okActions: [TOPIC],
    };
    const { alarmDescription: _5xx, ...errors } = deployment.named("backend-5xx", ALARM).inputs;
    expect(errors).to.deep.equal({
      ...shared,
      metricName: "HTTPCode_Target_5XX_Count",
      statistic: "Sum",
      threshold: 10,
      evaluationPeriods: 3,
      datapointsToAlarm: 2,
    });
    const { alarmDescription: _unhealthy, ...unhealthy } = deployment.named("backend-unhealthy", ALARM).inputs;
    expect(unhealthy).to.deep.equal({
      ...shared,
      metricName: "UnHealthyHostCount",
      statistic: "Maximum",
      threshold: 1,
      evaluationPeriods: 5,
      datapointsToAlarm: 3,
    });
  });

  it("name a section of a runbook", async () => {
    const deployment = await deploy(() => service());
    for (const alarm of deployment.all(ALARM)) {
      expect(alarm.inputs.alarmDescription).to.match(/Runbook: docs\/runbooks\/[a-z-]+\.md#[a-z0-9-]+$/);
      expect(alarm.inputs).to.not.have.any.keys("alarmActions", "okActions");
    }
  });

  it("come before the service", async () => {
    const deployment = await deploy(() => service());
    const target = deployment.only("aws:ecs/service:Service");
    for (const alarm of deployment.all(ALARM)) {
      expect(target.propertyDependencies.alarms).to.include(alarm.urn);
      expect(deployment.waitsFor(alarm, target)).to.equal(false);
    }
  });

  it("can be left out", async () => {
    const deployment = await deploy(() => service({ rollbackAlarms: false }));
    expect(deployment.all(ALARM)).to.deep.equal([]);
    expect(deployment.only("aws:ecs/service:Service").inputs).to.not.have.property("alarms");
  });
});

describe("FargateService: scaling", () => {
  it("names the service by names, not ARNs", async () => {
    const deployment = await deploy(() => service());
    const { resourceId, ...inputs } = deployment.only("aws:appautoscaling/target:Target").inputs;
    expect(inputs).to.deep.equal({
      serviceNamespace: "ecs",
      scalableDimension: "ecs:service:DesiredCount",
      minCapacity: 1,
      maxCapacity: 4,
    });
    expect(resourceId).to.match(/^service\/webapp-dev-backend-cluster\/backend-[0-9a-f]{7}$/);
  });

  it("holds CPU and requests per target", async () => {
    const deployment = await deploy(() => service());
    const scaled = {
      serviceNamespace: "ecs",
      scalableDimension: "ecs:service:DesiredCount",
      resourceId: deployment.only("aws:appautoscaling/target:Target").inputs.resourceId,
      policyType: "TargetTrackingScaling",
    };
    const cooldowns = { scaleOutCooldown: 60, scaleInCooldown: 300 };
    expect(deployment.named("backend-cpu", POLICY).inputs).to.deep.equal({
      ...scaled,
      targetTrackingScalingPolicyConfiguration: {
        ...cooldowns,
        targetValue: 60,
        predefinedMetricSpecification: { predefinedMetricType: "ECSServiceAverageCPUUtilization" },
      },
    });
    expect(deployment.named("backend-requests", POLICY).inputs).to.deep.equal({
      ...scaled,
      targetTrackingScalingPolicyConfiguration: {
        ...cooldowns,
        targetValue: 1000,
        predefinedMetricSpecification: {
          predefinedMetricType: "ALBRequestCountPerTarget",
          resourceLabel: `${LOAD_BALANCER}/${suffixOf(deployment.only(TARGET_GROUP).id)}`,
        },
      },
    });
  });

  it("comes after the service and the rule, and goes before them", async () => {
    const deployment = await deploy(() => service());
    const target = deployment.only("aws:appautoscaling/target:Target");
    expect(target.dependsOn).to.include(deployment.only("aws:ecs/service:Service").urn);
    for (const policy of deployment.all(POLICY)) {
      expect(policy.dependsOn).to.include(target.urn);
    }
    expect(deployment.named("backend-requests", POLICY).dependsOn).to.include(deployment.only(RULE).urn);
  });

  it("raises the floor on schedule", async () => {
    const deployment = await deploy(() =>
      service({
        scheduledFloors: [
          { key: "morning", schedule: "cron(0 8 ? * MON-FRI *)", timezone: "Europe/Madrid", minTasks: 3 },
          { key: "evening", schedule: "cron(0 20 ? * MON-FRI *)", minTasks: 1 },
        ],
      }),
    );
    const resourceId = deployment.only("aws:appautoscaling/target:Target").inputs.resourceId;
    const scaled = { serviceNamespace: "ecs", scalableDimension: "ecs:service:DesiredCount", resourceId };
    const actions = deployment.all("aws:appautoscaling/scheduledAction:ScheduledAction");
    expect(actions.map(({ name, inputs }) => ({ name, inputs }))).to.deep.equal([
      {
        name: "backend-morning",
        inputs: {
          ...scaled,
          schedule: "cron(0 8 ? * MON-FRI *)",
          timezone: "Europe/Madrid",
          scalableTargetAction: { minCapacity: 3, maxCapacity: 4 },
        },
      },
      {
        name: "backend-evening",
        inputs: {
          ...scaled,
          schedule: "cron(0 20 ? * MON-FRI *)",
          timezone: "UTC",
          scalableTargetAction: { minCapacity: 1, maxCapacity: 4 },
        },
      },
    ]);
  });
});
