import { expect } from "chai";

import { CostError, estimate, knownTypes, recipeFor, totalsByService, usagePresets } from "../src";
import { definition, linesOf, prices, resource, service, usage } from "./support/fixtures";

describe("every resource", () => {
  it("of a type nobody knows is an error that names the type, all at once", () => {
    const resources = [resource("aws:lambda/function:Function", "a"), resource("aws:eks/cluster:Cluster", "b")];
    expect(() => estimate({ resources, region: "us-east-1", usage: usagePresets.small, prices })).to.throw(
      CostError,
      /aws:lambda\/function:Function is neither priced nor declared free[^]*aws:eks\/cluster:Cluster/,
    );
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

  it("of an unknown region is refused before anything is priced", () => {
    expect(() => estimate({ resources: [], region: "mars-1", usage: usage(), prices })).to.throw(CostError, /mars-1/);
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
