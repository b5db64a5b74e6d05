import { expect } from "chai";

import { Aws } from "../../../tools/aws/aws";
import { migrationTargets } from "../../../tools/ci/migration/targets";
import { withNewestRevision } from "../../../tools/ci/migration/revision";
import { runMigration } from "../../../tools/ci/migration/run";
import type { PreviewStep } from "../../../tools/ci/guard/preview-document";
import { refusal } from "../../support/refusal";
import { EmulatedHands } from "../daily/hands";

const urn = (type: string, name: string): string => `urn:pulumi:dev::webapp::${type}::${name}`;
const step = (op: string, type: string, name: string, needs: readonly string[] = [], parent?: string): PreviewStep => ({
  op,
  urn: urn(type, name),
  newState: { dependencies: needs, ...(parent === undefined ? {} : { parent }) },
});
const TASK = "aws:ecs/taskDefinition:TaskDefinition";
const DATABASE = step("same", "aws:rds/instance:Instance", "database");
const IMAGE = step("update", "awsx:ecr:Image", "backend");

describe("what a migration needs first", () => {
  const targets = (steps: readonly PreviewStep[], config: Record<string, string> = {}) =>
    migrationTargets({ steps: [DATABASE, ...steps], config });

  it("is the task, images with their parts, and its rights, but nothing that serves", () => {
    const role = step("same", "aws:iam/role:Role", "backend-task");
    const policy = step("update", "aws:iam/rolePolicy:RolePolicy", "backend-task", [role.urn]);
    const tag = step("replace", "random:index/randomString:RandomString", "frontend-image");
    const page = step("update", "awsx:ecr:Image", "frontend", [tag.urn]);
    const task = step("replace", TASK, "backend", [DATABASE.urn, IMAGE.urn, role.urn]);
    const others = [
      { op: "delete", urn: urn("awsx:ecr:Image$docker-build:index:Image", "0a1b2c-old") },
      step("update", "aws:ecs/service:Service", "backend", [task.urn]),
      step("replace", TASK, "frontend", [role.urn, page.urn]),
    ];
    const found = targets([IMAGE, tag, page, role, policy, task, ...others]);
    const parts = "urn:pulumi:dev::webapp::awsx:ecr:Image$docker-build:index:Image::**";
    expect(found.is === "before" ? [...found.urns].sort() : found.is).to.deep.equal(
      [task.urn, IMAGE.urn, page.urn, tag.urn, policy.urn, parts].sort(),
    );
    // An image that is named by its digest has no parts.
    const named = targets([role, policy, step("replace", TASK, "backend", [DATABASE.urn, role.urn]), page, tag]);
    expect(named).to.deep.equal({ is: "before", urns: [policy.urn, task.urn] });
  });

  it("is the task of its own where servers have no right to the schema", () => {
    const own = step("replace", TASK, "migrate", [DATABASE.urn]);
    expect(targets([step("replace", TASK, "backend", [DATABASE.urn]), own])).to.deep.equal({
      is: "before",
      urns: [own.urn],
    });
  });

  it("is nothing where nothing changes, the backend is new, uses no database, or has no command", () => {
    const task = step("same", TASK, "backend", [DATABASE.urn]);
    expect(targets([IMAGE, task])).to.deep.equal({ is: "before", urns: [] });
    const made = step("create", TASK, "backend", [DATABASE.urn]);
    expect(targets([made, step("create", "aws:ecs/service:Service", "backend")])).to.deep.equal({ is: "first" });
    expect(targets([step("replace", TASK, "backend", [IMAGE.urn])])).to.deep.equal({ is: "none" });
    expect(targets([task], { "webapp:backend": '{"migrate":[]}' })).to.deep.equal({ is: "none" });
    expect(targets([])).to.deep.equal({ is: "before", urns: [] });
  });
});

