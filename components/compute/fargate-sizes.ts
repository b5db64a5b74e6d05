/** Inclusive range of memory, in MiB. */
interface MemoryRange {
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

/**
 * Memory that Fargate offers for each CPU size (1024 CPU units are one vCPU).
 *
 * Source: Amazon ECS developer guide, "Fargate task definition differences", section on task CPU and memory.
 */
const MEMORY_BY_CPU: ReadonlyMap<number, readonly number[]> = new Map([
  [256, [512, 1024, 2048]],
  [512, every({ from: 1024, to: 4096, step: 1024 })],
  [1024, every({ from: 2048, to: 8192, step: 1024 })],
  [2048, every({ from: 4096, to: 16384, step: 1024 })],
  [4096, every({ from: 8192, to: 30720, step: 1024 })],
  [8192, every({ from: 16384, to: 61440, step: 4096 })],
  [16384, every({ from: 32768, to: 122880, step: 8192 })],
]);

/** CPU sizes of Fargate tasks, in CPU units. */
export const FARGATE_CPU_SIZES: readonly number[] = [...MEMORY_BY_CPU.keys()];

/** Memory sizes in MiB that go with a CPU size; none for a CPU size that Fargate lacks. */
export function fargateMemorySizes(cpu: number): readonly number[] {
  return MEMORY_BY_CPU.get(cpu) ?? [];
}

/** What is wrong with a pair of CPU units and MiB, and what is allowed; nothing when Fargate offers it. */
export function fargateSizeProblem(cpu: number, memory: number): string | undefined {
  const sizes = fargateMemorySizes(cpu);
  if (sizes.length === 0) {
    return `Fargate has no CPU size ${cpu}: use ${FARGATE_CPU_SIZES.join(", ")} (1024 is one vCPU).`;
  }
  if (!sizes.includes(memory)) {
    return `Fargate does not pair ${cpu} CPU units with ${memory} MiB of memory: use ${describe(sizes)}.`;
  }
  return undefined;
}

function every({ from, to, step }: MemoryRange): readonly number[] {
  return Array.from({ length: (to - from) / step + 1 }, (_, index) => from + index * step);
}

function describe(sizes: readonly number[]): string {
  const [first, second] = sizes;
  const last = sizes.at(-1);
  if (sizes.length <= 4 || first === undefined || second === undefined || last === undefined) {
    return sizes.join(", ");
  }
  return `${first} to ${last} in steps of ${second - first}`;
}
