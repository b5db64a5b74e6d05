import * as aws from "@pulumi/aws";
import { expect } from "chai";
import { previewFixture } from "../../support/deploy-stack";
import { flowsOf, isHalfOpen } from "../../../tools/report/flows";
import { renderTraffic } from "../../../tools/report/sections/traffic";
import { trafficEdges } from "../../../stacks/traffic";
import { portsOf } from "../../../stacks/ports";
import { type Deployment, deploy } from "@toolkit/offline/testing";
import { Room } from "../../../packages/offline/tests/fixtures";
import { textOf } from "./support";

const tcp = (port: number) => ({ ipProtocol: "tcp", fromPort: port, toPort: port });

interface Groups {
  readonly web: aws.ec2.SecurityGroup;
  readonly data: aws.ec2.SecurityGroup;
  readonly parent: Room;
}

/** A room with two groups, and the rules under test. */
function rules(build: (groups: Groups) => void): Promise<Deployment> {
  return deploy(() => {
    const parent = new Room("room");
    const group = (name: string) =>
      new aws.ec2.SecurityGroup(`room-${name}`, { vpcId: "vpc-1", description: `The ${name}` }, { parent });
    build({ web: group("web"), data: group("data"), parent });
  });
}

describe("flows", () => {
  it("join the rules at both ends of one flow", async () => {
    const { graph } = await rules(({ web, data, parent }) => {
      const ends = { ...tcp(3306), description: "Queries" };
      new aws.vpc.SecurityGroupEgressRule(
        "out",
        { ...ends, securityGroupId: web.id, referencedSecurityGroupId: data.id },
        { parent },
      );
      new aws.vpc.SecurityGroupIngressRule(
        "in",
        { ...ends, securityGroupId: data.id, referencedSecurityGroupId: web.id },
        { parent },
      );
    });
    const [flow, ...others] = flowsOf(graph);
    expect(others).to.be.empty;
    expect(flow).to.deep.equal({
      from: { name: "web", detail: "The web", isGroup: true },
      to: { name: "data", detail: "The data", isGroup: true },
      ports: "3306",
      protocol: "tcp",
      description: "Queries",
      isOut: true,
      isIn: true,
    });
    expect(flow && isHalfOpen(flow)).to.equal(false);
  });

  it("show a rule without its counterpart as one through which nothing flows", async () => {
    const { graph } = await rules(({ web, data, parent }) => {
      new aws.vpc.SecurityGroupEgressRule(
        "out",
        { ...tcp(3306), securityGroupId: web.id, referencedSecurityGroupId: data.id },
        { parent },
      );
    });
    expect(flowsOf(graph).map(isHalfOpen)).to.deep.equal([true]);
    expect(textOf(renderTraffic(graph).content as object)).to.include("one end only: nothing flows");
  });

  it("name what stands outside of the groups", async () => {
    const { graph } = await rules(({ web, parent }) => {
      const out = (name: string, target: Omit<aws.vpc.SecurityGroupEgressRuleArgs, "securityGroupId" | "ipProtocol">) =>
        new aws.vpc.SecurityGroupEgressRule(name, { ...tcp(443), ...target, securityGroupId: web.id }, { parent });
      const endpoint = new aws.ec2.VpcEndpoint(
        "s3",
        { vpcId: "vpc-1", serviceName: "com.amazonaws.us-east-1.s3", vpcEndpointType: "Gateway" },
        { parent },
      );
      out("everywhere", { cidrIpv4: "0.0.0.0/0" });
      out("everywhere-6", { cidrIpv6: "::/0" });
      out("office", { cidrIpv4: "192.0.2.0/24" });
      out("bucket", { prefixListId: endpoint.prefixListId });
      out("peered", { referencedSecurityGroupId: "sg-123" });
      new aws.vpc.SecurityGroupIngressRule(
        "edge",
        { ...tcp(443), prefixListId: "pl-3b927c52", securityGroupId: web.id },
        { parent },
      );
    });
    expect(flowsOf(graph).map(({ from, to }) => `${from.name} > ${to.name}`)).to.deep.equal([
      "web > internet",
      "web > 192.0.2.0/24",
      "web > S3",
      "web > sg-123",
      "CloudFront > web",
    ]);
    expect(flowsOf(graph).some(isHalfOpen)).to.equal(false);
  });

  it("write ranges and rules for everything as such", async () => {
    const { graph } = await rules(({ web, parent }) => {
      const cidrIpv4 = "0.0.0.0/0";
      new aws.vpc.SecurityGroupEgressRule(
        "range",
        { ipProtocol: "udp", fromPort: 1024, toPort: 2048, cidrIpv4, securityGroupId: web.id },
        { parent },
      );
      new aws.vpc.SecurityGroupEgressRule("all", { ipProtocol: "-1", cidrIpv4, securityGroupId: web.id }, { parent });
    });
    expect(flowsOf(graph).map(({ protocol, ports }) => [protocol, ports])).to.deep.equal([
      ["udp", "1024-2048"],
      ["any", "all"],
    ]);
  });

  it("say when a group holds rules that they do not know", async () => {
    const { graph } = await deploy(() => {
      new Room("room", (parent) => {
        const open = { protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] };
        new aws.ec2.SecurityGroup("old", { vpcId: "vpc-1", ingress: [open] }, { parent });
      });
    });
    expect(textOf(renderTraffic(graph).content as object)).to.include("Group old holds inline rules");
  });

  for (const frontend of ["ssr", "spa"]) {
    it(`are the project's table of traffic and nothing else: prod, ${frontend}`, async () => {
      const { config, graph } = await previewFixture({ stack: "prod", set: [`frontend=${frontend}`] });
      const OUTSIDE: Readonly<Record<string, string>> = { cloudfront: "CloudFront", s3: "S3" };
      const expected = trafficEdges({ config, ports: portsOf(config) }).map(
        ({ from, to, port }) => `${OUTSIDE[from] ?? from} ${OUTSIDE[to] ?? to} ${port}`,
      );
      const flows = flowsOf(graph);
      expect(flows.map(({ from, to, ports }) => `${from.name} ${to.name} ${ports}`)).to.have.members(expected);
      expect(flows.some(isHalfOpen)).to.equal(false);
    });
  }
});
