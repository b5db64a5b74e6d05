import { expect } from "chai";
import { ACCOUNT_ID } from "@toolkit/offline/capture";
import { consequencesOf } from "@toolkit/offline/consequences";
import { GRAPH_VERSION, type GraphDocument } from "@toolkit/offline/graph";
import { deploy, type Deployment } from "@toolkit/offline/testing";
import { failure, LISTENER, policyOf, service, trustOf, typesAndNames } from "./compute-support";

const SERVICE = "aws:ecs/service:Service";
const RULE = "aws:lb/listenerRule:ListenerRule";
const GROUP = "aws:lb/targetGroup:TargetGroup";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

const suffix = (group: { readonly id: string }): string => group.id.split(":").at(-1) ?? "";

interface Balanced {
  readonly targetGroupArn: string;
  readonly advancedConfiguration: Readonly<Record<string, string>>;
}

const balanced = (deployment: Deployment): Balanced | undefined =>
  (deployment.only(SERVICE).inputs.loadBalancers as Balanced[])[0];

const statistics = (deployment: Deployment, metricName: string, stat: string) =>
  [
    { id: "first", suffix: suffix(deployment.named("backend", GROUP)) },
    { id: "second", suffix: suffix(deployment.named("backend-alt", GROUP)) },
  ].map(({ id, suffix: targetGroup }) => ({ id, metricName, stat, targetGroup }));

