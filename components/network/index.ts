export { type Cidr, cidrContains, cidrsOverlap, parseCidr } from "./cidr";
export { Egress, type EgressArgs, type EgressNetwork } from "./egress";
export {
  egressProblems,
  type EgressPlanArgs,
  ENDPOINT_SERVICES,
  type EndpointService,
  missingEndpoints,
  type NatMode,
} from "./egress-plan";
export { type FlowLogMode } from "./flow-logs";
export { Network, type NetworkArgs, type Zone, type ZoneSubnets } from "./network";
export { MAX_AZS, planSubnets, type SubnetPlan, VPC_PREFIX } from "./subnet-plan";
