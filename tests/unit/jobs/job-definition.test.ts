import { expect } from "chai";

import { jobDefinition } from "../../../components/jobs/job-definition";
import { type JobRules } from "../../../components/jobs/job-limits";
import { type Outcome, type Run, runStateMachine, ServiceError, type Services } from "../../support/state-machine";

const MACHINE = "arn:aws:states:us-east-1:123456789012:stateMachine:webapp-dev-digest";
const execution = (name: string): string => `${MACHINE.replace("stateMachine", "execution")}:${name}`;
const RULES: JobRules = { schedule: "cron(0 6 * * ? *)", timeoutMinutes: 30, retry: { exitCodes: [75, 9], times: 2 } };
const MINE: Run = {
  executionArn: execution("mine"),
  stateMachineArn: MACHINE,
  startTime: "2027-01-31T06:00:00.000Z",
};
const TASK = {
  partition: "aws",
  clusterArn: "arn:aws:ecs:us-east-1:123456789012:cluster/webapp-dev-cluster",
  taskDefinitionArn: "arn:aws:ecs:us-east-1:123456789012:task-definition/webapp-dev-digest",
  capacityProvider: "FARGATE_SPOT",
  subnetIds: ["subnet-a"],
  securityGroupIds: ["sg-digest"],
} as const;

/** How a try of the task ends, after how many seconds. */
interface End {
  readonly seconds?: number;
  /** The stopped task of an error, or what ECS answered. @default none: exit code 0 */
  readonly task?: object;
  readonly refused?: string;
}

const exited = (code: number): End => ({
  task: {
    StopCode: "EssentialContainerExited",
    StoppedReason: "Essential container in task exited",
    Containers: [{ ExitCode: code }],
  },
});
const stopped = (StopCode: string, StoppedReason = "Stopped."): End => ({
  task: { StopCode, StoppedReason, Containers: [{}] },
});

/** Runs the machine beside other runs, with tries that end one after the other. */
async function run(
  ends: readonly End[],
  { others = [], rules = {} }: { others?: readonly object[]; rules?: Partial<JobRules> } = {},
): Promise<{ readonly outcome: Outcome; readonly tries: number }> {
  let tries = 0;
  const services: Services = (call, args, clock) => {
    if (call === "sfn:listExecutions") {
      expect(args).to.deep.equal({ StateMachineArn: MACHINE, StatusFilter: "RUNNING" });
      return { Executions: [...others, { ExecutionArn: MINE.executionArn, StartDate: MINE.startTime }] };
    }
    expect(call).to.equal("ecs:runTask.sync");
    const { seconds = 60, task, refused } = ends[tries++] ?? {};
    clock.seconds += seconds;
    if (refused !== undefined) throw new ServiceError(refused, "Capacity is unavailable at this time");
    if (task !== undefined) throw new ServiceError("States.TaskFailed", JSON.stringify(task));
    return { LastStatus: "STOPPED" };
  };
  const definition = jobDefinition(TASK, { ...RULES, ...rules });
  return { outcome: await runStateMachine(definition, {}, services, MINE), tries };
}

const failedWith = (error: string, cause: string) => ({ status: "FAILED", error, cause });

