import { expect } from "chai";

import { estimate, type CostResource } from "@toolkit/cost";
import { evidenceOf, flatPlanChange, growthOf, kneesOf, natBreakEven, unitCostOf } from "../../../tools/cost/analysis";
import { footerOf } from "../../../tools/cost/pages/footer";
import { type Terms } from "@toolkit/cost/terms";
import { formulas } from "@toolkit/cost";
import { usagePresets } from "../../../tools/cost/application";
import { prices, resource, usage } from "../../../packages/cost/tests/support/fixtures";

const { small } = usagePresets;
const region = "us-east-1";

const definition = resource("aws:ecs/taskDefinition:TaskDefinition", "backend", { cpu: "256", memory: "512" });
const service = resource(
  "aws:ecs/service:Service",
  "backend",
  { desiredCount: 2 },
  { propertyDependencies: { taskDefinition: [definition.urn] } },
);
const target = resource(
  "aws:appautoscaling/target:Target",
  "backend",
  { minCapacity: 2, maxCapacity: 4 },
  { dependsOn: [service.urn] },
);
const database = resource("aws:rds/instance:Instance", "database", {
  engine: "mysql",
  storageType: "gp3",
  instanceClass: "db.t4g.micro",
  allocatedStorage: 20,
});
const distribution = resource("aws:cloudfront/distribution:Distribution", "edge");
const stack: readonly CostResource[] = [definition, service, target, database, distribution];
const input = (month = small) => ({ resources: stack, region, usage: month, prices });

describe("growth", () => {
  it("is priced at 0.1, 1, 3 and 10 times the traffic", () => {
    const steps = growthOf(input());
    expect(steps.map(({ factor }) => factor)).to.deep.equal([0.1, 1, 3, 10]);
    expect(steps[1]?.total).to.equal(estimate(input()).total);
    expect(steps[3]?.requestsPerSecond).to.be.closeTo(15.22, 0.01);
    for (const [index, step] of steps.entries()) {
      expect(step.total).to.be.closeTo(step.fixed + step.usage, 1e-9);
      expect(step.total).to.be.at.least(steps[index - 1]?.total ?? 0);
    }
  });

  it("raises the limit of tasks and the class of the database where the load needs it", () => {
    const heavy = { ...small, database: { ...small.database, cpuMsPerRequest: 50 } };
    const steps = growthOf(input(heavy));
    expect(steps.map(({ databaseClass }) => databaseClass)).to.deep.equal([
      "db.t4g.micro",
      "db.t4g.micro",
      "db.t4g.small",
      "db.m7g.xlarge",
    ]);
    const tasksOnly = { ...input(usage({ ...small, operations: {} })), resources: [definition, service, target] };
    // Eight tasks of a quarter vCPU and half a GB at ten times the traffic, although only four are allowed now.
    const eight = 8 * 730 * (0.25 * 0.04048 + 0.5 * 0.004445);
    expect(growthOf(tasksOnly)[3]?.total).to.be.closeTo(eight, 1e-9);
  });

  it("has knees: tasks, database classes, free allowances, nearest first", () => {
    const knees = kneesOf(input());
    expect(knees.map(({ factor }) => factor)).to.deep.equal(
      [...knees.map(({ factor }) => factor)].sort((a, b) => a - b),
    );
    const at = (what: RegExp) => knees.find((knee) => what.test(knee.what))?.factor;
    expect(at(/backend scales above its minimum of 2 tasks/)).to.equal(2.5);
    expect(at(/backend needs more than its maximum of 4 tasks/)).to.equal(5);
    expect(at(/10 million free requests/)).to.be.closeTo(10 / 12, 1e-9);
    expect(at(/outgrows db\.t4g\.micro: db\.t4g\.small$/)).to.be.closeTo(0.2 / (4e6 / 730 / 3600 / 100), 1e-9);
    expect(at(/outgrows db\.t4g\.small: db\.t4g\.large$/)).to.be.closeTo(0.4 / (4e6 / 730 / 3600 / 100), 1e-9);
  });

  it("has no knees without traffic", () => {
    expect(kneesOf(input(usage()))).to.deep.equal([]);
    expect(unitCostOf(input(usage()), estimate(input(usage())))).to.equal(undefined);
  });

  it("tells what one million requests more cost from what they cost on average", () => {
    const unit = unitCostOf(input(), estimate(input()));
    expect(unit?.average).to.be.closeTo(estimate(input()).total / 4, 1e-9);
    // Three million requests at the edge beyond the free ones; 4 GB to the origin; tasks stay at their minimum.
    expect(unit?.marginal).to.be.closeTo(3 + 0.02 * 0.5, 1e-6);
  });
});

