import { expect } from "chai";

import type { ServiceState } from "../../../tools/aws/ecs";
import { judgeRollout, judgeTasks, type RunningTask } from "../../../tools/ci/rollout/decide";
import { FakeCommands, runSubcommand } from "./run-script";
import { devOutputs, digestOf, registry, revision, service, taskDefinition, tasks } from "./stacks";

const deployed = revision("webapp-dev-backend", 7);
const previous = revision("webapp-dev-backend", 6);

describe("waiting for the digest: decisions", () => {
  const state: ServiceState = {
    taskDefinitionArn: deployed,
    rolloutState: "COMPLETED",
    reason: "",
    desired: 2,
    running: 2,
    deployments: 1,
  };
  const task: RunningTask = { arn: "task/1", taskDefinitionArn: deployed, digest: digestOf("a") };
  const isDeployed = (digest: string): boolean => digest === digestOf("a");

  it("is good only when the deployed revision is rolled out", () => {
    expect(judgeRollout(state, deployed).is).to.equal("good");
    expect(judgeRollout({ ...state, rolloutState: "IN_PROGRESS" }, deployed).is).to.equal("waiting");
    expect(judgeRollout({ ...state, rolloutState: "FAILED" }, deployed).is).to.equal("bad");
  });

  it("takes a completed rollback for what it is, and waits while it runs", () => {
    const rolledBack = {
      ...state,
      taskDefinitionArn: previous,
      reason: "ECS deployment circuit breaker: rolling back",
    };
    expect(judgeRollout({ ...rolledBack, rolloutState: "IN_PROGRESS" }, deployed).is).to.equal("waiting");
    expect(judgeRollout(rolledBack, deployed)).to.deep.equal({
      is: "bad",
      because:
        "it was rolled back, or deployed by somebody else: webapp-dev-backend:6 runs, webapp-dev-backend:7 was deployed. ECS deployment circuit breaker: rolling back",
    });
  });

  it("asks every task, and waits for those that start or leave", () => {
    const starting: RunningTask = { arn: "task/2", taskDefinitionArn: deployed };
    const leaving: RunningTask = { ...task, taskDefinitionArn: previous, digest: digestOf("0") };
    expect(judgeTasks([task, task], deployed, isDeployed).is).to.equal("good");
    expect(judgeTasks([task, starting], deployed, isDeployed).is).to.equal("waiting");
    expect(judgeTasks([task, leaving], deployed, isDeployed).is).to.equal("waiting");
    expect(judgeTasks([task, { ...task, digest: digestOf("b") }], deployed, isDeployed).is).to.equal("bad");
  });

  it("has nothing against a service that rests at zero tasks", () => {
    expect(judgeTasks([], deployed, isDeployed).is).to.equal("good");
  });
});