describe("one run of a job", () => {
  it("runs the newest revision of its task on the chosen capacity, privately", async () => {
    const { outcome, tries } = await run([{}]);
    expect([outcome.status, tries]).to.deep.equal(["SUCCEEDED", 1]);
    const { States } = jobDefinition(TASK, RULES) as { States: { Run: { Resource: string; Arguments: object } } };
    expect(States.Run.Resource).to.equal("arn:aws:states:::ecs:runTask.sync");
    expect(States.Run.Arguments).to.deep.equal({
      Cluster: TASK.clusterArn,
      TaskDefinition: TASK.taskDefinitionArn,
      CapacityProviderStrategy: [{ CapacityProvider: "FARGATE_SPOT", Weight: 1 }],
      NetworkConfiguration: {
        AwsvpcConfiguration: { Subnets: ["subnet-a"], SecurityGroups: ["sg-digest"], AssignPublicIp: "DISABLED" },
      },
      EnableECSManagedTags: true,
      PropagateTags: "TASK_DEFINITION",
    });
  });

  describe("beside others", () => {
    const other = (name: string, StartDate: string) => ({ ExecutionArn: execution(name), StartDate });

    it("starts nothing while an earlier one goes, and says which", async () => {
      const { outcome, tries } = await run([{}], { others: [other("yesterday", "2027-01-30T06:00:00.000Z")] });
      expect(outcome).to.deep.include(
        failedWith("StillRunning", `Nothing was started: ${execution("yesterday")} still runs`),
      );
      expect(tries).to.equal(0);
    });

    it("goes on where the other one began later: that one gives way", async () => {
      const { outcome } = await run([{}], { others: [other("later", "2027-01-31T06:00:00.250Z")] });
      expect(outcome.status).to.equal("SUCCEEDED");
    });

    it("lets one of two go on that began in the same moment, by name", async () => {
      const twin = (name: string) => run([{}], { others: [other(name, MINE.startTime)] });
      expect((await twin("a")).outcome).to.deep.include({ status: "FAILED", error: "StillRunning" });
      expect((await twin("z")).outcome.status).to.equal("SUCCEEDED");
    });
  });

  describe("that does not end well", () => {
    for (const [what, end] of [
      ["an exit code that asks for it", exited(75)],
      ["another one that the stack file names", exited(9)],
      ["Spot took it back", stopped("SpotInterruption")],
      ["Fargate took it back", stopped("TerminationNotice")],
      ["it did not start", stopped("TaskFailedToStart")],
      ["ECS had no capacity", { refused: "AmazonECS.Unknown" }],
    ] as const) {
      it(`is tried again after a minute: ${what}`, async () => {
        const { outcome, tries } = await run([end, {}]);
        expect([outcome.status, tries]).to.deep.equal(["SUCCEEDED", 2]);
        expect(outcome.seconds).to.equal(15 + 60 + 60 + 60);
      });
    }

    for (const [end, why] of [
      [exited(1), "exit code 1"],
      [exited(137), "exit code 137"],
      [stopped("UserInitiated", "Task stopped by user"), "UserInitiated: Task stopped by user"],
      [stopped("EssentialContainerExited", "Scaling activity"), "EssentialContainerExited: Scaling activity"],
    ] as const) {
      it(`fails at once with its reason: ${why}`, async () => {
        const { outcome, tries } = await run([end, {}]);
        expect(outcome).to.deep.include(failedWith("JobFailed", `Try 1: ${why}`));
        expect(tries).to.equal(1);
      });
    }

    it("is tried as often as the stack file says, and fails with what happened last", async () => {
      const { outcome, tries } = await run([exited(75), exited(75), { refused: "ECS.AmazonECSException" }, {}]);
      expect(tries).to.equal(3);
      expect(outcome).to.deep.include(
        failedWith("JobFailed", "Try 3: ECS.AmazonECSException: Capacity is unavailable at this time"),
      );
      const never = await run([exited(75), {}], { rules: { retry: { exitCodes: [75], times: 0 } } });
      expect(never.outcome).to.deep.include(failedWith("JobFailed", "Try 1: exit code 75"));
      const none = await run([exited(75), {}], { rules: { retry: { exitCodes: [], times: 2 } } });
      expect(none.outcome).to.deep.include(failedWith("JobFailed", "Try 1: exit code 75"));
    });
  });

  describe("that takes too long", () => {
    const timedOut = failedWith("JobTimedOut", "Not done within 30 minutes; a task that still ran was told to stop");

    it("ends with its time, all tries together", async () => {
      const { outcome } = await run([{ seconds: 3600 }]);
      expect(outcome).to.deep.include({ ...timedOut, seconds: 1800 });
      const second = await run([{ ...exited(75), seconds: 1000 }, { seconds: 3600 }]);
      expect(second.outcome).to.deep.include({ ...timedOut, seconds: 1800 });
      expect(second.tries).to.equal(2);
    });

    it("starts no try for which no time is left", async () => {
      const { outcome, tries } = await run([{ ...exited(75), seconds: 1750 }, {}]);
      expect(outcome).to.deep.include(timedOut);
      expect(tries).to.equal(1);
    });
  });
});
