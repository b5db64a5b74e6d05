import { expect } from "chai";
import fc from "fast-check";
import { FARGATE_CPU_SIZES, fargateMemorySizes, fargateSizeProblem } from "../../components/compute/fargate-sizes";

describe("fargate-sizes", () => {
  const table = [
    { cpu: 256, count: 3, first: 512, last: 2048 },
    { cpu: 512, count: 4, first: 1024, last: 4096 },
    { cpu: 1024, count: 7, first: 2048, last: 8192 },
    { cpu: 2048, count: 13, first: 4096, last: 16384 },
    { cpu: 4096, count: 23, first: 8192, last: 30720 },
    { cpu: 8192, count: 12, first: 16384, last: 61440 },
    { cpu: 16384, count: 12, first: 32768, last: 122880 },
  ];

  for (const { cpu, count, first, last } of table) {
    it(`pairs ${cpu} CPU units with ${first} to ${last} MiB`, () => {
      const sizes = fargateMemorySizes(cpu);
      expect([sizes.length, sizes[0], sizes.at(-1)]).to.deep.equal([count, first, last]);
    });
  }

  it("has AWS's seven CPU sizes", () => {
    expect(FARGATE_CPU_SIZES).to.deep.equal(table.map((row) => row.cpu));
  });

  it("accepts exactly the pairs of the table", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.constantFrom(...FARGATE_CPU_SIZES), fc.integer({ min: 1, max: 20_000 })),
        fc.oneof(fc.constantFrom(512, 1024, 4096, 16384, 30720, 122880), fc.integer({ min: 1, max: 130_000 })),
        (cpu, memory) => (fargateSizeProblem(cpu, memory) === undefined) === fargateMemorySizes(cpu).includes(memory),
      ),
    );
  });

  it("names what is allowed instead", () => {
    expect(fargateSizeProblem(300, 512)).to.equal(
      "Fargate has no CPU size 300: use 256, 512, 1024, 2048, 4096, 8192, 16384 (1024 is one vCPU).",
    );
    expect(fargateSizeProblem(256, 4096)).to.equal(
      "Fargate does not pair 256 CPU units with 4096 MiB of memory: use 512, 1024, 2048.",
    );
    expect(fargateSizeProblem(1024, 1024)).to.equal(
      "Fargate does not pair 1024 CPU units with 1024 MiB of memory: use 2048 to 8192 in steps of 1024.",
    );
  });
});
