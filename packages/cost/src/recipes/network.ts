import { T } from "@toolkit/offline/aws-types";
import { HOURS_PER_MONTH } from "../formulas/time";
import { EGRESS_FREE_GB, EGRESS_TIERS, splitTiers } from "../formulas/tiers";
import { type CostResource, type GraphView } from "../graph-view";
import { list, text } from "./inputs";
import { free, freeAll, type Recipe, type RecipeContext, type ServiceRecipes } from "./recipe";

const NAT_GATEWAY = T.natGateway;
const VPC_ENDPOINT = T.endpoint;

/** Hours and data; its public address is priced at the Elastic IP. */
const natGateway: Recipe = (_, context) => [
  context.fixed("NAT gateway", "nat.hour", HOURS_PER_MONTH),
  context.perUse("Data processed", "nat.gb", natGb(context) / context.graph.ofType(NAT_GATEWAY).length),
];

/** What interface endpoints carry does not pass the NAT; what leaves for the internet always does. */
function natGb({ graph, usage }: RecipeContext): number {
  const { natGb: all, internetGb, endpointGb } = usage.network;
  return interfaceEndpoints(graph).length === 0 ? all : Math.max(Math.min(all, internetGb), all - endpointGb);
}

function interfaceEndpoints(graph: GraphView): readonly CostResource[] {
  return graph.ofType(VPC_ENDPOINT).filter(({ inputs }) => text(inputs, "vpcEndpointType") === "Interface");
}

/** Since 2024-02-01 every public IPv4 address is billed, in use or idle. */
const elasticIp: Recipe = (_, context) => [context.fixed("Public IPv4 address", "ipv4.public.hour", HOURS_PER_MONTH)];

/** Interface endpoints are billed per availability zone; gateway endpoints are free. */
const vpcEndpoint: Recipe = (endpoint, context) => {
  if (text(endpoint.inputs, "vpcEndpointType") !== "Interface") return { free: "gateway endpoints are free" };
  const zones = Math.max(1, list(endpoint.inputs, "subnetIds").length);
  const interfaces = interfaceEndpoints(context.graph).length;
  return [
    context.fixed("Interface endpoint", "vpce.interface.hour", zones * HOURS_PER_MONTH),
    context.perUse("Data processed", "vpce.interface.gb", context.usage.network.endpointGb / interfaces),
  ];
};

/** Traffic that crosses zones is billed once out and once in. */
const vpc: Recipe = (_, context) => [
  context.perUse("Data between availability zones", "dt.crossaz", 2 * context.usage.network.crossAzGb),
];

/** Egress is an account's, so it stands at the one gateway it leaves by. CloudFront fetches from origins for free. */
const internetGateway: Recipe = (_, context) => {
  const tiers = splitTiers(context.usage.network.internetGb, EGRESS_TIERS, EGRESS_FREE_GB);
  if (tiers.length === 0) return { free: `the first ${EGRESS_FREE_GB} GB out to the internet are free` };
  return tiers.map(({ key, name, quantity }) => context.perUse(`Data out to the internet (${name})`, key, quantity));
};

const flowLog: Recipe = (log, context) =>
  text(log.inputs, "logDestinationType") === "s3"
    ? [context.perUse("Flow log delivery to S3", "cw.logs.vended.s3.gb", context.usage.logs.flowGb)]
    : { free: "its data is priced at the log group" };

export const network: ServiceRecipes = {
  service: "Network",
  recipes: {
    [NAT_GATEWAY]: natGateway,
    [T.elasticIp]: elasticIp,
    [VPC_ENDPOINT]: vpcEndpoint,
    [T.vpc]: vpc,
    [T.internetGateway]: internetGateway,
    [T.flowLog]: flowLog,
    ...freeAll(
      "aws:ec2",
      [
        "subnet:Subnet",
        "routeTable:RouteTable",
        "routeTableAssociation:RouteTableAssociation",
        "mainRouteTableAssociation:MainRouteTableAssociation",
        "route:Route",
        "egressOnlyInternetGateway:EgressOnlyInternetGateway",
        "vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation",
        "vpcEndpointSubnetAssociation:VpcEndpointSubnetAssociation",
        "vpcEndpointPolicy:VpcEndpointPolicy",
        "networkAcl:NetworkAcl",
        "networkAclRule:NetworkAclRule",
        "networkAclAssociation:NetworkAclAssociation",
        "defaultNetworkAcl:DefaultNetworkAcl",
        "defaultRouteTable:DefaultRouteTable",
        "vpcDhcpOptions:VpcDhcpOptions",
        "vpcDhcpOptionsAssociation:VpcDhcpOptionsAssociation",
        "managedPrefixList:ManagedPrefixList",
        "vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation",
        "vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions",
      ],
      "part of the VPC, which has no charge of its own",
    ),
    ...freeAll(
      "aws:ec2",
      [
        "securityGroup:SecurityGroup",
        "defaultSecurityGroup:DefaultSecurityGroup",
        "securityGroupRule:SecurityGroupRule",
      ],
      "security groups are free",
    ),
    ...freeAll(
      "aws:vpc",
      [
        "securityGroupIngressRule:SecurityGroupIngressRule",
        "securityGroupEgressRule:SecurityGroupEgressRule",
        "securityGroupVpcAssociation:SecurityGroupVpcAssociation",
      ],
      "security group rules are free",
    ),
    [T.networkInterface]: free("network interfaces are free; their public address is priced at the Elastic IP"),
    [T.networkInterfaceAttachment]: free("attachments are free"),
    [T.networkInterfaceSecurityGroupAttachment]: free("attachments are free"),
    [T.eipAssociation]: free("the address is priced at the Elastic IP"),
  },
};