describe("classes that a database grows into", () => {
  it("carry more with each step", () => {
    const steps = formulas.growthSteps("db.t4g.micro");
    expect(steps.slice(0, 5)).to.deep.equal([
      "db.t4g.micro",
      "db.t4g.small",
      "db.t4g.large",
      "db.m7g.xlarge",
      "db.m7g.2xlarge",
    ]);
    const carried = steps.map(formulas.sustainedVcpus);
    expect(carried).to.deep.equal([...carried].sort((a, b) => a - b));
    expect(new Set(carried).size).to.equal(carried.length);
  });

  it("stay in their family above the burstable ones, and end with the largest", () => {
    expect(formulas.growthSteps("db.r7g.large").slice(0, 2)).to.deep.equal(["db.r7g.large", "db.r7g.xlarge"]);
    expect(formulas.stepFor(1000, "db.r7g.large")).to.equal("db.r7g.16xlarge");
    expect(formulas.stepFor(0, "db.t4g.medium")).to.equal("db.t4g.medium");
  });
});

describe("break-even of NAT gateways and interface endpoints", () => {
  const network = { azs: ["a", "b"], workloadAzs: ["a", "b"], endpoints: [] };
  const breakEven = (nat: string, exec = false, endpoints: readonly string[] = []) =>
    natBreakEven({ network: { ...network, nat, endpoints }, access: { exec } } as never, prices, region);

  it("is 209 GB a month and zone for one more endpoint", () => {
    expect(Math.ceil(breakEven("single")?.endpointGb ?? 0)).to.equal(209);
  });

  it("counts the endpoints that tasks need instead of gateways", () => {
    const perAz = breakEven("perAz");
    expect(perAz).to.deep.include({ endpoints: 4, zones: 2, replaceGb: 0 });
    expect(perAz?.endpointsFixed).to.be.closeTo(58.4, 1e-9);
    expect(perAz?.gatewaysFixed).to.be.closeTo(73, 1e-9);
    expect(breakEven("single")?.replaceGb).to.be.closeTo((58.4 - 36.5) / 0.035, 1e-6);
    expect(breakEven("single", true)?.endpoints).to.equal(5);
    expect(breakEven("single", false, ["logs", "kms"])?.endpoints).to.equal(5);
  });

  it("does not exist without gateways", () => {
    expect(breakEven("instance")).to.equal(undefined);
    expect(breakEven("none")).to.equal(undefined);
  });
});

describe("CloudFront's flat plans", () => {
  const firewall = resource("aws:wafv2/webAcl:WebAcl", "edge", { scope: "CLOUDFRONT", rules: [{}, {}, {}, {}] });
  const regional = resource("aws:wafv2/webAcl:WebAcl", "regional", { scope: "REGIONAL", rules: [{}] });
  const change = (resources: readonly CostResource[], month = small) =>
    flatPlanChange(estimate({ resources, region, usage: month, prices }), resources, month, prices);

  it("replace traffic and the firewall at the edge: 12 million requests cost 18.20, the plan that holds them 200", () => {
    const edge = change([distribution, firewall, regional, resource("aws:ec2/eip:Eip", "ip")]);
    expect(edge?.plan.name).to.equal("Business");
    expect(edge?.replaced).to.be.closeTo(18.2 + 0.04, 1e-6);
    expect(edge?.change).to.be.closeTo(200 - 18.24, 1e-6);
  });

  it("exist for one distribution and within their allowance", () => {
    expect(change([])).to.equal(undefined);
    expect(change([distribution, { ...distribution, urn: "other" }])).to.equal(undefined);
    const huge = { ...small, traffic: { ...small.traffic, pageViews: 1e9 } };
    expect(change([distribution], huge)).to.equal(undefined);
  });
});

describe("evidence", () => {
  it("lists the sources of billed lines and how old the table is", () => {
    const cost = estimate(input());
    const evidence = evidenceOf(cost, prices, "2027-06-01");
    const used = cost.resources.flatMap(({ components }) => components.filter(({ monthlyCost }) => monthlyCost > 0));
    expect(evidence.sources.map(({ name }) => name)).to.have.members([...new Set(used.map(({ source }) => source))]);
    expect(evidence.oldest?.ageDays).to.be.greaterThan(90);
    expect(evidence.warning).to.match(/^warning: the price table is \d+ days old/);
    expect(evidence.unverified).to.deep.equal([]);
    expect(evidence).to.deep.include({ priced: 3, free: 2 });
  });

  it("names prices that no source confirms", () => {
    const large = { ...database, inputs: { ...database.inputs, instanceClass: "db.m7g.8xlarge" } };
    const cost = estimate({ ...input(), resources: [large] });
    expect(evidenceOf(cost, prices, "2026-11-24").unverified.map(({ line }) => line.name)).to.deep.equal([
      "Instance (db.m7g.8xlarge, Single-AZ)",
    ]);
  });
});

describe("the footer of a cost", () => {
  const evidence = evidenceOf(
    estimate({ resources: [], region: "us-east-1", usage: usage(), prices }),
    prices,
    prices.compiled,
  );
  const termsIn = (terms?: Terms) => footerOf(evidence, terms).find((line) => line.includes("priced"));

  it("says at which terms the figures are", () => {
    expect(termsIn()).to.equal(
      "0 resources priced, 0 free. On demand, without taxes, support, credits and commitments; 730 hours a month.",
    );
    expect(termsIn({ commitment: { compute: 0, database: 30 }, discount: 0, hours: 240 })).to.equal(
      "0 resources priced, 0 free. With commitments, without taxes, support and credits; 240 hours a month.",
    );
  });
});
