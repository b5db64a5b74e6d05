import { cidrSize } from "./cidr";
import { PRIVATE_BITS } from "./subnet-plan";

/**
 * The first four addresses and the last of each subnet are AWS's. Source: Amazon VPC user guide, "Subnet CIDR blocks",
 * https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
 */
const RESERVED_BY_AWS = 5;
/**
 * Free addresses that an Application Load Balancer needs in each of its subnets. Source: Elastic Load Balancing user guide,
 * "Subnets for your load balancer", https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html
 */
const FOR_LOAD_BALANCER = 8;
/** A dump and a migration may run beside the services. */
const FOR_ONE_OFF_TASKS = 2;
/** A deployment starts as many tasks as there are before it stops the old ones. */
const WHILE_DEPLOYED = 2;

export interface TaskRoom {
  /** Length of the VPC's prefix, such as 16. */
  readonly vpcPrefix: number;
  /** Zones that run tasks. */
  readonly zones: number;
  /** Interface endpoints, each with one address in every zone. */
  readonly endpoints: number;
}

/**
 * Tasks of all services together that can be deployed: each has an address of its own in a private subnet, old and new ones
 * side by side. With two zones as many also run when one of them is lost.
 */
export function tasksThatFit({ vpcPrefix, zones, endpoints }: TaskRoom): number {
  const taken = RESERVED_BY_AWS + FOR_LOAD_BALANCER + FOR_ONE_OFF_TASKS + endpoints;
  const perZone = Math.max(0, cidrSize(vpcPrefix + PRIVATE_BITS) - taken);
  return Math.floor((perZone * zones) / WHILE_DEPLOYED);
}
