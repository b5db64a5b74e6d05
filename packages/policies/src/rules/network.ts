import type { PolicyGraph, PolicyResource } from "../graph";
import { companionRule, customRule, inputRule, isNotTrue, oneOf } from "../makers";
import { type Rule, UNLINK } from "../rule";
import { T } from "@toolkit/offline/aws-types";

const ANYWHERE = ["0.0.0.0/0", "::/0"];

const goesAnywhere = (route: PolicyResource): boolean =>
  ANYWHERE.includes(String(route.inputs.destinationCidrBlock ?? route.inputs.destinationIpv6CidrBlock));

/** Route tables that a subnet is associated with. */
const tablesOf = (subnet: PolicyResource, graph: PolicyGraph): PolicyResource[] =>
  graph
    .referrers(subnet, T.routeTableAssociation, "subnetId")
    .flatMap((association) => graph.linked(association, "routeTableId", T.routeTable));

/** VPC, subnets, routes, addresses and endpoints. */
export const networkRules: readonly Rule[] = [
  companionRule({
    id: "vpc-flow-logs",
    answers: "CKV2_AWS_11 EC2.6 CIS-4.7 nag:VPC7",
    severity: "medium",
    title: "Every VPC records its traffic, at least what is rejected",
    fix: "Add a FlowLog of the VPC with trafficType REJECT or ALL.",
    type: T.vpc,
    companion: T.flowLog,
    link: "vpcId",
    expects: [{ path: "trafficType", accepts: oneOf("ALL", "REJECT"), good: "ALL", bad: "ACCEPT" }],
  }),
  companionRule({
    id: "vpc-default-group-closed",
    answers: "CKV2_AWS_12 EC2.2 CIS-6.5",
    severity: "high",
    title: "The default security group of every VPC is taken over and lets nothing through",
    fix: "Add a DefaultSecurityGroup of the VPC without ingress and egress.",
    type: T.vpc,
    companion: T.defaultGroup,
    link: "vpcId",
    expects: ["ingress", "egress"].map((path) => ({
      path,
      accepts: (rules: unknown) => rules === undefined || (Array.isArray(rules) && rules.length === 0),
      good: [],
      bad: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["10.0.0.0/8"] }],
    })),
  }),
  customRule({
    id: "vpc-no-network-acls",
    answers: "EC2.16 EC2.21 nag:VPC3",
    severity: "medium",
    title: "Traffic is ruled by security groups alone: no custom network ACL",
    fix: "Remove the network ACL and say the same in security groups.",
    types: [T.networkAcl],
    check: (acl) => (acl.inputs.vpcId === undefined ? [] : [{ message: "is a network ACL of its own" }]),
    compliant: [{ type: T.networkAcl, inputs: {} }],
    breaks: [{ type: T.networkAcl, path: "vpcId", to: "vpc-1" }],
  }),
  inputRule({
    id: "subnet-no-public-addresses",
    answers: "CKV_AWS_130 EC2.15",
    severity: "medium",
    title: "No subnet gives public addresses by itself",
    fix: "Set mapPublicIpOnLaunch to false.",
    type: T.subnet,
    path: "mapPublicIpOnLaunch",
    accepts: isNotTrue,
    good: false,
    bad: true,
  }),
  customRule({
    id: "elastic-ip-attached",
    answers: "CKV2_AWS_19",
    severity: "low",
    title: "Every Elastic IP belongs to a NAT gateway or to the interface of a NAT instance",
    fix: "Attach or remove the address: an idle one is billed.",
    types: [T.elasticIp],
    needsGraph: true,
    check: (address, graph) =>
      address.inputs.networkInterface !== undefined || graph.referrers(address, T.natGateway, "allocationId").length > 0
        ? []
        : [{ message: "is attached to nothing" }],
    compliant: [
      { type: T.elasticIp, name: "instance", inputs: { networkInterface: "eni-1" } },
      { type: T.elasticIp, name: "gateway" },
      { type: T.natGateway, links: { allocationId: ["gateway"] } },
    ],
    breaks: [
      { type: T.natGateway, path: "allocationId", to: UNLINK },
      { type: T.elasticIp, path: "networkInterface", to: undefined },
    ],
  }),
  customRule({
    id: "elastic-ip-on-interface",
    answers: "",
    severity: "low",
    title: "The address of a NAT instance stays with its interface",
    fix: "Set domain to vpc and networkInterface to the NAT instance's interface.",
    types: [T.elasticIp],
    check: ({ inputs }) => (inputs.domain === "vpc" ? [] : [{ message: "is not an address of a VPC" }]),
    compliant: [{ type: T.elasticIp, inputs: { domain: "vpc" } }],
    breaks: [{ type: T.elasticIp, path: "domain", to: "standard" }],
  }),
  customRule({
    id: "route-default-by-gateway",
    answers: "CKV2_AWS_35",
    severity: "low",
    title: "Default routes lead to a NAT or internet gateway, not to an instance",
    fix: "Set natGatewayId, or gatewayId of an internet gateway.",
    types: [T.route],
    check: (route) => {
      const hasGateway = [route.inputs.natGatewayId, route.inputs.gatewayId].some((id) => id !== undefined);
      return !goesAnywhere(route) || hasGateway ? [] : [{ message: "the default route leads to an instance" }];
    },
    compliant: [
      { type: T.route, name: "private", inputs: { destinationCidrBlock: "0.0.0.0/0", natGatewayId: "nat-1" } },
      { type: T.route, name: "public", inputs: { destinationCidrBlock: "0.0.0.0/0", gatewayId: "igw-1" } },
    ],
    breaks: [
      { type: T.route, name: "private", path: "natGatewayId", to: undefined },
      { type: T.route, name: "public", path: "gatewayId", to: undefined },
    ],
  }),
  customRule({
    id: "route-peering-narrow",
    answers: "CKV2_AWS_44",
    severity: "medium",
    title: "Routes to peered VPCs name a network",
    fix: "Route the peer's CIDR only.",
    types: [T.route],
    check: (route) =>
      goesAnywhere(route) && route.inputs.vpcPeeringConnectionId !== undefined
        ? [{ message: "the default route leads to a peered VPC" }]
        : [],
    compliant: [
      { type: T.route, name: "peer", inputs: { destinationCidrBlock: "10.9.0.0/16", vpcPeeringConnectionId: "pcx-1" } },
      { type: T.route, name: "default", inputs: { destinationCidrBlock: "0.0.0.0/0", natGatewayId: "nat-1" } },
    ],
    breaks: [
      { type: T.route, name: "peer", path: "destinationCidrBlock", to: "0.0.0.0/0" },
      { type: T.route, name: "default", path: "vpcPeeringConnectionId", to: "pcx-1" },
    ],
  }),
  customRule({
    id: "database-subnets-isolated",
    answers: "RDS.46",
    severity: "high",
    title: "Database subnets have no way to the internet",
    fix: "Use subnets whose route table has no default route.",
    types: [T.databaseSubnets],
    needsGraph: true,
    check: (group, graph) => {
      const subnets = graph.linked(group, "subnetIds", T.subnet);
      if (subnets.length === 0) return [{ message: "its subnets are not of this stack" }];
      return subnets.flatMap((subnet) => {
        const tables = tablesOf(subnet, graph);
        if (tables.length === 0) return [{ message: `${subnet.name} uses the main route table of the VPC` }];
        return tables.flatMap((table) => graph.referrers(table, T.route, "routeTableId")).some(goesAnywhere)
          ? [{ message: `${subnet.name} has a default route` }]
          : [];
      });
    },
    compliant: [
      { type: T.subnet, name: "subnet" },
      { type: T.routeTable, name: "table" },
      { type: T.routeTableAssociation, links: { subnetId: ["subnet"], routeTableId: ["table"] } },
      { type: T.route, inputs: { destinationCidrBlock: "10.0.0.0/8" }, links: { routeTableId: ["table"] } },
      { type: T.databaseSubnets, links: { subnetIds: ["subnet"] } },
    ],
    breaks: [
      { type: T.route, path: "destinationCidrBlock", to: "0.0.0.0/0" },
      { type: T.databaseSubnets, path: "subnetIds", to: UNLINK },
      { type: T.routeTableAssociation, path: "subnetId", to: UNLINK },
      { type: T.routeTableAssociation, path: "routeTableId", to: UNLINK },
    ],
  }),
  customRule({
    id: "interface-checks-source",
    answers: "EC2.180",
    severity: "medium",
    title: "Network interfaces take only traffic of their own",
    fix: "Leave sourceDestCheck on.",
    types: [T.networkInterface],
    check: ({ inputs }) => (inputs.sourceDestCheck === false ? [{ message: "sourceDestCheck is off" }] : []),
    compliant: [{ type: T.networkInterface, inputs: { sourceDestCheck: true } }],
    breaks: [{ type: T.networkInterface, path: "sourceDestCheck", to: false }],
  }),
];
