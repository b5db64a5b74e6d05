import { T } from "@toolkit/offline/aws-types";
import { expect } from "chai";

import { statementsOf } from "../support/access";
import { deployGrown } from "../support/grown";
import { deployStack, type StackDeployment } from "../support/deploy-stack";

const PROD = ["experiments={}", "acceptedRisks=[faultInjection]"];

interface Template {
  readonly actions: readonly {
    readonly name: string;
    readonly actionId: string;
    readonly target: { readonly key: string; readonly value: string };
    readonly parameters: readonly { readonly key: string; readonly value: string }[];
  }[];
  readonly targets: readonly {
    readonly name: string;
    readonly resourceArns?: readonly string[];
    readonly resourceTags?: readonly object[];
    readonly parameters?: object;
    readonly selectionMode: string;
  }[];
  readonly stopConditions: readonly { readonly source: string; readonly value: string }[];
  readonly logConfiguration: { readonly cloudwatchLogsConfiguration: { readonly logGroupArn: string } };
  readonly roleArn: string;
}

const templatesOf = (made: StackDeployment): string[] =>
  made.all(T.experimentTemplate).map(({ name }) => name.replace("experiments-", ""));
const template = (made: StackDeployment, name: string): Template =>
  made.inputs(T.experimentTemplate, `experiments-${name}`) as unknown as Template;
const idOf = (made: StackDeployment, type: string, name: string): string => made.named(name, type).id;