describe("a migration", () => {
  let hands: EmulatedHands;
  let set: readonly string[] = [];

  const open = async (): Promise<void> => {
    hands = await EmulatedHands.open(set);
  };
  const run = (outputs: unknown = hands.outputs, timeout?: number) =>
    runMigration(
      {
        aws: new Aws(hands.aws, { region: "us-east-1" }),
        say: (line) => void hands.said.push(line),
        sleep: () => hands.sleep(),
      },
      outputs,
      timeout,
    );
  const runs = () => hands.api.calls.filter(({ operation }) => operation === "RunTask");

  beforeEach(open);
  afterEach(() => {
    hands.close();
    set = [];
  });

  it("is one task of the backend's revision, with its network and another command, and is waited for", async () => {
    await run();
    const { migrate } = hands.outputs.oneOffTasks as { migrate: Record<string, unknown> };
    expect(migrate.taskDefinitionArn).to.equal(hands.outputs.backendTaskDefinitionArn);
    expect(runs().map(({ parameters }) => parameters)).to.deep.equal([
      {
        cluster: "webapp-dev-cluster",
        taskDefinition: hands.outputs.backendTaskDefinitionArn,
        launchType: "FARGATE",
        networkConfiguration: {
          awsvpcConfiguration: {
            subnets: migrate.subnetIds,
            securityGroups: migrate.securityGroupIds,
            assignPublicIp: "DISABLED",
          },
        },
        overrides: { containerOverrides: [{ name: "backend", command: ["migrate"] }] },
        startedBy: "migration",
      },
    ]);
    expect(hands.said[0]).to.match(/^The migration runs as task \d+ of webapp-dev-backend:1\.$/);
    expect(hands.said[1]).to.equal("The migration is done.");
  });

  it("that fails says why, and its last lines", async () => {
    hands.api.runtime.onTask = (_, task) => {
      expect(task.command).to.deep.equal(["migrate"]);
      task.exitCode = 1;
      const stream = `backend/backend/${task.arn.split("/").at(-1) ?? ""}`;
      for (let line = 1; line <= 25; line++)
        hands.api.runtime.logs.push({ group: "/webapp-dev/backend", stream, time: line, line: `line ${line}` });
    };
    const said = await refusal(run());
    expect(said.split("\n")).to.deep.equal([
      "The migration failed: exit code 1 (Essential container in task exited). Nothing was shifted. See docs/deploy.md#migrations",
      ...Array.from({ length: 20 }, (_, index) => `  line ${index + 6}`),
    ]);
  });

  it("that fails says so also where its log cannot be read", async () => {
    hands.api.runtime.onTask = (_, task) => void (task.exitCode = 1);
    expect(await refusal(run())).to.match(/exit code 1 .*\n {2}Its log cannot be read: /);
  });

  it("that does not end goes on, and fails the deployment", async () => {
    hands.api.own["ecs.DescribeTasks"] = () => ({
      tasks: [{ lastStatus: "RUNNING", containers: [{ name: "backend" }] }],
    });
    expect(await refusal(run(hands.outputs, 10))).to.include("its task still runs after 10 seconds, and goes on");
    expect(hands.api.calls.map(({ operation }) => operation)).to.not.include("StopTask");
    hands.api.own["ecs.RunTask"] = () => ({ tasks: [], failures: [{ reason: "RESOURCE:MEMORY" }] });
    expect(await refusal(run())).to.equal("The migration was not started, and nothing was shifted: RESOURCE:MEMORY.");
  });

  it("runs nothing before the first deployment, or without a command", async () => {
    await run({});
    hands.close();
    set = ["backend.migrate=[]"];
    await open();
    expect(hands.outputs.oneOffTasks).to.have.all.keys("dump", "restore");
    await run();
    expect(runs()).to.deep.equal([]);
  });

  it("has a task and roles of its own where servers sign in with tokens, and needs its command", async () => {
    hands.close();
    set = ["database.authentication=iam"];
    await open();
    await run();
    expect(hands.said[0]).to.match(/ of webapp-dev-migrate:1\.$/);
    set = ["database.authentication=iam", "backend.migrate=[]"];
    expect(await refusal(open())).to.include("webapp:backend.migrate");
  });

  it("is the revision's that the state has, where an update that failed left the outputs of the one before", () => {
    const arn = (name: string): string => `arn:aws:ecs:us-east-1:123456789012:task-definition/${name}`;
    const exported = (...names: readonly string[]) => ({
      deployment: {
        resources: [
          { type: "pulumi:pulumi:Stack" },
          ...names.map((name) => ({ type: TASK, outputs: { arn: arn(name) } })),
        ],
      },
    });
    const revision = (found: unknown, state: unknown) =>
      (
        withNewestRevision(found, state) as typeof hands.outputs & {
          oneOffTasks: { migrate: { taskDefinitionArn: string } };
        }
      ).oneOffTasks.migrate.taskDefinitionArn;
    const names = [
      "webapp-dev-backend:9",
      "webapp-dev-backend:10",
      "webapp-dev-backend-seed:11",
      "webapp-dev-frontend:12",
    ];
    expect(revision(hands.outputs, exported(...names))).to.equal(arn("webapp-dev-backend:10"));
    expect(revision(hands.outputs, exported())).to.equal(hands.outputs.backendTaskDefinitionArn);
    expect(withNewestRevision({ clusterName: "c" }, {})).to.deep.equal({ clusterName: "c" });
  });

  it("runs on the instances that the backend runs on", async () => {
    hands.close();
    set = ["backend.capacity=ec2Spot"];
    await open();
    await run();
    const [{ parameters } = { parameters: {} as Record<string, unknown> }] = runs();
    expect(parameters).to.not.have.property("launchType");
    const { migrate } = hands.outputs.oneOffTasks as { migrate: Record<string, unknown> };
    expect(parameters.capacityProviderStrategy).to.deep.equal([
      { capacityProvider: migrate.capacityProvider, weight: 1 },
    ]);
  });
});
