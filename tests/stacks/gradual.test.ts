import { expect } from "chai";

import { readService } from "@toolkit/scaling/read-graph";
import { deployStack } from "../support/deploy-stack";

const GRADUAL = [
  "backend.deployment=canary",
  "ssr.deployment={ strategy: linear, stepPercent: 50, stepMinutes: 5, bakeMinutes: 5 }",
  "alerts.alarms=full",
  "alerts.dashboard=true",
];

const perTask = () => ({ requestsPerSecond: 10, cpuPercent: 60 }) as never;

describe("gradual deployments of a stack", () => {
  it("are simulated like any other: no policy is left out, and nothing is counted twice", async () => {
    const burst = "backend.scaling.burst=true";
    const [rolling, gradual] = [
      await deployStack("dev", { set: [burst] }),
      await deployStack("dev", { set: [burst, "backend.deployment=canary"] }),
    ].map(({ graph }) => readService(graph, "backend", { capacity: perTask, timesOf: () => undefined }));
    expect(gradual?.notFollowed).to.deep.equal([]);
    const { rollout, ...scaled } = gradual?.service ?? {};
    const { rollout: taskByTask, ...same } = rolling?.service ?? {};
    expect(scaled).to.deep.equal(same);
    expect(taskByTask).to.deep.equal({ minimumHealthyPercent: 100, maximumPercent: 200 });
    const shifts = [
      { after: 0, share: 0.1 },
      { after: 600, share: 1 },
    ];
    expect(rollout).to.deep.equal({ minimumHealthyPercent: 100, maximumPercent: 200, shifts, bake: 600 });
  });

  it("are behind the public and the internal load balancer, each with its own", async () => {
    const made = await deployStack("dev", { set: GRADUAL });
    for (const [name, strategy, listener] of [
      ["backend", "CANARY", "private"],
      ["frontend", "LINEAR", "public"],
    ] as const) {
      const { deploymentConfiguration } = made.named(name, "aws:ecs/service:Service").inputs;
      expect(deploymentConfiguration, name).to.deep.include({ strategy });
      const rule = made.named(`${name}-test`, "aws:lb/listenerRule:ListenerRule");
      expect(rule.inputs.listenerArn).to.equal(made.named(`${listener}-8080`, "aws:lb/listener:Listener").id);
    }
  });

  it("tell who may look how to reach a new version, in secret: the edge passes on what anybody sends", async () => {
    const made = await deployStack("dev", { set: GRADUAL });
    expect(made.outputs.nextVersions).to.deep.equal({ backend: "[secret]", frontend: "[secret]" });
    expect((await deployStack("dev")).outputs).to.not.have.property("nextVersions");
  });

  it("are watched as one service, whichever group has its tasks", async () => {
    const made = await deployStack("dev", { set: GRADUAL });
    for (const name of ["backend", "frontend"]) {
      const { metricQueries } = made.named(`${name}-none-healthy`, "aws:cloudwatch/metricAlarm:MetricAlarm").inputs as {
        metricQueries: { metric?: { dimensions: { TargetGroup: string } } }[];
      };
      const groups = metricQueries.flatMap(({ metric }) => metric?.dimensions.TargetGroup ?? []);
      const suffixes = [name, `${name}-alt`].map((group) =>
        made.named(group, "aws:lb/targetGroup:TargetGroup").id.split(":").at(-1),
      );
      expect(groups, name).to.deep.equal(suffixes);
      const body = String(made.only("aws:cloudwatch/dashboard:Dashboard").inputs.dashboardBody);
      for (const suffix of suffixes) expect(body, name).to.include(suffix);
    }
  });

  it("get the time that they take, in the update and in a restart after a rotation", async () => {
    const made = await deployStack("dev", { set: GRADUAL });
    expect(made.named("backend", "aws:ecs/service:Service").customTimeouts).to.deep.include({ update: "50m" });
    expect(made.named("frontend", "aws:ecs/service:Service").customTimeouts).to.deep.include({ update: "45m" });
    const machine = made.named("backend-redeploy", "aws:sfn/stateMachine:StateMachine").inputs.definition;
    const definition = JSON.parse(String(machine)) as { readonly TimeoutSeconds: number };
    expect(definition.TimeoutSeconds).to.equal((30 + 20 + 15) * 60);
    expect(String(machine)).to.include("$polls >= 50").and.include("not complete after 50 minutes");
  });

  it("are refused where two rules of services want one place in the listener, or five paths a header more", async () => {
    const set = [
      "backend.deployment=canary",
      "services.search={ image: { build: tests/fixtures/app/backend }, paths: [/search], priority: 49999 }",
      "services.mail={ image: { build: tests/fixtures/app/backend }, paths: [/1, /2, /3, /4, /5], priority: 11, deployment: blueGreen }",
    ];
    const refused = await deployStack("dev", { set }).then(() => "", String);
    expect(refused.split("\n").filter((each) => each.includes("services."))).to.deep.equal([
      '  webapp:services.mail.paths = ["/1","/2","/3","/4","/5"] must be at most 4 with a gradual deployment, whose rule for the new version asks for a header too',
      "  webapp:services.search.priority = 49999 is that of webapp:backend too: set another, from 11 to 49999",
      "  webapp:services.mail.priority = 11 must be at least 12: the rule of a new version goes before it",
    ]);
  });

  it("are refused beside services that are called as their second target groups and rules", async () => {
    const named = (name: string, path: string, deployment = "") =>
      `services.${name}={ image: { build: tests/fixtures/app/backend }, paths: [/${path}]${deployment} }`;
    const others = [named("backend-alt", "1"), named("frontend-test", "2"), named("search-test", "3")];
    const refusals = async (...set: string[]): Promise<string[]> =>
      (await deployStack("dev", { set: [...others, ...set] }).then(() => "", String))
        .split("\n")
        .filter((each) => each.includes("services."));
    expect(await refusals(named("search", "4"))).to.deep.equal([]);
    const gradual = ["backend.deployment=canary", "ssr.deployment=linear"];
    expect(await refusals(...gradual, named("search", "4", ", deployment: blueGreen"))).to.deep.equal(
      [
        ["backend-alt", "webapp:backend"],
        ["frontend-test", "webapp:ssr"],
        ["search-test", "webapp:services.search"],
      ].map(
        ([name, other]) =>
          `  webapp:services.${name} is what a part of ${other} is called while that has two target groups: choose another name`,
      ),
    );
  });

  it("call functions of the stack's own region and account, at stages that ECS knows", async () => {
    const hooked = (hook: string): string => `backend.deployment={ strategy: canary, hooks: [${hook}] }`;
    const arn = (place: string, name = "smoke") => `arn:aws:lambda:${place}:function:${name}`;
    const made = await deployStack("dev", {
      set: [hooked(`{ function: "${arn("us-east-1:123456789012")}", stages: [POST_TEST_TRAFFIC_SHIFT] }`)],
    });
    expect(made.named("backend", "aws:ecs/service:Service").inputs.deploymentConfiguration).to.have.nested.property(
      "lifecycleHooks[0].hookTargetArn",
      arn("us-east-1:123456789012"),
    );
    const refusal = (hook: string): Promise<string> =>
      deployStack("dev", { set: [hooked(hook)] }).then(() => "", String);
    expect(await refusal(`{ function: "${arn("eu-west-1:123456789012")}", stages: [PRE_SCALE_UP] }`))
      .to.include("webapp:backend.deployment.hooks.0.function")
      .and.include("must be in the region of the stack (us-east-1)");
    expect(await refusal(`{ function: "${arn("us-east-1:210987654321")}", stages: [PRE_SCALE_UP] }`)).to.include(
      "must be in the account of the stack (123456789012)",
    );
    for (const wrong of [
      `{ function: smoke, stages: [PRE_SCALE_UP] }`,
      `{ function: "${arn("us-east-1:123456789012")}", stages: [BAKE_TIME] }`,
      `{ function: "${arn("us-east-1:123456789012")}", stages: [] }`,
    ]) {
      expect(await refusal(wrong), wrong).to.include("webapp:backend.deployment");
    }
  });

  it("are there for named services", async () => {
    const search = "{ image: { build: tests/fixtures/app/backend }, paths: [/search], deployment: blueGreen }";
    const made = await deployStack("dev", { set: [`services.search=${search}`] });
    expect(made.named("search", "aws:ecs/service:Service").inputs.deploymentConfiguration).to.deep.equal({
      strategy: "BLUE_GREEN",
      bakeTimeInMinutes: "10",
    });
  });

  it("may be a rolling one with both groups, on the way there and back", async () => {
    const made = await deployStack("dev", {
      set: ["backend.deployment={ strategy: rolling, twoTargetGroups: true }"],
    });
    expect(made.named("backend", "aws:ecs/service:Service").inputs.deploymentConfiguration).to.deep.equal({
      strategy: "ROLLING",
    });
  });
});
