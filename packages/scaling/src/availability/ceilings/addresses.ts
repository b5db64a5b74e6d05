import { T } from "@toolkit/offline/aws-types";
import { type GraphResource, type ResourceGraph } from "@toolkit/offline/graph";
import { type Parts } from "../parts";
import { refs, text } from "../read";
import { subnetsOf } from "../zones";
import { type Ceiling, quotaCeiling } from "./ceiling";
import { atMost } from "./tasks";

/** The first four addresses and the last of each subnet are AWS's. */
const RESERVED = 5;
/** Free addresses that an Application Load Balancer needs in each of its subnets. */
const FOR_LOAD_BALANCER = 8;

const SUBNET_SIZES = {
  title: "Amazon VPC user guide, Subnet CIDR blocks: five addresses of each are AWS's",
  address: "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html",
};

/** Each task has a network interface with an address of its subnet. */
export function subnetCeilings(graph: ResourceGraph, parts: Parts): Ceiling[] {
  const { services, loadBalancers, endpoints } = parts;
  const used = new Map(
    services.flatMap(({ resource }) =>
      subnetsOf(graph, resource, "networkConfiguration").map((subnet) => [subnet.urn, subnet]),
    ),
  );
  const tasks = services.reduce((sum, service) => sum + atMost(service), 0);
  const subnets = [...used.values()].map((subnet) => subnetCeiling(graph, subnet, parts));
  const others = [...loadBalancers, ...endpoints].reduce((sum, { zones }) => sum + zones.length, 0);
  return [
    ...subnets.filter((found) => found !== undefined),
    ...(services.length === 0
      ? []
      : [
          {
            ...quotaCeiling("networkInterfaces", "network interfaces", tasks + others),
            how: `${tasks} tasks while they are deployed, ${others} of load balancers and endpoints`,
            fix: "ask AWS",
          },
        ]),
  ];
}

function subnetCeiling(graph: ResourceGraph, subnet: GraphResource, parts: Parts): Ceiling | undefined {
  const prefix = Number(text(subnet.inputs.cidrBlock)?.split("/")[1]);
  if (!Number.isInteger(prefix)) return undefined;
  const inIt = (resource: GraphResource, property: string): boolean =>
    refs(graph, resource, T.subnet, property).some(({ urn }) => urn === subnet.urn);
  const tasks = parts.services
    .filter(({ resource }) => inIt(resource, "networkConfiguration"))
    .reduce((sum, service) => sum + Math.ceil(atMost(service) / Math.max(1, service.zones.length)), 0);
  const balancers = parts.loadBalancers.filter(({ resource }) => inIt(resource, "subnets")).length;
  const endpoints = parts.endpoints.filter(({ resource }) => inIt(resource, "subnetIds")).length;
  return {
    what: `addresses of ${subnet.name}`,
    limit: 2 ** (32 - prefix) - RESERVED,
    unit: "addresses",
    asked: tasks + balancers * FOR_LOAD_BALANCER + endpoints,
    how: `${tasks} tasks while they are deployed, ${FOR_LOAD_BALANCER} for each load balancer, one for each endpoint`,
    fix: "a larger network, which is another VPC, or more zones",
    adjustable: false,
    ...SUBNET_SIZES,
  };
}
