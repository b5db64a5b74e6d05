import { T } from "@toolkit/offline/aws-types";
import { type CostComponent } from "../cost-component";
import { CostError } from "../errors";
import { HOURS_PER_MONTH } from "../formulas/time";
import { EGRESS_FREE_GB, EGRESS_TIERS, ENDPOINT_TIERS, splitTiers, tiersUsed } from "../formulas/tiers";
import { type CostResource, type GraphView } from "../graph-view";
import { list, object, text } from "./inputs";
import { free, freeAll, type Recipe, type RecipeContext, type ServiceRecipes } from "./recipe";

const NAT_GATEWAY = T.natGateway;
const VPC_ENDPOINT = T.endpoint;

/** Hours and data; its public address is priced at the Elastic IP. */
const natGateway: Recipe = (gateway, context) => [
  context.fixed("NAT gateway", "nat.hour", natZones(gateway, context) * HOURS_PER_MONTH),
  context.perUse("Data processed", "nat.gb", natGb(context)),
];

/** A regional gateway is billed in each zone in which it works, which only AWS knows. */
function natZones({ inputs }: CostResource, { lacks }: RecipeContext): number {
  if (text(inputs, "availabilityMode") === "regional") lacks("further zones in which a regional gateway works");
  return 1;
}

/** What interface endpoints carry does not pass the NAT; what leaves for the internet always does. */
function natGb({ graph, own, part, usage }: RecipeContext): number {
  const { natGb: all, internetGb, endpointGb } = usage.network;
  const isDirect = own("network", "natGb") !== undefined || !graph.ofType(VPC_ENDPOINT).some(isInterface);
  return (isDirect ? all : Math.max(Math.min(all, internetGb), all - endpointGb)) * part("network", "natGb");
}

/** Endpoints that bill what they carry. */
function carryingEndpoints(graph: GraphView): readonly CostResource[] {
  return graph.ofType(VPC_ENDPOINT).filter((endpoint) => kindOf(endpoint) !== "Gateway");
}

const isInterface = (endpoint: CostResource): boolean => kindOf(endpoint) === "Interface";

const kindOf = ({ inputs }: CostResource): string => text(inputs, "vpcEndpointType") ?? "Gateway";

/** Since 2024-02-01 every public IPv4 address is billed, in use or idle. */
const elasticIp: Recipe = ({ inputs }, context) => {
  const pool = text(inputs, "publicIpv4Pool") ?? "amazon";
  if (pool !== "amazon") return { free: "addresses that were brought to AWS are free" };
  return [context.fixed("Public IPv4 address", "ipv4.public.hour", HOURS_PER_MONTH)];
};

/** Interface and gateway load balancer endpoints are billed per availability zone; gateway endpoints are free. */
const vpcEndpoint: Recipe = (endpoint, context) => {
  const kind = kindOf(endpoint);
  if (kind === "Gateway") return { free: "gateway endpoints are free" };
  const hours = endpointZones(endpoint, context.graph) * HOURS_PER_MONTH;
  if (kind === "GatewayLoadBalancer") {
    return [
      context.fixed("Gateway load balancer endpoint", "vpce.gwlb.hour", hours),
      context.perUse("Data processed", "vpce.gwlb.gb", endpointPart(context) * context.usage.network.endpointGb),
    ];
  }
  if (kind !== "Interface") throw new CostError(`there is no price for endpoints of type "${kind}"`);
  return [context.fixed("Interface endpoint", "vpce.interface.hour", hours), ...endpointData(context)];
};

function endpointZones(endpoint: CostResource, graph: GraphView): number {
  const associated = graph.dependents(
    endpoint.urn,
    "aws:ec2/vpcEndpointSubnetAssociation:VpcEndpointSubnetAssociation",
  ).length;
  return Math.max(1, list(endpoint.inputs, "subnetIds").length + associated);
}

/** All interface endpoints of a region climb the tiers together. */
function endpointData(context: RecipeContext): CostComponent[] {
  return tiersUsed(context.usage.network.endpointGb, ENDPOINT_TIERS).map(({ key, name, quantity }) =>
    context.perUse(
      name === "first PB" ? "Data processed" : `Data processed (${name})`,
      key,
      quantity * endpointPart(context),
    ),
  );
}

const endpointPart = ({ graph, part }: RecipeContext): number =>
  part("network", "endpointGb", carryingEndpoints(graph));

/** Regions with a price of their own between them. Source: https://aws.amazon.com/ec2/pricing/on-demand/, data transfer. */
const NEIGHBOURS = ["us-east-1", "us-east-2"];

/** Traffic that crosses zones is billed once out and once in. */
const vpc: Recipe = (_, context) => {
  const otherRegionGb = context.share("network", "otherRegionGb");
  if (otherRegionGb > 0 && NEIGHBOURS.includes(context.region))
    context.note(`data between ${NEIGHBOURS.join(" and ")} costs half`);
  return [
    context.perUse("Data between availability zones", "dt.crossaz", 2 * context.share("network", "crossAzGb")),
    context.perUse("Data to other regions", "dt.crossregion", otherRegionGb),
  ];
};

/** Egress is an account's, so it stands at the one gateway it leaves by. CloudFront fetches from origins for free. */
const internetGateway: Recipe = (_, context) => {
  const free = context.takesFreeTier ? EGRESS_FREE_GB : 0;
  const tiers = splitTiers(context.share("network", "internetGb"), EGRESS_TIERS, free);
  if (tiers.length === 0 && free > 0) return { free: `the first ${free} GB out to the internet are free` };
  return tiers.map(({ key, name, quantity }) => context.perUse(`Data out to the internet (${name})`, key, quantity));
};

const flowLog: Recipe = (log, context) => {
  const destination = text(log.inputs, "logDestinationType") ?? "cloud-watch-logs";
  if (destination === "cloud-watch-logs") return { free: "its data is priced at the log group" };
  if (destination !== "s3") throw new CostError(`there is no price for the delivery of flow logs to ${destination}`);
  const options = object(log.inputs, "destinationOptions");
  if (text(options, "fileFormat") === "parquet") context.lacks("the conversion of flow logs to Parquet, by the GB");
  return [context.perUse("Flow log delivery to S3", "cw.logs.vended.s3.gb", context.share("logs", "flowGb"))];
};

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
