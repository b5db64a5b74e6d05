import { expect } from "chai";

import { estimate, knownTypes, recipeFor, totalsByService, type Usage, usagePresets } from "../src";
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
      "its provider makes resources that are not seen here, such as ec2.Eip, ec2.InternetGateway, ec2.NatGateway, ec2.Vpc, ec2.VpcEndpoint",
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

  const shared: readonly (readonly [path: string, line: RegExp, type: string, inputs?: object])[] = [
    ["storage.imageGb", /^Image storage/, "aws:ecr/repository:Repository"],
    ["network.natGb", /^Data processed/, "aws:ec2/natGateway:NatGateway"],
    ["network.endpointGb", /^Data processed/, "aws:ec2/vpcEndpoint:VpcEndpoint", { vpcEndpointType: "Interface" }],
    [
      "network.endpointGb",
      /^Data processed/,
      "aws:ec2/vpcEndpoint:VpcEndpoint",
      { vpcEndpointType: "GatewayLoadBalancer" },
    ],
    ["operations.dnsQueries", /^Queries/, "aws:route53/record:Record", { type: "A", name: "www" }],
    ["operations.secretCalls", /^API requests/, "aws:secretsmanager/secret:Secret"],
    ["operations.kmsRequests", /^Requests/, "aws:kms/key:Key"],
    ["operations.notifications", /^Messages published/, "aws:sns/topic:Topic"],
    ["operations.notifications", /^E-mail/, "aws:sns/topic:Topic"],
    ["logs.applicationGb", /^Data ingested/, "aws:cloudwatch/logGroup:LogGroup"],
    ["traffic.uploadGb", /^Data to the origin/, "aws:cloudfront/distribution:Distribution"],
    ["traffic.pageViews", /^HTTPS requests/, "aws:cloudfront/distribution:Distribution"],
  ];
  for (const [path, line, type, inputs = {}] of shared) {
    const kind = "vpcEndpointType" in inputs ? `${String(inputs.vpcEndpointType)} endpoint` : type;
    it(`has its own ${path} where the profile names it, ${kind}, and the others share the rest`, () => {
      const some = ["a", "b", "c"].map((name) => resource(type, name, inputs));
      const [section = "", key = ""] = path.split(".");
      const month = (value: number, resources: Usage["resources"] = {}) => {
        const more = { traffic: { edgeObjectsPerPageView: 1, [key]: value } };
        return { ...usage(section === "traffic" ? more : { [section]: { [key]: value } }), resources };
      };
      const quantities = (usual: Usage) =>
        ["a", "b", "c"].map((name) => {
          const { resources } = estimate({
            resources: some,
            region: "us-east-1",
            usage: usual,
            prices,
            freeTier: "none",
          });
          const lines = resources.find((cost) => cost.name === name)?.components ?? [];
          return lines.filter((one) => line.test(one.name)).reduce((sum, one) => sum + one.monthlyQuantity, 0);
        });
      const [each = 0] = quantities(month(3000));
      expect(each).to.be.greaterThan(0);
      expect(quantities(month(3000))).to.deep.equal([each, each, each]);
      const owned = quantities(month(2000, { a: { [path]: 5000 } }));
      expect(owned.map((quantity) => Math.round((quantity / each) * 1000))).to.deep.equal([5000, 1000, 1000]);
    });
  }

  it("gets as a subscription what its topic is sent, also where the topic has a value of its own", () => {
    const topics = ["a", "b", "c"].map((name) => resource("aws:sns/topic:Topic", name));
    const subscriptions = topics.map(({ name, urn }) =>
      resource(
        "aws:sns/topicSubscription:TopicSubscription",
        `to-${name}`,
        { protocol: "email" },
        { dependsOn: [urn] },
      ),
    );
    const month = {
      ...usage({ operations: { notifications: 4e5 } }),
      resources: { a: { "operations.notifications": 1e6 } },
    };
    expect(
      ["to-a", "to-b", "to-c"].map((name) => linesOf([...topics, ...subscriptions], name, month)[0]?.monthlyQuantity),
    ).to.deep.equal([10, 2, 2]);
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