describe("FargateService: gradual deployments", () => {
  it("canary makes a second target group, its rule, and a role, and nothing else", async () => {
    const [rolling, canary] = [await deploy(() => service()), await deploy(() => service({ deployment: "canary" }))];
    const before = new Set(typesAndNames(rolling));
    expect(typesAndNames(canary).filter((one) => !before.has(one))).to.deep.equal([
      "aws:iam/role:Role::backend-shift",
      "aws:iam/rolePolicy:RolePolicy::backend-shift",
      "aws:lb/listenerRule:ListenerRule::backend-test",
      "aws:lb/targetGroup:TargetGroup::backend-alt",
      "random:index/randomPassword:RandomPassword::backend-next",
    ]);
    expect(typesAndNames(canary)).to.include.members([...before]);
    expect(canary.named("backend-alt", GROUP).inputs).to.deep.equal(canary.named("backend", GROUP).inputs);
  });

  it("calls functions at stages of a deployment, with a role for exactly those, and none unless asked to", async () => {
    const [smoke, gate] = ["smoke", "gate:live"].map(
      (each) => `arn:aws:lambda:us-east-1:${ACCOUNT_ID}:function:${each}`,
    );
    const hooks = [
      { function: smoke ?? "", stages: ["POST_TEST_TRAFFIC_SHIFT", "PRE_SCALE_UP"] },
      { function: gate ?? "", stages: ["POST_PRODUCTION_TRAFFIC_SHIFT"] },
    ] as const;
    const [plain, hooked] = [
      await deploy(() => service({ deployment: "blueGreen" })),
      await deploy(() => service({ deployment: { strategy: "blueGreen", hooks } })),
    ];
    const before = typesAndNames(plain);
    expect(typesAndNames(hooked).filter((one) => !before.includes(one))).to.deep.equal([
      "aws:iam/role:Role::backend-hooks",
      "aws:iam/rolePolicy:RolePolicy::backend-hooks",
    ]);
    const role = hooked.named("backend-hooks", "aws:iam/role:Role");
    expect(hooked.only(SERVICE).inputs.deploymentConfiguration).to.deep.equal({
      strategy: "BLUE_GREEN",
      bakeTimeInMinutes: "10",
      lifecycleHooks: hooks.map((hook) => ({
        hookTargetArn: hook.function,
        roleArn: `arn:aws:iam::${ACCOUNT_ID}:role/${role.id}`,
        lifecycleStages: hook.stages,
      })),
    });
    expect(plain.only(SERVICE).inputs.deploymentConfiguration).to.not.have.property("lifecycleHooks");
    expect(policyOf(hooked, "backend-hooks")).to.deep.equal([
      { Sid: "CallHooks", Effect: "Allow", Action: "lambda:InvokeFunction", Resource: [smoke, gate] },
    ]);
    expect(JSON.stringify(trustOf(hooked, "backend-hooks"))).to.include('"ecs.amazonaws.com"');
    expect(hooked.only(SERVICE).dependsOn).to.include(
      hooked.named("backend-hooks", "aws:iam/rolePolicy:RolePolicy").urn,
    );
  });

  it("tells the service where the second group, both rules and the role are, and waits for them", async () => {
    const deployment = await deploy(() => service({ deployment: "canary" }));
    const target = deployment.only(SERVICE);
    expect(balanced(deployment)).to.deep.include({ targetGroupArn: deployment.named("backend", GROUP).id });
    expect(balanced(deployment)?.advancedConfiguration).to.deep.equal({
      alternateTargetGroupArn: deployment.named("backend-alt", GROUP).id,
      productionListenerRule: deployment.named("backend", RULE).id,
      testListenerRule: deployment.named("backend-test", RULE).id,
      roleArn: `arn:aws:iam::${ACCOUNT_ID}:role/${deployment.named("backend-shift", "aws:iam/role:Role").id}`,
    });
    expect(target.inputs).to.deep.include({
      deploymentConfiguration: {
        strategy: "CANARY",
        bakeTimeInMinutes: "10",
        canaryConfiguration: { canaryPercent: 10, canaryBakeTimeInMinutes: "10" },
      },
      deploymentCircuitBreaker: { enable: true, rollback: true },
    });
    for (const [name, type] of [
      ["backend-test", RULE],
      ["backend-shift", "aws:iam/rolePolicy:RolePolicy"],
    ] as const) {
      expect(deployment.waitsFor(target, deployment.named(name, type)), name).to.equal(true);
    }
  });

  it("leaves the weights of both rules to ECS", async () => {
    const deployment = await deploy(() => service({ deployment: "canary" }));
    const ignored = deployment.all(RULE).map(({ name, ignoreChanges }) => [name, ignoreChanges]);
    expect(ignored).to.deep.equal([
      ["backend", ["actions"]],
      ["backend-test", ["actions"]],
    ]);
    const rolling = await deploy(() => service());
    expect(rolling.only(RULE).ignoreChanges).to.deep.equal([]);
  });

  it("keeps both groups where its port changes: no rule would lead to others", async () => {
    const at = async (containerPort: number, deployment: "canary" | "rolling"): Promise<GraphDocument> => {
      const { resources, outputs } = await deploy(() => service({ containerPort, deployment }));
      return { version: GRAPH_VERSION, project: "program", stack: "dev", config: {}, resources, outputs };
    };
    const replaced = async (deployment: "canary" | "rolling"): Promise<string[]> =>
      consequencesOf(await at(8080, deployment), await at(8081, deployment))
        .filter(({ type }) => type === GROUP)
        .map(({ name, operation }) => `${operation} ${name}`);
    expect(await replaced("canary")).to.deep.equal([]);
    expect(await replaced("rolling")).to.deep.equal(["replace backend"]);
  });

  it("sends who asks for it to the new version, before all others", async () => {
    const header = { name: "x-origin-verify", values: ["one", "two"] };
    const rule = { listenerArn: LISTENER, priority: 10, header };
    const deployment = await deploy(() => service({ deployment: "blueGreen", listenerRule: rule }));
    const { priority, conditions, actions } = deployment.named("backend-test", RULE).inputs;
    expect(priority).to.equal(9);
    expect(conditions).to.deep.equal([
      { pathPattern: { values: ["/*"] } },
      { httpHeader: { httpHeaderName: "x-origin-verify", values: ["one", "two"] } },
      { httpHeader: { httpHeaderName: "X-Deployment", values: ["[secret]"] } },
    ]);
    expect(actions).to.deep.equal([{ type: "forward", targetGroupArn: deployment.named("backend-alt", GROUP).id }]);
  });

  it("gives ECS these rights, and no other service", async () => {
    const deployment = await deploy(() => service({ deployment: "linear" }));
    expect(trustOf(deployment, "backend-shift")).to.deep.equal([
      { Effect: "Allow", Principal: { Service: "ecs.amazonaws.com" }, Action: "sts:AssumeRole" },
    ]);
    const resources: unknown = Object.fromEntries(
      policyOf(deployment, "backend-shift").map(({ Sid, Resource }) => [Sid ?? "", Resource]),
    );
    expect(resources).to.deep.equal({
      Look: "*",
      Targets: [deployment.named("backend", GROUP).id, deployment.named("backend-alt", GROUP).id],
      Weights: [deployment.named("backend", RULE).id, deployment.named("backend-test", RULE).id],
    });
  });

  it("scales by the requests of both groups", async () => {
    const deployment = await deploy(() => service({ deployment: "canary" }));
    const { targetTrackingScalingPolicyConfiguration: tracking } = deployment.named(
      "backend-requests",
      "aws:appautoscaling/policy:Policy",
    ).inputs as { targetTrackingScalingPolicyConfiguration: Record<string, unknown> };
    const { metrics } = tracking.customizedMetricSpecification as {
      metrics: {
        id: string;
        expression?: string;
        metricStat?: { stat: string; metric: { metricName: string; dimensions: { name: string; value: string }[] } };
      }[];
    };
    expect(tracking).to.not.have.property("predefinedMetricSpecification");
    // FILL would make a late metric a datapoint of 0: Amazon CloudWatch user guide, "Using metric math".
    expect(metrics[0]).to.deep.include({ expression: "SUM([first, second])", returnData: true });
    expect(
      metrics.slice(1).map(({ id, metricStat }) => ({
        id,
        metricName: metricStat?.metric.metricName,
        stat: metricStat?.stat,
        targetGroup: metricStat?.metric.dimensions.find(({ name }) => name === "TargetGroup")?.value,
      })),
    ).to.deep.equal(statistics(deployment, "RequestCountPerTarget", "Sum"));
  });

  it("rolls back by what either group shows", async () => {
    const deployment = await deploy(() => service({ deployment: "canary" }));
    for (const [name, metricName, stat] of [
      ["backend-5xx", "HTTPCode_Target_5XX_Count", "Sum"],
      ["backend-unhealthy", "UnHealthyHostCount", "Maximum"],
    ] as const) {
      const { metricQueries, ...rest } = deployment.named(name, ALARM).inputs as {
        metricQueries: { id: string; expression?: string; metric?: Record<string, unknown> }[];
      };
      expect(rest, name).to.not.have.any.keys("metricName", "namespace", "dimensions", "statistic");
      expect(metricQueries[0], name).to.deep.include({
        expression: "FILL(first, 0) + FILL(second, 0)",
        returnData: true,
      });
      expect(
        metricQueries.slice(1).map(({ id, metric }) => ({
          id,
          metricName: metric?.metricName,
          stat: metric?.stat,
          targetGroup: (metric?.dimensions as { TargetGroup: string }).TargetGroup,
        })),
        name,
      ).to.deep.equal(statistics(deployment, metricName, stat));
    }
  });

  it("rolling keeps the second group where it is asked for: between shifts and none", async () => {
    const deployment = await deploy(() => service({ deployment: { strategy: "rolling", twoTargetGroups: true } }));
    expect(deployment.only(SERVICE).inputs.deploymentConfiguration).to.deep.equal({ strategy: "ROLLING" });
    expect(balanced(deployment)?.advancedConfiguration).to.have.property("alternateTargetGroupArn");
  });

  it("refuses a rule without room for the other, and settings that AWS would refuse", async () => {
    const refused = await failure(() =>
      service({
        deployment: { strategy: "canary", percent: 0, stepMinutes: undefined },
        listenerRule: { listenerArn: LISTENER, priority: 1, pathPatterns: ["/1", "/2", "/3", "/4", "/5"] },
      }),
    );
    expect(refused.message.split("\n")).to.deep.equal([
      "backend: the listener rule's priority is 1: use 2 to 50000.",
      "backend: the listener rule has 6 values in its conditions: a rule may have 5.",
      "backend: deployment.percent is 0: must be 0.1 to 99 percent; blueGreen moves all requests at once.",
    ]);
  });
});
