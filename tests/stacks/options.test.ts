import { expect } from "chai";

import { deployStack } from "../support/deploy-stack";
import { options } from "../support/options";

describe("options", () => {
  for (const [what, stack, set, counts] of options) {
    it(`${what} (${stack})`, async () => {
      const made = await deployStack(stack, { set, mode: "both" });
      const found = Object.fromEntries(Object.keys(counts).map((type) => [type, made.all(type).length]));
      expect(found).to.deep.equal(counts);
    });
  }

  it("lets tasks reach the application's own buckets", async () => {
    const made = await deployStack("dev", { set: ["network.s3Buckets=[uploads]"] });
    const { policy } = made.only("aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy").inputs;
    expect(policy).to.match(/"arn:aws:s3:::uploads","arn:aws:s3:::uploads\/\*"/);
  });

  it("tells the server of pages the policy to send, as the edge has it", async () => {
    const made = await deployStack("dev", { set: ["edge.headers.contentSecurityPolicy.add={font-src: ['https:']}"] });
    const definition = made.named("frontend", "aws:ecs/taskDefinition:TaskDefinition").inputs.containerDefinitions;
    const headers = made.named("edge-page-headers").inputs.securityHeadersConfig as {
      contentSecurityPolicy: { contentSecurityPolicy: string; override: boolean };
    };
    const { contentSecurityPolicy: value, override } = headers.contentSecurityPolicy;
    expect(value).to.contain("font-src 'self' https:;");
    expect(override, "the server's own policy has its nonce").to.equal(false);
    expect(definition).to.contain(`{"name":"CONTENT_SECURITY_POLICY","value":"${value}"}`);
  });

  for (const variant of [["frontend=spa"], ["frontend=ssr", "backend.public=true"]]) {
    it(`sends each path of the backend to it, uncached and in their order: ${variant[0] ?? ""}`, async () => {
      const made = await deployStack("prod", { set: [...variant, "backend.paths=[/api/*, /graphql]"] });
      const { orderedCacheBehaviors } = made.only("aws:cloudfront/distribution:Distribution").inputs;
      const behaviours = orderedCacheBehaviors as {
        pathPattern: string;
        targetOriginId: string;
        cachePolicyId: string;
      }[];
      expect(behaviours.map(({ pathPattern, targetOriginId }) => [pathPattern, targetOriginId])).to.deep.equal([
        ["/assets/*", "site-group"],
        ["/api/*", "api"],
        ["/graphql", "api"],
      ]);
      expect(behaviours[1]?.cachePolicyId).to.equal(behaviours[2]?.cachePolicyId);
      const rule = made.named("backend", "aws:lb/listenerRule:ListenerRule").inputs.conditions;
      expect(JSON.stringify(rule), "the load balancer passes every path on").to.contain('"/*"');
    });
  }

  it("puts a single NAT gateway where it is told", async () => {
    const made = await deployStack("dev", { set: ["network.nat=single", "network.natAz=b"] });
    expect(made.only("aws:ec2/natGateway:NatGateway").name).to.equal("egress-nat-b");
  });

  it("runs tasks only in the workload's zones", async () => {
    const made = await deployStack("prod", { set: ["network.workloadAzs=[b]", "acceptedRisks=[singleAzWorkload]"] });
    const { subnets } = made.named("backend", "aws:ecs/service:Service").inputs.networkConfiguration as {
      subnets: string[];
    };
    expect(subnets).to.have.length(1);
  });

  it("keeps every name when a zone is added", async () => {
    const [two, three] = [
      await deployStack("dev"),
      await deployStack("dev", { set: ["network.azs=[a, b, c]", "network.workloadAzs=[a, b]"] }),
    ];
    expect(two.urns.filter((urn) => !three.urns.includes(urn))).to.deep.equal([]);
    for (const subnet of two.all("aws:ec2/subnet:Subnet")) {
      expect(three.named(subnet.name, subnet.type).inputs).to.deep.equal(subnet.inputs);
    }
  });
});
