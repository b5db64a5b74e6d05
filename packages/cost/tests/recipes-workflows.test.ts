import { expect } from "chai";

import { linesOf, resource, usage } from "./support/fixtures";

const on = (type: string, name: string, inputs: object, ...others: { readonly urn: string }[]) =>
  resource(type, name, inputs, { dependsOn: others.map(({ urn }) => urn) });

/** A machine that runs one task of a quarter vCPU and half a GB, and a schedule that starts it. */
function job({
  args = {},
  expression = "daily 6",
  schedule = {},
}: { args?: object; expression?: string; schedule?: object } = {}) {
  const definition = resource("aws:ecs/taskDefinition:TaskDefinition", "task", {
    cpu: "256",
    memory: "512",
    runtimePlatform: { cpuArchitecture: "ARM64" },
  });
  const states = {
    Look: { Type: "Task", Resource: "arn:aws:states:::aws-sdk:sfn:listExecutions" },
    Run: { Type: "Task", Resource: "arn:aws:states:::ecs:runTask.sync", Arguments: args },
    Done: { Type: "Succeed" },
  };
  const machine = on(
    "aws:sfn/stateMachine:StateMachine",
    "digest",
    { type: "STANDARD", definition: JSON.stringify({ StartAt: "Look", States: states }) },
    definition,
  );
  const starts = on(
    "aws:scheduler/schedule:Schedule",
    "times",
    { scheduleExpression: expression, target: { arn: "machine" }, ...schedule },
    machine,
  );
  return { machine, all: [definition, machine, starts], definition };
}

const SPOT = { CapacityProviderStrategy: [{ CapacityProvider: "FARGATE_SPOT", Weight: 1 }] };
const quantities = (all: Parameters<typeof linesOf>[0], minutes = 6) =>
  Object.fromEntries(
    linesOf(all, "digest", usage({ operations: { jobMinutes: minutes } })).map((line) => [
      line.name,
      line.monthlyQuantity,
    ]),
  );

describe("workflows", () => {
  it("cost by the runs of the schedule that starts them, with the task of each run", () => {
    const runs = 730 / 24;
    const made = quantities(job({ args: SPOT }).all);
    expect(Object.keys(made)).to.deep.equal([
      "State transitions",
      "Task of a run, vCPU (ARM, Spot)",
      "Task of a run, Memory (ARM, Spot)",
    ]);
    expect(made["State transitions"]).to.be.closeTo((runs * 3) / 1000, 1e-9);
    expect(made["Task of a run, vCPU (ARM, Spot)"]).to.be.closeTo(runs * 0.1 * 0.25, 1e-9);
    expect(made["Task of a run, Memory (ARM, Spot)"]).to.be.closeTo(runs * 0.1 * 0.5, 1e-9);
  });

  it("cost nothing while their schedule is off, less on fewer days, and twice as much for twice as long runs", () => {
    expect(quantities(job({ args: SPOT, schedule: { state: "DISABLED" } }).all)).to.deep.equal({
      "State transitions": 0,
    });
    const vcpu = (all: Parameters<typeof linesOf>[0], minutes?: number) =>
      quantities(all, minutes)["Task of a run, vCPU (ARM, Spot)"] ?? NaN;
    const once = vcpu(job({ args: SPOT }).all);
    expect(vcpu(job({ args: SPOT, expression: "weekdays 6" }).all)).to.be.closeTo((5 / 7) * once, 1e-3);
    expect(vcpu(job({ args: SPOT }).all, 12)).to.be.closeTo(2 * once, 1e-9);
    expect(vcpu(job({ args: { ...SPOT, Count: 2 } }).all)).to.be.closeTo(2 * once, 1e-9);
  });

  it("run on what the state says", () => {
    expect(Object.keys(quantities(job({ args: { LaunchType: "FARGATE" } }).all))).to.include(
      "Task of a run, vCPU (ARM)",
    );
    expect(Object.keys(quantities(job().all))).to.include("Task of a run, vCPU (ARM)");
  });

  it("that no schedule starts cost by rotations, whatever they run", () => {
    const { definition, machine } = job({ args: SPOT });
    const lines = linesOf([definition, machine], "digest", usage({ operations: { secretRotations: 2 } }));
    expect(lines.map((line) => [line.name, line.monthlyQuantity])).to.deep.equal([["State transitions", 0.08]]);
  });
});