describe("experiments of a stack", () => {
  it("are absent where the stack file has none, with everything that they need", async () => {
    for (const stack of ["dev", "prod"] as const) {
      const none = await deployStack(stack, { mode: "known" });
      expect(
        none.resources.filter(({ type, name }) => type.includes("fis") || name.startsWith("experiments")),
      ).to.have.length(0);
      expect(none.outputs).not.to.have.property("experiments");
    }
  });

  it("are those that the stack can stand by its configuration", async () => {
    const known = { mode: "known" as const };
    expect(templatesOf(await deployStack("prod", { set: PROD, ...known }))).to.have.members([
      "tasks",
      "zone",
      "nat",
      "database",
    ]);
    expect(templatesOf(await deployStack("dev", { set: ["experiments={}"], ...known }))).to.have.members([
      "tasks",
      "zone",
      "nat",
    ]);
    const instances = ["experiments={}", "backend.capacity=ec2Spot", "network.workloadAzs=[a]"];
    expect(templatesOf(await deployStack("dev", { set: instances, ...known }))).to.have.members([
      "tasks",
      "spot",
      "nat",
    ]);
  });

  it("stop half of the tasks of each service, by cluster and service", async () => {
    const made = await deployStack("prod", { set: [...PROD, "backend.minTasks=4"], mode: "known" });
    const { actions, targets } = template(made, "tasks");
    expect(actions.map(({ name, actionId, target }) => [name, actionId, target])).to.deep.equal([
      ["stop-backend", "aws:ecs:stop-task", { key: "Tasks", value: "backend" }],
      ["stop-frontend", "aws:ecs:stop-task", { key: "Tasks", value: "frontend" }],
    ]);
    const cluster = idOf(made, "aws:ecs/cluster:Cluster", "cluster").split("/").at(-1);
    expect(targets.map(({ name, parameters, selectionMode }) => [name, parameters, selectionMode])).to.deep.equal(
      ["backend", "frontend"].map((name) => [
        name,
        { cluster, service: idOf(made, "aws:ecs/service:Service", name).split("/").at(-1) },
        name === "backend" ? "COUNT(2)" : "COUNT(1)",
      ]),
    );
  });

  it("leave out a worker that may have no task, since none found ends the experiment", async () => {
    const made = await deployGrown("grown", ["experiments={}", "workers.thumbnails.minTasks=0"]);
    expect(template(made, "tasks").targets.map(({ name }) => name)).to.deep.equal(["backend", "search", "frontend"]);
    const running = await deployGrown("grown", ["experiments={}", "workers.thumbnails.minTasks=1"]);
    expect(template(running, "tasks").targets.map(({ name }) => name)).to.include("thumbnails");
  });

  it("cut the three subnets of one zone, the last or the one that is named", async () => {
    for (const [set, zone] of [
      [PROD, "b"],
      [["experiments={ zone: a }", "acceptedRisks=[faultInjection]"], "a"],
    ] as const) {
      const made = await deployStack("prod", { set: [...set], mode: "known" });
      const { actions, targets } = template(made, "zone");
      expect(actions[0]?.parameters).to.deep.equal([
        { key: "duration", value: "PT5M" },
        { key: "scope", value: "all" },
      ]);
      expect(targets[0]?.resourceArns).to.deep.equal(
        ["public", "private", "isolated"].map(
          (tier) =>
            `arn:aws:ec2:us-east-1:123456789012:subnet/${idOf(made, "aws:ec2/subnet:Subnet", `network-${tier}-${zone}`)}`,
        ),
      );
    }
  });

  it("cut the way out of what one NAT serves, and nothing inside of the VPC", async () => {
    const subnets = async (...set: string[]) => {
      const made = await deployStack("dev", { set: ["experiments={}", ...set], mode: "known" });
      const { actions, targets } = template(made, "nat");
      expect(actions[0]?.parameters).to.deep.include({ key: "scope", value: "vpc" });
      const names = made.all("aws:ec2/subnet:Subnet");
      return targets[0]?.resourceArns?.map((arn) => names.find(({ id }) => arn.endsWith(`/${id}`))?.name);
    };
    expect(await subnets()).to.deep.equal(["network-private-a", "network-private-b"]);
    expect(await subnets("network.nat=perAz")).to.deep.equal(["network-private-b"]);
  });

  it("end when users see errors, of whichever service and load balancer", async () => {
    const prod = await deployStack("prod", { set: PROD, mode: "known" });
    const alarms = prod.all(T.metricAlarm);
    const stopping = (name: string) =>
      template(prod, name).stopConditions.map(
        ({ source, value }) => `${source} ${alarms.find(({ id }) => value.endsWith(`:${id}`))?.name ?? value}`,
      );
    for (const name of templatesOf(prod)) {
      expect(stopping(name)).to.deep.equal(
        ["public-elb-5xx", "internal-elb-5xx", "frontend-5xx", "backend-5xx"].map(
          (alarm) => `aws:cloudwatch:alarm ${alarm}`,
        ),
      );
    }
  });

  it("have a role each that AWS FIS alone takes, for experiments of this account, and that may do just this", async () => {
    const made = await deployStack("prod", { set: PROD, mode: "known" });
    const roles = new Set(templatesOf(made).map((name) => template(made, name).roleArn));
    expect(roles.size).to.equal(4);
    for (const name of templatesOf(made)) {
      const { assumeRolePolicy } = made.inputs(T.role, `experiments-${name}`);
      expect((JSON.parse(String(assumeRolePolicy)) as { Statement: unknown }).Statement).to.deep.equal([
        {
          Effect: "Allow",
          Principal: { Service: "fis.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: {
            StringEquals: { "aws:SourceAccount": "123456789012" },
            ArnLike: { "aws:SourceArn": "arn:aws:fis:us-east-1:123456789012:experiment/*" },
          },
        },
      ]);
    }
    const changes = (name: string) =>
      statementsOf<{ Sid: string; Action: string | string[] }>(made, `experiments-${name}`)
        .flatMap(({ Action }) => Action)
        .filter((action) => !/:(Describe|Get|List)|^logs:/.test(action));
    expect(changes("tasks")).to.deep.equal(["ecs:StopTask"]);
    expect(changes("database")).to.deep.equal(["rds:RebootDBInstance"]);
    expect(new Set(changes("zone"))).to.deep.equal(
      new Set([
        "ec2:CreateNetworkAcl",
        "ec2:CreateTags",
        "ec2:CreateNetworkAclEntry",
        "ec2:DeleteNetworkAcl",
        "ec2:ReplaceNetworkAclAssociation",
      ]),
    );
  });

  it("write one log, whose ARN ends as AWS FIS wants it, kept as the stack keeps logs", async () => {
    const made = await deployStack("prod", { set: PROD, mode: "known" });
    const { name, retentionInDays } = made.inputs(T.logGroup, "experiments");
    expect([name, retentionInDays]).to.deep.equal(["/aws/vendedlogs/webapp-prod/experiments", 365]);
    for (const key of templatesOf(made)) {
      expect(template(made, key).logConfiguration.cloudwatchLogsConfiguration.logGroupArn).to.match(/experiments:\*$/);
    }
  });

  it("are told of in the outputs, with what one run is billed", async () => {
    const made = await deployStack("prod", { set: PROD, mode: "known" });
    const { templates, minutes } = made.outputs.experiments as {
      minutes: number;
      templates: Record<string, { actionMinutes: number; templateId: string; expectedAlarms: string[] }>;
    };
    expect(minutes).to.equal(5);
    const billed = Object.entries(templates).map(([name, { actionMinutes }]) => [name, actionMinutes]);
    expect(Object.fromEntries(billed)).to.deep.equal({ tasks: 2, zone: 5, nat: 5, database: 1 });
    expect(templates.zone?.expectedAlarms).to.have.length(2);
    expect(templates.zone?.templateId).to.equal(idOf(made, T.experimentTemplate, "experiments-zone"));
  });
});
