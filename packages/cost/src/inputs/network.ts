import { T } from "@toolkit/offline/aws-types";
import { type InputList, inputs } from "./list";

const VPC = "https://aws.amazon.com/vpc/pricing/";
const LOAD_BALANCING = "https://aws.amazon.com/elasticloadbalancing/pricing/";

const loadBalancer = inputs({
  source: LOAD_BALANCING,
  changes: "internal ipAddressType loadBalancerType minimumLoadBalancerCapacity subnetMappings subnets",
  parts: {
    minimumLoadBalancerCapacity: { changes: "capacityUnits" },
    subnetMappings: { changes: "allocationId", free: "ipv6Address outpostId privateIpv4Address subnetId" },
  },
  used: {
    accessLogs: "logs.accessLogGb",
    connectionLogs: "logs.accessLogGb",
    healthCheckLogs: "logs.accessLogGb",
    enableCrossZoneLoadBalancing: "network.crossAzGb",
    clientKeepAlive: "traffic.newConnectionsPerRequest",
    idleTimeout: "traffic.newConnectionsPerRequest",
    enableHttp2: "traffic.newConnectionsPerRequest",
  },
  unmodelled: {
    ipamPools: "addresses of an IPAM pool, by the hour",
    customerOwnedIpv4Pool: "load balancers on Outposts",
  },
  free: `desyncMitigationMode dnsRecordClientRoutingPolicy dropInvalidHeaderFields enableDeletionProtection
    enablePrefixForIpv6SourceNat enableTlsVersionAndCipherSuiteHeaders enableWafFailOpen enableXffClientPort
    enableZonalShift enforceSecurityGroupInboundRulesOnPrivateLinkTraffic preserveHostHeader
    secondaryIpsAutoAssignedPerSubnet securityGroups xffHeaderProcessingMode`,
});

export const networkInputs: Readonly<Record<string, InputList>> = {
  [T.loadBalancer]: loadBalancer,
  "aws:alb/loadBalancer:LoadBalancer": loadBalancer,
  [T.elasticIp]: inputs({
    source: VPC,
    changes: "publicIpv4Pool",
    unmodelled: {
      customerOwnedIpv4Pool: "addresses of Outposts",
      ipamPoolId: "the IPAM that gives the address, by the hour",
    },
    free: "address associateWithPrivateIp domain instance networkBorderGroup networkInterface",
  }),
  [T.flowLog]: inputs({
    source: "https://aws.amazon.com/cloudwatch/pricing/",
    changes: "logDestinationType destinationOptions",
    parts: {
      destinationOptions: { changes: "fileFormat", free: "hiveCompatiblePartitions perHourPartition" },
    },
    used: { logFormat: "logs.flowGb", maxAggregationInterval: "logs.flowGb", trafficType: "logs.flowGb" },
    free: `deliverCrossAccountRole eniId iamRoleArn logDestination regionalNatGatewayId subnetId tagFieldSpecifications
      transitGatewayAttachmentId transitGatewayId vpcId`,
  }),
  [T.internetGateway]: inputs({ source: VPC, free: "vpcId" }),
  [T.natGateway]: inputs({
    source: VPC,
    changes: "availabilityMode",
    free: `allocationId availabilityZoneAddresses connectivityType privateIp secondaryAllocationIds
      secondaryPrivateIpAddressCount secondaryPrivateIpAddresses subnetId vpcId`,
  }),
  [T.vpc]: inputs({
    source: VPC,
    unmodelled: {
      ipv4IpamPoolId: "the IPAM that gives the range, by the address and hour",
      ipv6IpamPoolId: "the IPAM that gives the range, by the address and hour",
      instanceTenancy: "dedicated tenancy of everything that is started in it",
    },
    free: `assignGeneratedIpv6CidrBlock cidrBlock enableDnsHostnames enableDnsSupport enableNetworkAddressUsageMetrics
      ipv4NetmaskLength ipv6CidrBlock ipv6CidrBlockNetworkBorderGroup ipv6NetmaskLength`,
  }),
  [T.endpoint]: inputs({
    source: "https://aws.amazon.com/privatelink/pricing/",
    changes: "subnetIds vpcEndpointType",
    unmodelled: {
      serviceRegion: "data to a service of another region",
      resourceConfigurationArn: "resources of VPC Lattice, by the hour and GB",
      serviceNetworkArn: "service networks of VPC Lattice, by the hour and GB",
    },
    free: `autoAccept dnsOptions ipAddressType policy privateDnsEnabled routeTableIds securityGroupIds serviceName
      subnetConfigurations vpcId`,
  }),
};
