import { expect } from "chai";

import { CostError, estimate, formulas } from "../src";
import { costOf, linesOf, missingOf, prices, resource, usage } from "./support/fixtures";

const { toCents, HOURS_PER_MONTH } = formulas;

describe("network and load balancing", () => {
  it("a public load balancer in two zones costs 23.73 USD, an internal one 16.43", () => {
    const balancer = (internal: boolean) =>
      resource("aws:lb/loadBalancer:LoadBalancer", "lb", { internal, subnets: ["a", "b"] });
    expect(toCents(costOf([balancer(false)], "lb"))).to.equal(23.73);
    expect(toCents(costOf([balancer(true)], "lb"))).to.equal(16.43);
  });

  it("prices network and gateway load balancers, with reserved capacity, and their Elastic IPs by themselves", () => {
    const balancer = (inputs: object) => costOf([resource("aws:lb/loadBalancer:LoadBalancer", "lb", inputs)], "lb");
    expect(toCents(balancer({ loadBalancerType: "network", subnets: ["a"] }))).to.equal(20.08);
    const mapped = { loadBalancerType: "network", subnetMappings: [{ subnetId: "a", allocationId: "eipalloc-1" }] };
    expect(toCents(balancer(mapped))).to.equal(16.43);
    expect(toCents(balancer({ loadBalancerType: "gateway", subnets: ["a"] }))).to.equal(9.13);
    const reserved = { internal: true, minimumLoadBalancerCapacity: { capacityUnits: 100 } };
    expect(toCents(balancer(reserved))).to.equal(16.43 + 584);
    expect(() => balancer({ loadBalancerType: "quantum" })).to.throw(CostError, /quantum\.hour/);
  });

  it("prices gateway load balancer endpoints, and the data of interface endpoints by tiers", () => {
    const endpoint = (vpcEndpointType: string) =>
      resource("aws:ec2/vpcEndpoint:VpcEndpoint", "it", { vpcEndpointType, subnetIds: ["1"] });
    const month = usage({ network: { endpointGb: 1000 } });
    expect(toCents(costOf([endpoint("GatewayLoadBalancer")], "it", month))).to.equal(10.8);
    const petabytes = usage({ network: { endpointGb: 2 * 1024 * 1024 } });
    expect(toCents(costOf([endpoint("Interface")], "it", petabytes))).to.equal(toCents(7.3 + 1024 * 1024 * 0.016));
    expect(() => costOf([endpoint("Resource")], "it")).to.throw(CostError, /"Resource"/);
  });

  it("prices the public address of an instance that asks for one or whose subnet gives one", () => {
    const subnet = resource("aws:ec2/subnet:Subnet", "public", { mapPublicIpOnLaunch: true });
    const instance = (inputs: object) =>
      resource(
        "aws:ec2/instance:Instance",
        "it",
        { instanceType: "t3.medium", ...inputs },
        { propertyDependencies: { subnetId: [subnet.urn] } },
      );
    const eip = resource("aws:ec2/eip:Eip", "ip", {}, { dependsOn: [instance({}).urn] });
    const alone = toCents(costOf([instance({ associatePublicIpAddress: false }), subnet], "it"));
    expect(toCents(costOf([instance({}), subnet], "it"))).to.equal(toCents(alone + 3.65));
    expect(toCents(costOf([instance({ associatePublicIpAddress: true })], "it"))).to.equal(toCents(alone + 3.65));
    expect(toCents(costOf([instance({}), subnet, eip], "it"))).to.equal(alone);
  });

  it("takes no free tier off where none is granted", () => {
    const resources = [resource("aws:ec2/internetGateway:InternetGateway", "igw")];
    const input = { resources, region: "us-east-1", usage: usage({ network: { internetGb: 150 } }), prices };
    expect(toCents(estimate({ ...input, freeTier: "none" }).total)).to.equal(13.5);
    expect(toCents(estimate(input).total)).to.equal(4.5);
  });

  it("shares NAT data over the gateways; each costs 32.85 USD and its address 3.65", () => {
    const gateways = ["a", "b"].map((zone) => resource("aws:ec2/natGateway:NatGateway", zone));
    const month = usage({ network: { natGb: 40 } });
    expect(toCents(costOf(gateways, "a", month))).to.equal(33.75);
    expect(toCents(costOf([resource("aws:ec2/eip:Eip", "ip")], "ip"))).to.equal(3.65);
  });

  it("leaves to the NAT what endpoints do not carry, and all that goes to the internet", () => {
    const gateway = resource("aws:ec2/natGateway:NatGateway", "a");
    const endpoint = resource("aws:ec2/vpcEndpoint:VpcEndpoint", "logs", { vpcEndpointType: "Interface" });
    const cost = (natGb: number, endpointGb: number, internetGb: number) =>
      costOf([gateway, endpoint], "a", usage({ network: { natGb, endpointGb, internetGb } })) - 32.85;
    expect(cost(100, 60, 10)).to.be.closeTo(1.8, 1e-9);
    expect(cost(100, 100, 10)).to.be.closeTo(0.45, 1e-9);
  });

  it("a NAT instance costs 3.71 USD besides its address", () => {
    const nat = resource("aws:ec2/instance:Instance", "nat", {
      instanceType: "t4g.nano",
      rootBlockDevice: { volumeSize: 8, volumeType: "gp3" },
    });
    expect(toCents(costOf([nat], "nat"))).to.equal(3.71);
  });

  it("prices an instance size the table lacks as a multiple of large, unverified", () => {
    const [line] = linesOf([resource("aws:ec2/instance:Instance", "big", { instanceType: "m7g.4xlarge" })], "big");
    expect(line).to.include({ priceKey: "ec2.m7g.large", monthlyQuantity: 8 * HOURS_PER_MONTH, confidence: "D" });
    const unknown = resource("aws:ec2/instance:Instance", "odd", { instanceType: "x9.large" });
    expect(missingOf(unknown)).to.match(/ec2\.x9\.large/);
  });

  it("four interface endpoints in two zones cost 58.40 USD; gateway endpoints are free", () => {
    const four = ["a", "b", "c", "d"].map((name) =>
      resource("aws:ec2/vpcEndpoint:VpcEndpoint", name, { vpcEndpointType: "Interface", subnetIds: ["1", "2"] }),
    );
    const gateway = resource("aws:ec2/vpcEndpoint:VpcEndpoint", "s3", { vpcEndpointType: "Gateway" });
    const cost = estimate({ resources: [...four, gateway], region: "us-east-1", usage: usage(), prices });
    expect(toCents(cost.total)).to.equal(58.4);
    expect(cost.resources.at(-1)?.free).to.equal("gateway endpoints are free");
  });

  it("bills data between zones in both directions and egress above 100 GB", () => {
    const month = usage({ network: { crossAzGb: 60, internetGb: 150 } });
    expect(toCents(costOf([resource("aws:ec2/vpc:Vpc", "vpc")], "vpc", month))).to.equal(1.2);
    expect(toCents(costOf([resource("aws:ec2/internetGateway:InternetGateway", "igw")], "igw", month))).to.equal(4.5);
  });
});
