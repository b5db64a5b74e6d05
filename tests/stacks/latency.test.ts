import { T } from "@toolkit/offline/aws-types";
import { expect } from "chai";

import { statementsOf } from "../support/access";
import { deployStack, type StackDeployment } from "../support/deploy-stack";
import { LATENCY } from "../support/latency";

const CLUSTER = "arn:aws:ecs:us-east-1:123456789012:task/webapp-dev-cluster/*";
const INSTANCES = "arn:aws:ssm:us-east-1:123456789012:managed-instance/*";
const TYPE = "aws:ecs/taskDefinition:TaskDefinition";

interface Container {
  readonly name: string;
  readonly user?: string;
  readonly memory?: number;
  readonly essential: boolean;
  readonly environment: readonly { readonly name: string; readonly value: string }[];
}
interface Statement {
  readonly Sid: string;
  readonly Action: string | string[];
  readonly Resource: string | string[];
  readonly Condition?: object;
}

const containers = (made: StackDeployment, name: string): Container[] =>
  JSON.parse(String(made.inputs(TYPE, name).containerDefinitions)) as Container[];

describe("a stack whose tasks AWS FIS may slow", () => {
  let made: StackDeployment;

  before(async () => {
    made = await deployStack("dev", { set: LATENCY, mode: "known" });
  });

  it("has an agent beside the backend, which no other task has", async () => {
    const [application, agent, ...more] = containers(made, "backend");
    expect(more).to.have.length(0);
    expect([application?.name, application?.user, application?.essential]).to.deep.equal([
      "backend",
      "1000:1000",
      true,
    ]);
    expect({ ...agent, environment: undefined, command: undefined, logConfiguration: undefined }).to.deep.include({
      name: "amazon-ssm-agent",
      image: "public.ecr.aws/amazon-ssm-agent/amazon-ssm-agent:latest",
      essential: false,
      memory: 512,
    });
    const role = made.named("backend-agent", T.role);
    expect(agent?.environment).to.deep.equal([{ name: "MANAGED_INSTANCE_ROLE_NAME", value: role.id }]);
    const { enableFaultInjection, pidMode } = made.inputs(TYPE, "backend");
    expect([enableFaultInjection, pidMode]).to.deep.equal([true, "task"]);
    expect(made.inputs("aws:ecs/service:Service", "backend").enableExecuteCommand).to.equal(false);
    const others = made.all(TYPE).filter(({ name }) => name !== "backend");
    expect(others.length).to.be.greaterThan(2);
    expect(
      others.filter(
        ({ name, inputs }) =>
          "pidMode" in inputs || "enableFaultInjection" in inputs || containers(made, name).length > 1,
      ),
    ).to.deep.equal([]);
    const without = await deployStack("dev", {
      set: LATENCY.map((one) => one.replace("latency: {}", "")),
      mode: "known",
    });
    expect(without.all(T.experimentTemplate).map(({ name }) => name)).not.to.include("experiments-latency");
    expect(without.all(T.role).map(({ name }) => name)).not.to.include("backend-agent");
    expect(without.inputs(TYPE, "backend")).not.to.have.any.keys("enableFaultInjection", "pidMode");
  });

  it("slows the tasks of that service by the endpoints of ECS, for as long as faults last", () => {
    const { actions, targets } = made.inputs(T.experimentTemplate, "experiments-latency");
    expect(actions).to.deep.equal([
      {
        name: "slow-backend",
        actionId: "aws:ecs:task-network-latency",
        target: { key: "Tasks", value: "backend" },
        parameters: [
          { key: "duration", value: "PT5M" },
          { key: "delayMilliseconds", value: "200" },
          { key: "useEcsFaultInjectionEndpoints", value: "true" },
        ],
      },
    ]);
    expect(targets).to.deep.equal([
      {
        name: "backend",
        resourceType: "aws:ecs:task",
        selectionMode: "COUNT(1)",
        parameters: {
          cluster: "webapp-dev-cluster",
          service: made.named("backend", "aws:ecs/service:Service").id.split("/").at(-1),
        },
      },
    ]);
    const { templates } = made.outputs.experiments as { templates: Record<string, { actionMinutes: number }> };
    expect(templates.latency?.actionMinutes).to.equal(5);
  });

  it("lets the task register with one role, the agent take commands and leave, and AWS FIS send it one document", () => {
    const changes = (name: string) =>
      statementsOf<Statement>(made, name)
        .filter(({ Sid }) => /^(Agent|Slow)/.test(Sid))
        .map(({ Sid, Action, Resource, Condition }) => [Sid, Action, Resource, Condition]);
    expect(changes("backend-task")).to.deep.equal([
      [
        "AgentRegisters",
        ["ssm:AddTagsToResource", "ssm:CreateActivation"],
        "*",
        {
          StringEquals: { "aws:RequestTag/FAULT_INJECTION_SIDECAR": "true" },
          "ForAllValues:StringEquals": {
            "aws:TagKeys": ["ECS_TASK_ARN", "ECS_TASK_AVAILABILITY_ZONE", "FAULT_INJECTION_SIDECAR"],
          },
        },
      ],
      [
        "AgentRole",
        "iam:PassRole",
        `arn:aws:iam::123456789012:role/${made.named("backend-agent", T.role).id}`,
        { StringEquals: { "iam:PassedToService": "ssm.amazonaws.com" } },
      ],
    ]);
    expect(changes("experiments-latency")).to.deep.equal([
      ["SlowBy", "ssm:SendCommand", "arn:aws:ssm:us-east-1::document/AWSFIS-Run-Network-Latency-ECS", undefined],
      ["SlowOnly", "ssm:SendCommand", INSTANCES, { StringLike: { "ssm:resourceTag/ECS_TASK_ARN": CLUSTER } }],
      ["SlowFollow", ["ssm:CancelCommand", "ssm:ListCommands"], "*", undefined],
    ]);
    const ofAgent = statementsOf<Statement>(made, "backend-agent").flatMap(({ Action }) => Action);
    expect(ofAgent.filter((action) => /Parameter|Document/.test(action))).to.deep.equal([]);
    expect(ofAgent).to.include.members(["ssm:DeleteActivation", "ssm:DeregisterManagedInstance"]);
    expect(made.inputs(T.role, "backend-agent").assumeRolePolicy).to.contain('"Service":"ssm.amazonaws.com"');
  });

  it("slows five tasks at most, which is AWS's quota, of whichever service it names", async () => {
    const set = [
      "experiments={ minutes: 9, latency: { service: frontend, milliseconds: 800 } }",
      "acceptedRisks=[faultInjection]",
    ];
    const prod = await deployStack("prod", { set: [...set, "frontend=ssr", "ssr.minTasks=8"], mode: "known" });
    const { actions, targets, description } = prod.inputs(T.experimentTemplate, "experiments-latency") as {
      actions: { name: string; parameters: { value: string }[] }[];
      targets: { selectionMode: string }[];
      description: string;
    };
    expect([
      actions[0]?.name,
      actions[0]?.parameters.map(({ value }) => value),
      targets[0]?.selectionMode,
    ]).to.deep.equal(["slow-frontend", ["PT9M", "800", "true"], "COUNT(5)"]);
    expect(description).to.equal("webapp-prod: What leaves the tasks of frontend takes 800 ms longer");
    expect(containers(prod, "frontend").map(({ name }) => name)).to.deep.equal(["frontend", "amazon-ssm-agent"]);
    expect(containers(prod, "backend")).to.have.length(1);
  });
});
