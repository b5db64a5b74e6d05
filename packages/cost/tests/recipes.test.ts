import { expect } from "chai";

import { estimate, knownTypes, recipeFor, totalsByService, usagePresets } from "../src";
import { definition, linesOf, prices, resource, service, usage } from "./support/fixtures";

describe("every resource", () => {
  it("of a type nobody knows has no price, and hides that of no other", () => {
    const gateway = resource("aws:ec2/natGateway:NatGateway", "nat");
    const resources = [resource("aws:nowhere/thing:Thing", "a"), gateway, resource("aws:nowhere/other:Other", "b")];
    const cost = estimate({ resources, region: "us-east-1", usage: usagePresets.small, prices });
    expect(cost.unpriced.map(({ name, noPrice }) => [name, noPrice])).to.deep.equal([
      ["a", "there is no recipe for this type"],
      ["b", "there is no recipe for this type"],
    ]);
    expect(cost.total).to.be.greaterThan(30);
    expect(cost.resources).to.have.length(3);
  });

  it("with inputs that its recipe does not foresee has no price", () => {
    const strange = resource("aws:rds/instance:Instance", "db", { instanceClass: { toString: null } });
    const { unpriced } = estimate({ resources: [strange], region: "us-east-1", usage: usagePresets.small, prices });
    expect(unpriced).to.have.length(1);
  });

  it("of another provider is not on AWS's bill, a component that AWS's provider builds is not seen", () => {
    const some = [
      resource("kubernetes:apps/v1:Deployment", "web"),
      resource("awsx:ec2:Vpc", "vpc", {}, { custom: false, remote: true }),
      resource("aws:ec2/natGateway:NatGateway", "theirs", {}, { external: true }),
    ];
    const { resources } = estimate({ resources: some, region: "us-east-1", usage: usagePresets.small, prices });
    expect(resources.map(({ free, noPrice }) => free ?? noPrice)).to.deep.equal([
      "not a resource of AWS",
      "its provider makes resources that are not seen here",
    ]);
  });

  it("of a free type says why", () => {
    const some = [
      resource("aws:iam/role:Role", "role"),
      resource("random:index/randomId:RandomId", "id"),
      resource("shop:network:Network", "network", {}, { custom: false }),
      resource("aws:ec2/subnet:Subnet", "subnet"),
    ];
    const { resources } = estimate({ resources: some, region: "us-east-1", usage: usagePresets.small, prices });
    expect(resources.map(({ free }) => free?.length ?? 0).every((length) => length > 5)).to.be.true;
  });

  it("has one recipe only, in one service", () => {
    expect(new Set(knownTypes).size).to.equal(knownTypes.length);
    expect(recipeFor({ type: "aws:lb/loadBalancer:LoadBalancer" })?.service).to.equal("Load balancing");
  });

  it("with a region of its own is priced there", () => {
    const topics = [resource("aws:cloudwatch/logGroup:LogGroup", "logs", { region: "us-east-1", retentionInDays: 1 })];
    const month = usage({ logs: { applicationGb: 1 } });
    const [ingest] = linesOf(topics, "logs", month, "eu-west-1");
    expect(ingest?.unitPrice).to.equal(0.5);
  });

  it("of an unknown region has no price", () => {
    const resources = [resource("aws:ec2/natGateway:NatGateway", "nat"), resource("aws:iam/role:Role", "role")];
    const { unpriced, total } = estimate({ resources, region: "mars-1", usage: usage(), prices });
    expect(unpriced.map(({ noPrice }) => noPrice)).to.deep.equal([
      'There are no prices for region "mars-1": it is no commercial region of AWS.',
    ]);
    expect(total).to.equal(0);
  });

  it("with a count below zero, without end or of another kind has no price, and neither has one not known yet", () => {
    for (const desiredCount of [-3, Infinity, -Infinity, NaN, "many", "[unknown]", {}]) {
      const { total, unpriced } = estimate({
        resources: [definition, service({ desiredCount })],
        region: "us-east-1",
        usage: usage(),
        prices,
      });
      expect([total, unpriced.length], JSON.stringify(desiredCount)).to.deep.equal([0, 1]);
      expect(unpriced[0]?.noPrice).to.match(/"desiredCount"/);
    }
  });

  it("has a value of its own in the profile where it is named", () => {
    const repositories = ["a", "b", "c"].map((name) => resource("aws:ecr/repository:Repository", name));
    const month = { ...usage({ storage: { imageGb: 4 } }), resources: { a: { "storage.imageGb": 10 } } };
    expect(["a", "b", "c"].map((name) => linesOf(repositories, name, month)[0]?.monthlyQuantity)).to.deep.equal([
      10, 2, 2,
    ]);
  });

  it("adds up: services to the total, lines to fixed and usage", () => {
    const resources = [definition, service({}), resource("aws:ec2/natGateway:NatGateway", "nat")];
    const cost = estimate({ resources, region: "us-east-1", usage: usagePresets.small, prices });
    const services = totalsByService(cost);
    expect(services.map((row) => row.service)).to.deep.equal(["Network", "Containers"]);
    expect(services.reduce((sum, { total }) => sum + total, 0)).to.be.closeTo(cost.total, 1e-9);
    expect(cost.fixed + cost.usage).to.be.closeTo(cost.total, 1e-9);
  });
});
