import { expect } from "chai";
import fc from "fast-check";
import {
  INSTANCE_TYPES,
  instanceTypeProblem,
  maxInstances,
  tasksPerInstance,
  usableMemory,
} from "../../components/compute/instance-types";

const small = { cpu: 256, memory: 512 };

function typeOf(name: string) {
  const type = INSTANCE_TYPES[name];
  if (type === undefined) throw new Error(`no type ${name}`);
  return type;
}

describe("instance-types", () => {
  const known = [
    { name: "t4g.small", architecture: "arm64", vcpus: 2, memory: 2048, interfaces: 3 },
    { name: "m7g.medium", architecture: "arm64", vcpus: 1, memory: 4096, interfaces: 2 },
    { name: "c7g.xlarge", architecture: "arm64", vcpus: 4, memory: 8192, interfaces: 4 },
    { name: "r6g.4xlarge", architecture: "arm64", vcpus: 16, memory: 131072, interfaces: 8 },
    { name: "t3a.small", architecture: "amd64", vcpus: 2, memory: 2048, interfaces: 2 },
    { name: "m5.large", architecture: "amd64", vcpus: 2, memory: 8192, interfaces: 3 },
    { name: "c6i.2xlarge", architecture: "amd64", vcpus: 8, memory: 16384, interfaces: 4 },
  ];
  for (const { name, ...type } of known) {
    it(`knows ${name}`, () => {
      expect(INSTANCE_TYPES[name]).to.deep.equal(type);
    });
  }

  it("has no medium x86 types of these families", () => {
    expect(INSTANCE_TYPES).to.not.have.any.keys("m5.medium", "c6i.medium", "r6i.medium");
  });

  const limits = [
    { name: "m7g.large", task: small, tasks: 2, by: "interfaces: 3, one is the instance's own" },
    { name: "m7g.4xlarge", task: small, tasks: 7, by: "interfaces: 8, one is the instance's own" },
    { name: "m7g.4xlarge", task: { cpu: 4096, memory: 8192 }, tasks: 4, by: "CPU" },
    { name: "t4g.small", task: { cpu: 256, memory: 1024 }, tasks: 1, by: "memory" },
    { name: "m7g.medium", task: { cpu: 2048, memory: 1024 }, tasks: 0, by: "CPU" },
  ];
  for (const { name, task, tasks, by } of limits) {
    it(`fits ${tasks} tasks of ${task.cpu}/${task.memory} on ${name}, limited by ${by}`, () => {
      expect(tasksPerInstance(typeOf(name), task)).to.equal(tasks);
    });
  }

  it("never promises more than the instance has", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(INSTANCE_TYPES)),
        fc.integer({ min: 128, max: 16_384 }),
        fc.integer({ min: 128, max: 131_072 }),
        (type, cpu, memory) => {
          const tasks = tasksPerInstance(type, { cpu, memory });
          return (
            tasks >= 0 &&
            tasks < type.interfaces &&
            tasks * cpu <= type.vcpus * 1024 &&
            tasks * memory <= usableMemory(type) &&
            usableMemory(type) < type.memory
          );
        },
      ),
    );
  });

  it("allows room for every service at its maximum during a deployment", () => {
    // m7g.large holds 2 tasks and m7g.xlarge 3: 2 × 5 tasks need 5 instances, 2 × 2 tasks need 2.
    expect(
      maxInstances(
        ["m7g.large", "m7g.xlarge"],
        [
          { ...small, maxTasks: 5 },
          { ...small, maxTasks: 2 },
        ],
      ),
    ).to.equal(7);
  });

  it("refuses types it does not know, of another CPU, or too small", () => {
    expect(instanceTypeProblem("m7g.large", "arm64", [small])).to.equal(undefined);
    expect(instanceTypeProblem("m9.huge", "arm64", [small])).to.equal(
      'instance type "m9.huge" is not in the table of types that tasks may run on, e.g. m7g.large, m6g.large, t4g.large.',
    );
    expect(instanceTypeProblem("m7g.large", "amd64", [small])).to.equal(
      'instance type "m7g.large" is arm64 and the tasks are amd64: use e.g. m7i.large, m6i.large, t3.large.',
    );
    expect(instanceTypeProblem("t4g.small", "arm64", [small, { cpu: 512, memory: 2048 }])).to.equal(
      'instance type "t4g.small" fits no task of 512 CPU units and 2048 MiB: it offers 2048 CPU units and 1756 MiB.',
    );
  });
});
