import { T } from "../aws-types";
import { named } from "./names";
import type { Models, ResourceModel, Scope } from "./types";
import { zoneIdOf, zonesOf } from "./zones";

const ownedBy = (r: Scope, path: string): Record<string, unknown> => ({
  arn: r.arn("ec2", path),
  ownerId: r.accountId,
});

const association = (prefix: string): ResourceModel => ({ id: (r) => `${prefix}-${r.hex(17)}` });

/** An address in 10.0.0.0/16, away from the network address. */
const privateIp = (r: Scope): string => `10.0.${r.number(250)}.${4 + r.number(240, "host")}`;

/** An address of the documentation range TEST-NET-3 (RFC 5737). */
const publicIp = (r: Scope): string => `203.0.113.${1 + r.number(250)}`;

const dashed = (ip: string): string => ip.replaceAll(".", "-");

function zoneOf(r: Scope): { availabilityZone: string; availabilityZoneId: string } {
  const zones = zonesOf(r.region);
  const byId = zones.find((zone) => zone.id === r.inputs.availabilityZoneId)?.name;
  const availabilityZone = r.text("availabilityZone", byId ?? zones[0]?.name);
  return { availabilityZone, availabilityZoneId: zoneIdOf(availabilityZone) };
}

const isInterfaceEndpoint = (r: Scope): boolean => r.inputs.vpcEndpointType === "Interface";

function securityGroupRule(r: Scope, id: string): Record<string, unknown> {
  return { arn: r.arn("ec2", `security-group-rule/${id}`), securityGroupRuleId: id };
}

/** VPC, subnets, routes, gateways, endpoints, security groups and their rules. */
export const networkModels: Models = {
  [T.vpc]: {
    id: (r) => `vpc-${r.hex(17)}`,
    computed: (r, id) => ({
      ...ownedBy(r, `vpc/${id}`),
      defaultNetworkAclId: `acl-${r.hex(17)}`,
      defaultRouteTableId: `rtb-${r.hex(17)}`,
      defaultSecurityGroupId: `sg-${r.hex(17)}`,
      dhcpOptionsId: `dopt-${r.hex(17)}`,
      ipv6AssociationId: "",
      mainRouteTableId: `rtb-${r.hex(17)}`,
    }),
  },
  [T.subnet]: {
    id: (r) => `subnet-${r.hex(17)}`,
    computed: (r, id) => ({ ...ownedBy(r, `subnet/${id}`), ...zoneOf(r), ipv6CidrBlockAssociationId: "" }),
  },
  [T.internetGateway]: {
    id: (r) => `igw-${r.hex(17)}`,
    computed: (r, id) => ownedBy(r, `internet-gateway/${id}`),
  },
  [T.routeTable]: {
    id: (r) => `rtb-${r.hex(17)}`,
    computed: (r, id) => ownedBy(r, `route-table/${id}`),
  },
  [T.route]: {
    id: (r) => `r-${r.text("routeTableId")}${r.number(4_294_967_296)}`,
    computed: (r) => ({
      instanceId: "",
      instanceOwnerId: "",
      origin: "CreateRoute",
      state: "active",
      networkInterfaceId: r.text("networkInterfaceId"),
    }),
  },
  [T.routeTableAssociation]: association("rtbassoc"),
  [T.elasticIp]: {
    id: (r) => `eipalloc-${r.hex(17)}`,
    computed: (r, id) => ({
      arn: r.arn("ec2", `elastic-ip/${id}`),
      allocationId: id,
      associationId: `eipassoc-${r.hex(17)}`,
      carrierIp: "",
      customerOwnedIp: "",
      privateDns: `ip-${dashed(privateIp(r))}.ec2.internal`,
      privateIp: privateIp(r),
      ptrRecord: "",
      publicDns: `ec2-${dashed(publicIp(r))}.compute-1.${r.dnsSuffix}`,
      publicIp: publicIp(r),
    }),
  },
  [T.eipAssociation]: {
    id: (r) => `eipassoc-${r.hex(17)}`,
    computed: (r) => ({ publicIp: publicIp(r), privateIpAddress: privateIp(r) }),
  },
  [T.natGateway]: {
    id: (r) => `nat-${r.hex(17)}`,
    computed: (r) => ({
      associationId: `eipassoc-${r.hex(17)}`,
      autoProvisionZones: "",
      autoScalingIps: "",
      networkInterfaceId: `eni-${r.hex(17)}`,
      privateIp: privateIp(r),
      publicIp: publicIp(r),
      regionalNatGatewayAddresses: [],
      regionalNatGatewayAutoMode: "",
      routeTableId: "",
    }),
  },
  [T.networkInterface]: {
    id: (r) => `eni-${r.hex(17)}`,
    computed: (r, id) => ({
      ...ownedBy(r, `network-interface/${id}`),
      macAddress: `0a:${(r.hex(10).match(/../g) ?? []).join(":")}`,
      outpostArn: "",
      privateDnsName: `ip-${dashed(privateIp(r))}.ec2.internal`,
      privateIp: privateIp(r),
    }),
  },
  [T.networkInterfaceAttachment]: {
    id: (r) => `eni-attach-${r.hex(17)}`,
    computed: (_, id) => ({ attachmentId: id, status: "attached" }),
  },
  [T.endpoint]: {
    id: (r) => `vpce-${r.hex(17)}`,
    computed: (r, id) => ({
      ...ownedBy(r, `vpc-endpoint/${id}`),
      cidrBlocks: isInterfaceEndpoint(r) ? [] : ["52.216.0.0/15", "3.5.0.0/19"],
      dnsEntries: isInterfaceEndpoint(r)
        ? [
            {
              dnsName: `${id}-${r.hex(8)}.${r.text("serviceName").split(".").at(-1) ?? ""}.${r.region}.vpce.${r.dnsSuffix}`,
              hostedZoneId: `Z${r.code(13)}`,
            },
          ]
        : [],
      networkInterfaceIds: isInterfaceEndpoint(r) ? [`eni-${r.hex(17)}`, `eni-${r.hex(17, "second")}`] : [],
      prefixListId: isInterfaceEndpoint(r) ? "" : `pl-${r.hex(8)}`,
      requesterManaged: false,
      state: "available",
    }),
  },
  [T.endpointPolicy]: { id: (r) => r.text("vpcEndpointId") },
  "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation": {
    id: (r) => `a-${r.text("vpcEndpointId")}${r.number(4_294_967_296)}`,
  },
  [T.flowLog]: {
    id: (r) => `fl-${r.hex(17)}`,
    computed: (r, id) => ({ arn: r.arn("ec2", `vpc-flow-log/${id}`) }),
  },
  [T.defaultGroup]: {
    id: (r) => `sg-${r.hex(17)}`,
    computed: (r, id) => ({
      ...ownedBy(r, `security-group/${id}`),
      description: "default VPC security group",
      name: "default",
      namePrefix: "",
    }),
  },
  [T.securityGroup]: {
    autoname: named(255),
    id: (r) => `sg-${r.hex(17)}`,
    computed: (r, id) => ownedBy(r, `security-group/${id}`),
  },
  [T.ingressRule]: {
    id: (r) => `sgr-${r.hex(17)}`,
    computed: securityGroupRule,
  },
  [T.egressRule]: {
    id: (r) => `sgr-${r.hex(17)}`,
    computed: securityGroupRule,
  },
};