describe("waiting for the digest: command", () => {
  let commands: FakeCommands;

  beforeEach(() => {
    commands = new FakeCommands();
  });

  afterEach(() => {
    commands.remove();
  });

  /** One service; `looks` are the answers to one `describe-services` after the other, the last one for good. */
  const arrange = (looks: readonly object[], running: object, manifest: object = {}): void => {
    const { frontendServiceName: _name, frontendTaskDefinitionArn: _arn, ...spa } = devOutputs;
    commands.add("pulumi", `return ${JSON.stringify(spa)};`);
    commands.add(
      "aws",
      `const looks = ${JSON.stringify(looks)};
       switch (args[1]) {
         case "describe-services": return looks.length === 1 || !fs.existsSync(folder + "/seen") ? (fs.writeFileSync(folder + "/seen", ""), looks[0]) : looks.at(-1);
         case "describe-task-definition": return ${JSON.stringify(taskDefinition("backend", `${registry}/webapp-dev/backend@${digestOf("a")}`))};
         case "list-tasks": return { taskArns: ["task/1", "task/2"] };
         case "describe-tasks": return ${JSON.stringify(running)};
         case "batch-get-image": return { images: [{ imageManifest: ${JSON.stringify(JSON.stringify(manifest))} }] };
       }
       fail("unexpected " + args.join(" "));`,
    );
  };
  const wait = (...args: readonly string[]) =>
    runSubcommand("wait-for-digest", ["--stack", "dev", "--interval", "0", ...args], { env: commands.env });

  it("waits for the rollout and then names what runs", async () => {
    arrange(
      [service(deployed, "IN_PROGRESS"), service(deployed)],
      tasks(deployed, "backend", digestOf("a"), digestOf("a")),
    );
    const { exitCode, stdout, stderr } = await wait();
    expect([exitCode, stderr]).to.deep.equal([0, ""]);
    expect(stdout).to.equal(`backend: 1 of 2 tasks run\nbackend runs ${digestOf("a")}\n`);
  });

  it("takes the platform's digest of a multi-platform image for the image's", async () => {
    const index = { manifests: [{ digest: digestOf("1") }, { digest: digestOf("2") }] };
    arrange([service(deployed)], tasks(deployed, "backend", digestOf("2")), index);
    expect((await wait()).exitCode).to.equal(0);
  });

  describe("jobs", () => {
    const deployedJob = revision("webapp-dev-digest", 3);
    const image = (digit: string): string => `${registry}/webapp-dev/digest@${digestOf(digit)}`;
    /** A job whose revision 3 was deployed; `newest` is what its family answers. */
    const arrangeJob = (newest: string): void => {
      arrange([service(deployed)], tasks(deployed, "backend", digestOf("a")));
      const { frontendServiceName: _name, frontendTaskDefinitionArn: _arn, ...spa } = devOutputs;
      commands.add(
        "pulumi",
        `return ${JSON.stringify({ ...spa, jobs: { digest: { taskDefinitionArn: deployedJob } } })};`,
      );
      const images = {
        [deployed]: `${registry}/webapp-dev/backend@${digestOf("a")}`,
        [deployedJob]: image("c"),
        "webapp-dev-digest": newest,
      };
      commands.add(
        "aws",
        `const images = ${JSON.stringify(images)};
         switch (args[1]) {
           case "describe-services": return ${JSON.stringify(service(deployed))};
           case "describe-task-definition": return { taskDefinition: { containerDefinitions: [{ name: "backend", image: images[args[args.indexOf("--task-definition") + 1]] }] } };
           case "list-tasks": return { taskArns: ["task/1"] };
           case "describe-tasks": return ${JSON.stringify(tasks(deployed, "backend", digestOf("a")))};
         }
         fail("unexpected " + args.join(" "));`,
      );
    };

    it("are proved by the newest revision of their family", async () => {
      arrangeJob(image("c"));
      const { exitCode, stdout, stderr } = await wait();
      expect([exitCode, stderr]).to.deep.equal([0, ""]);
      expect(stdout).to.equal(`backend runs ${digestOf("a")}\ndigest starts ${digestOf("c")} at its next run\n`);
    });

    it("fail when somebody registered another image", async () => {
      for (const newest of [image("d"), "public.ecr.aws/nginx/nginx:1.27"]) {
        arrangeJob(newest);
        const { exitCode, stderr } = await wait();
        expect(exitCode).to.equal(1);
        expect(stderr).to.equal(
          `digest should start ${digestOf("c")} at its next run, but the newest revision of webapp-dev-digest has ${newest}: somebody registered it. Take it back with aws ecs deregister-task-definition.\n`,
        );
      }
    });
  });

  it("fails when another digest runs", async () => {
    arrange([service(deployed)], tasks(deployed, "backend", digestOf("a"), digestOf("b")));
    const { exitCode, stderr } = await wait();
    expect(exitCode).to.equal(1);
    expect(stderr).to.equal(
      `backend should run ${digestOf("a")}, but task 1 runs ${digestOf("b")} instead.\nSee docs/runbooks/services.md#deployment-failed\n`,
    );
  });

  it("fails after a rollback, although its state is complete", async () => {
    arrange([service(previous)], tasks(previous, "backend", digestOf("0")));
    const { exitCode, stderr } = await wait();
    expect(exitCode).to.equal(1);
    expect(stderr).to.contain("webapp-dev-backend:6 runs, webapp-dev-backend:7 was deployed.");
  });

  it("ends when time is up", async () => {
    arrange([service(deployed, "IN_PROGRESS")], {});
    const { exitCode, stderr } = await wait("--timeout", "0");
    expect(exitCode).to.equal(1);
    expect(stderr).to.match(/^backend does not run sha256:a{64} after 0 seconds: 1 of 2 tasks run\./);
  });

  it("says what AWS says, and what is missing", async () => {
    commands.add("pulumi", `return ${JSON.stringify(devOutputs)};`);
    commands.add("aws", `fail("An error occurred (AccessDeniedException)");`);
    const denied = await wait();
    expect([denied.exitCode, denied.stderr]).to.deep.equal([
      1,
      "aws ecs describe-task-definition failed: An error occurred (AccessDeniedException)\n",
    ]);
    commands.add("pulumi", "return {};");
    const early = await wait();
    expect([early.exitCode, early.stderr]).to.deep.equal([
      1,
      "The stack dev has no output clusterName, backendServiceName, backendTaskDefinitionArn: deploy it with pulumi up --stack dev first.\n",
    ]);
    const wrong = await runSubcommand("wait-for-digest", ["--interval", "soon"]);
    expect([wrong.exitCode, wrong.stderr]).to.deep.equal([
      1,
      "--interval soon: use a number of seconds.\n--stack is missing.\nnpm run toolkit -- wait-for-digest --help lists the options.\n",
    ]);
  });
});
