import { T } from "@toolkit/offline/aws-types";
import { generalRule } from "../../makers";
import type { Rule } from "../../rule";
import { type Leaf, leavesOf, saying } from "./values";

const ANYWHERE = ["0.0.0.0/0", "::/0"];

/** Names of what lets in; the name of what is let in often stands further up. */
const SOURCE = /cidr|source|range|allow|whitelist|address|^ips?$/i;
/** What leaves, or where it goes, and what is kept out. */
const NOT_IN = /egress|outbound|destination|target|local|remote|route|tunnel|deny|denied|disallow|block(ed)?(list|s$)/i;

const NETWORK_ACLS = [
  "aws:ec2/networkAcl:NetworkAcl",
  "aws:ec2/networkAclRule:NetworkAclRule",
  "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl",
];

/** Ports by which machines are administered. */
const ADMIN_PORTS = [22, 3389];

function letsEverybodyIn({ path, name, value, within }: Leaf): boolean {
  if (typeof value !== "string" || !ANYWHERE.includes(value) || !SOURCE.test(name)) return false;
  const leaves = within.type === "egress" || within.egress === true || within.trafficDirection === "egress";
  return !leaves && !path.some((step) => NOT_IN.test(step) && !/^cidrBlocks?$|^ipv6CidrBlocks?$/i.test(step));
}

/**
 * A network ACL is open by nature; what counts is that machines cannot be administered (AWS Security Hub user guide,
 * EC2.21, https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-21).
 */
function admitsAdministration({ within }: Leaf): boolean {
  if ((within.action ?? within.ruleAction) !== "allow") return false;
  const [from, to] = [Number(within.fromPort ?? 0), Number(within.toPort ?? 65_535)];
  const isWhole = String(within.protocol) === "-1" || String(within.protocol) === "all";
  return isWhole || ADMIN_PORTS.some((port) => from <= port && port <= to);
}

function portsOf({ within }: Leaf): string {
  const { fromPort, toPort } = within;
  const protocol = within.protocol ?? within.ipProtocol;
  if (String(protocol) === "-1") return ", every protocol";
  if (typeof fromPort !== "number") return "";
  return typeof toPort !== "number" || fromPort === toPort ? `, port ${fromPort}` : `, ports ${fromPort} to ${toPort}`;
}

/** What is open to the internet. */
export const networkRule: Rule = generalRule({
  id: "source-not-open",
  severity: "high",
  title: "No rule of any type admits the whole internet",
  fix: "Name the networks, security groups or prefix lists that need it.",
  everyTypeBut: [T.ingressRule, T.egressRule],
  problems: ({ type, inputs }) =>
    leavesOf(inputs)
      .filter((leaf) => letsEverybodyIn(leaf) && (!NETWORK_ACLS.includes(type) || admitsAdministration(leaf)))
      .map((leaf) => `${saying(leaf)}${portsOf(leaf)}`),
  examples: [
    {
      type: T.securityGroup,
      path: "ingress.*.cidrBlocks",
      good: ["10.0.0.0/16"],
      bad: ["0.0.0.0/0"],
      with: { egress: [{ protocol: "-1", cidrBlocks: ["0.0.0.0/0"] }], ingress: [{ fromPort: 22, toPort: 22 }] },
    },
    {
      type: "aws:ec2/securityGroupRule:SecurityGroupRule",
      path: "type",
      good: "egress",
      bad: "ingress",
      with: { cidrBlocks: ["0.0.0.0/0"], protocol: "-1" },
    },
    {
      type: "aws:eks/cluster:Cluster",
      path: "vpcConfig.publicAccessCidrs",
      good: ["192.0.2.0/24"],
      bad: ["::/0"],
    },
    {
      type: "aws:lightsail/instancePublicPorts:InstancePublicPorts",
      path: "portInfos.*.cidrs",
      good: ["192.0.2.0/24"],
      bad: ["0.0.0.0/0"],
    },
    {
      type: "aws:ec2/networkAclRule:NetworkAclRule",
      path: "fromPort",
      good: 1024,
      bad: 0,
      with: { cidrBlock: "0.0.0.0/0", ruleAction: "allow", protocol: "tcp", toPort: 2048 },
    },
    {
      type: "aws:sqs/queue:Queue",
      path: "policy",
      good: JSON.stringify({ Statement: [{ Condition: { IpAddress: { "aws:SourceIp": "192.0.2.0/24" } } }] }),
      bad: JSON.stringify({ Statement: [{ Condition: { IpAddress: { "aws:SourceIp": "0.0.0.0/0" } } }] }),
    },
  ],
});
