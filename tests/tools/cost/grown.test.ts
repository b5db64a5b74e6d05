import { expect } from "chai";

import { bundledPrices, type Estimate, type UsagePreset } from "@toolkit/cost";
import { evidenceOf } from "../../../tools/cost/analysis";
import { usagePresets } from "../../../tools/cost/application";
import { estimateDocument } from "../../../tools/cost/document";
import { deployStack } from "../../support/deploy-stack";
import { deployGrown, type GrownStack } from "../../support/grown";
import { grownSettings } from "../../support/grown-settings";

/** Types of the five kinds that have a price. */
const PRICED = [
  "aws:ecs/service:Service search",
  "aws:ecs/service:Service thumbnails",
  "aws:appautoscaling/policy:Policy thumbnails-backlog",
  "aws:sqs/queue:Queue thumbnails",
  "aws:sfn/stateMachine:StateMachine digest",
  "aws:elasticache/replicationGroup:ReplicationGroup cache",
  "aws:s3/bucket:Bucket bucket-uploads",
];

describe("cost of a stack with services, workers, jobs, a cache and buckets", () => {
  for (const stack of ["grown", "grown-prod"] satisfies GrownStack[]) {
    it(`${stack}: every resource is priced or free, and every line has a source`, async () => {
      const { document } = await deployGrown(stack);
      const cost = estimateDocument(document, usagePresets.small);
      const unknown = cost.resources.filter(({ components, free }) => components.length === 0 && free === undefined);
      expect(unknown.map(({ type, name }) => `${type} ${name}`)).to.deep.equal([]);
      const billed = cost.resources.filter(({ components }) => components.some(({ monthlyCost }) => monthlyCost > 0));
      expect(billed.map(({ type, name }) => `${type} ${name}`)).to.include.members(PRICED);
      expect(evidenceOf(cost, bundledPrices(), bundledPrices().compiled).unverified).to.deep.equal([]);
      const lines = cost.resources.flatMap(({ components }) => components);
      expect(lines.filter(({ source, date }) => source === "" || date === "")).to.deep.equal([]);
    });
  }

  /** The worker, the job and the bucket of the stack of fixtures, without its cache and its service. */
  const added = (): string[] => {
    const settings = grownSettings() as Record<string, Record<string, Record<string, unknown>>>;
    const { thumbnails } = settings["webapp:workers"] ?? {};
    const { digest } = settings["webapp:jobs"] ?? {};
    const { uploads } = settings["webapp:buckets"] ?? {};
    return [
      `workers=${JSON.stringify({ thumbnails })}`,
      `jobs=${JSON.stringify({ digest: { ...digest, uses: ["database", "uploads", "thumbnails"] } })}`,
      `buckets=${JSON.stringify({ uploads })}`,
      "backend.uses=[database, uploads, thumbnails]",
    ];
  };

  const costOfDev = async (preset: UsagePreset, set: readonly string[] = []): Promise<Estimate> => {
    const { document } = await deployStack("dev", { set: [...set] });
    return estimateDocument(document, usagePresets[preset]);
  };

  for (const [preset, more] of [
    ["idle", 1.93],
    ["small", 3.23],
  ] as const) {
    it(`dev with a worker, a job and a bucket is ${more} USD a month more, ${preset}, where 8 are allowed`, async () => {
      const difference = (await costOfDev(preset, added())).total - (await costOfDev(preset)).total;
      expect(difference).to.be.closeTo(more, 0.1).and.below(8);
    });
  }
});
