import { type Architecture } from "./architecture";

/** What an instance type offers to tasks. */
export interface InstanceType {
  readonly architecture: Architecture;
  readonly vcpus: number;
  /** Memory of the instance in MiB, before the kernel and the agent take theirs. */
  readonly memory: number;
  /** Network interfaces that may be attached, the instance's own included. */
  readonly interfaces: number;
}

/** Size of a task: CPU units (1024 are one vCPU) and MiB. */
export interface TaskSize {
  readonly cpu: number;
  readonly memory: number;
}

/** MiB that the ECS agent is told to keep for itself and the system. */
export const RESERVED_MEMORY = 128;

/** Share of the memory that the kernel leaves; ECS registers a little more than this on every type below. */
const REGISTERED_MEMORY_SHARE = 0.92;

/** Sizes that the general, compute and memory families share. */
const SIZES = [
  { size: "medium", vcpus: 1, interfaces: 2 },
  { size: "large", vcpus: 2, interfaces: 3 },
  { size: "xlarge", vcpus: 4, interfaces: 4 },
  { size: "2xlarge", vcpus: 8, interfaces: 4 },
  { size: "4xlarge", vcpus: 16, interfaces: 8 },
] as const;

/** GiB per vCPU of each family. Only the Graviton families come as `medium`. */
const FAMILIES: readonly { family: string; architecture: Architecture; gibPerVcpu: number; medium: boolean }[] = [
  ...(["c6g", "c7g", "c8g"] as const).map((family) => graviton(family, 2)),
  ...(["m6g", "m7g", "m8g"] as const).map((family) => graviton(family, 4)),
  ...(["r6g", "r7g", "r8g"] as const).map((family) => graviton(family, 8)),
  ...(["c5a", "c6a", "c6i", "c7i"] as const).map((family) => x86(family, 2)),
  ...(["m5", "m5a", "m6a", "m6i", "m7i"] as const).map((family) => x86(family, 4)),
  ...(["r5", "r5a", "r6a", "r6i", "r7i"] as const).map((family) => x86(family, 8)),
];

/** Burstable types follow no pattern. */
const BURSTABLE: Readonly<Record<string, InstanceType>> = {
  "t4g.small": { architecture: "arm64", vcpus: 2, memory: 2048, interfaces: 3 },
  "t4g.medium": { architecture: "arm64", vcpus: 2, memory: 4096, interfaces: 3 },
  "t4g.large": { architecture: "arm64", vcpus: 2, memory: 8192, interfaces: 3 },
  "t4g.xlarge": { architecture: "arm64", vcpus: 4, memory: 16384, interfaces: 4 },
  "t4g.2xlarge": { architecture: "arm64", vcpus: 8, memory: 32768, interfaces: 4 },
  "t3.small": { architecture: "amd64", vcpus: 2, memory: 2048, interfaces: 3 },
  "t3.medium": { architecture: "amd64", vcpus: 2, memory: 4096, interfaces: 3 },
  "t3.large": { architecture: "amd64", vcpus: 2, memory: 8192, interfaces: 3 },
  "t3.xlarge": { architecture: "amd64", vcpus: 4, memory: 16384, interfaces: 4 },
  "t3.2xlarge": { architecture: "amd64", vcpus: 8, memory: 32768, interfaces: 4 },
  "t3a.small": { architecture: "amd64", vcpus: 2, memory: 2048, interfaces: 2 },
  "t3a.medium": { architecture: "amd64", vcpus: 2, memory: 4096, interfaces: 3 },
  "t3a.large": { architecture: "amd64", vcpus: 2, memory: 8192, interfaces: 3 },
  "t3a.xlarge": { architecture: "amd64", vcpus: 4, memory: 16384, interfaces: 4 },
  "t3a.2xlarge": { architecture: "amd64", vcpus: 8, memory: 32768, interfaces: 4 },
};

/**
 * Instance types that tasks may run on.
 *
 * Source: Amazon EC2 instance types guide, specifications of each family (vCPUs, memory, interface limits).
 */
export const INSTANCE_TYPES: Readonly<Record<string, InstanceType>> = {
  ...BURSTABLE,
  ...Object.fromEntries(
    FAMILIES.flatMap(({ family, architecture, gibPerVcpu, medium }) =>
      SIZES.filter(({ size }) => size !== "medium" || medium).map(({ size, vcpus, interfaces }) => [
        `${family}.${size}`,
        { architecture, vcpus, interfaces, memory: vcpus * gibPerVcpu * 1024 },
      ]),
    ),
  ),
};

/** Memory in MiB that tasks may reserve on an instance. */
export function usableMemory(type: InstanceType): number {
  return Math.floor(type.memory * REGISTERED_MEMORY_SHARE) - RESERVED_MEMORY;
}

/**
 * How many tasks of one size an instance holds. Each task has a network interface of its own and the instance
 * keeps one, which limits small instances more often than memory does.
 */
export function tasksPerInstance(type: InstanceType, task: TaskSize): number {
  return Math.min(
    type.interfaces - 1,
    Math.floor((type.vcpus * 1024) / task.cpu),
    Math.floor(usableMemory(type) / task.memory),
  );
}

/**
 * Instances that hold every service at its maximum while all of them are deployed, when old and new tasks run side by
 * side. Counted with the type that holds the fewest, since the Spot market chooses the types.
 */
export function maxInstances(
  names: readonly string[],
  tasks: readonly (TaskSize & { readonly maxTasks: number })[],
): number {
  const types = names.flatMap((name) => INSTANCE_TYPES[name] ?? []);
  return tasks.reduce((sum, task) => {
    const fewest = Math.min(...types.map((type) => tasksPerInstance(type, task)));
    return sum + Math.ceil((2 * task.maxTasks) / fewest);
  }, 0);
}

/** What is wrong with an instance type for these tasks; nothing when each of them fits. */
export function instanceTypeProblem(
  name: string,
  architecture: Architecture,
  tasks: readonly TaskSize[],
): string | undefined {
  const type = Object.hasOwn(INSTANCE_TYPES, name) ? INSTANCE_TYPES[name] : undefined;
  if (type === undefined) {
    return `instance type "${name}" is not in the table of types that tasks may run on, e.g. ${examples(architecture)}.`;
  }
  if (type.architecture !== architecture) {
    return `instance type "${name}" is ${type.architecture} and the tasks are ${architecture}: use e.g. ${examples(architecture)}.`;
  }
  const misfit = tasks.find((task) => tasksPerInstance(type, task) < 1);
  return misfit === undefined
    ? undefined
    : `instance type "${name}" fits no task of ${misfit.cpu} CPU units and ${misfit.memory} MiB: ` +
        `it offers ${type.vcpus * 1024} CPU units and ${usableMemory(type)} MiB.`;
}

function graviton(family: string, gibPerVcpu: number): (typeof FAMILIES)[number] {
  return { family, architecture: "arm64", gibPerVcpu, medium: true };
}

function x86(family: string, gibPerVcpu: number): (typeof FAMILIES)[number] {
  return { family, architecture: "amd64", gibPerVcpu, medium: false };
}

function examples(architecture: Architecture): string {
  return architecture === "arm64" ? "m7g.large, m6g.large, t4g.large" : "m7i.large, m6i.large, t3.large";
}
