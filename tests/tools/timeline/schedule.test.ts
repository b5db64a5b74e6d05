import { expect } from "chai";
import fc from "fast-check";

import { type GraphResource, ResourceGraph } from "@toolkit/offline/graph";
import { creationTime, timedTypes } from "../../../tools/timeline/creation-times";
import { duration, renderTimeline } from "../../../tools/timeline/render";
import { scheduleOf, slowestResource } from "../../../tools/timeline/schedule";
import { describeResource } from "@toolkit/offline/provider";
import { resourceModels } from "@toolkit/offline/world";
import { deployStack } from "../../support/deploy-stack";
import { deployGrown } from "../../support/grown";

/** Types of known length: 12 s, 150 s and 2 s. */
const VPC = "aws:ec2/vpc:Vpc";
const BALANCER = "aws:lb/loadBalancer:LoadBalancer";
const QUEUE = "aws:sqs/queue:Queue";

const resource = (name: string, type: string, dependsOn: string[] = []): GraphResource =>
  ({
    urn: `urn:pulumi:dev::webapp::${type}::${name}`,
    type,
    name,
    parent: null,
    custom: true,
    remote: false,
    inputs: {},
    dependsOn,
  }) as unknown as GraphResource;

const chain = (): ResourceGraph => {
  const a = resource("a", VPC);
  const b = resource("b", BALANCER, [a.urn]);
  const c = resource("c", QUEUE, [a.urn]);
  const d = resource("d", QUEUE, [b.urn, c.urn]);
  return new ResourceGraph([d, c, b, a]);
};

describe("timeline", () => {
  it("starts everything as soon as what it needs is there", () => {
    const schedule = scheduleOf(chain());
    const times = Object.fromEntries(
      schedule.entries.map(({ resource: { name }, start, end, slack }) => [name, [start, end, slack]]),
    );
    expect(times).to.deep.equal({ a: [0, 12, 0], b: [12, 162, 0], c: [12, 14, 148], d: [162, 164, 0] });
    expect(schedule.seconds).to.equal(164);
    expect(schedule.criticalPath.map((entry) => entry.resource.name)).to.deep.equal(["a", "b", "d"]);
    expect(slowestResource(schedule)?.resource.name).to.equal("b");
  });

  it("never starts a resource before its dependencies, and has a critical path as long as the whole", () => {
    const types = fc.constantFrom(VPC, BALANCER, QUEUE);
    const graphs = fc.array(fc.tuple(types, fc.array(fc.nat(30), { maxLength: 3 })), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(graphs, (nodes) => {
        const made: GraphResource[] = [];
        nodes.forEach(([type, links], index) => {
          const earlier =
            made.length === 0 ? [] : [...new Set(links.map((link) => made[link % made.length]?.urn ?? ""))];
          made.push(resource(`r${index}`, type, earlier));
        });
        const schedule = scheduleOf(new ResourceGraph(made));
        const end = new Map(schedule.entries.map((entry) => [entry.resource.urn, entry.end]));
        for (const entry of schedule.entries) {
          expect(entry.slack).to.be.at.least(0);
          for (const urn of entry.resource.dependsOn) expect(end.get(urn)).to.be.at.most(entry.start);
        }
        const path = schedule.criticalPath.reduce((sum, { start, end: until }) => sum + until - start, 0);
        expect(path).to.equal(schedule.seconds);
        expect(schedule.criticalPath.every(({ slack }) => slack === 0)).to.equal(true);
      }),
    );
  });

  it("times only types that exist", () => {
    const known = new Set(Object.keys(resourceModels));
    expect(timedTypes.filter((type) => !known.has(type) && describeResource(type) === undefined)).to.deep.equal([]);
  });

  it("counts components and providers as nothing", () => {
    expect(creationTime(resource("p", "pulumi:providers:aws")).seconds).to.equal(0);
    expect(creationTime({ ...resource("n", "webapp:network:Network"), custom: false }).seconds).to.equal(0);
  });

  for (const frontend of ["ssr", "spa"]) {
    it(`prod ${frontend}: a first deployment is within a tenth of the chain that makes the database`, async () => {
      const { graph } = await deployStack("prod", { set: [`frontend=${frontend}`] });
      const schedule = scheduleOf(graph);
      const database = schedule.entries.find((entry) => entry.resource.type === "aws:rds/instance:Instance");
      expect(slowestResource(schedule)?.resource.urn).to.equal(database?.resource.urn);
      expect(schedule.seconds).to.be.at.most((database?.end ?? 0) * 1.1);
    });
  }

  it("shows services, workers, jobs, cache and buckets, and waits for the cache's nodes", async () => {
    const made = await Promise.all([deployGrown("grown"), deployGrown("grown-prod")]);
    const [one = 0, two = 0] = made.map(({ graph }) => {
      const cache = graph.ofType("aws:elasticache/replicationGroup:ReplicationGroup")[0];
      return cache === undefined ? 0 : creationTime(cache).seconds;
    });
    expect([one, two]).to.deep.equal([300, 600]);
    const lines = made.flatMap(({ graph }) => renderTimeline(graph, scheduleOf(graph)).split("\n"));
    for (const name of ["search", "thumbnails (QueueWorker)", "digest", "cache", "bucket-uploads"]) {
      expect(
        lines.filter((line) => line.startsWith(`${name} `)),
        name,
      ).to.have.length(2);
    }
  });

  it("ends with the one line that matters", async () => {
    const { graph } = await deployStack("dev", { set: ["frontend=ssr"] });
    const lines = renderTimeline(graph, scheduleOf(graph)).split("\n");
    expect(lines.flatMap((line) => /^frontend \(\w+\)/.exec(line)?.[0] ?? [])).to.have.members([
      "frontend (ServiceLogs)",
      "frontend (FargateService)",
    ]);
    expect(lines.at(-1)).to.match(/^first deployment {2}about \d+ min \d\d s$/);
    expect([duration(5), duration(61)]).to.deep.equal(["5 s", "1 min 01 s"]);
  });
});
