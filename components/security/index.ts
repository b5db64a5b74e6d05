export * from "./iam";
export { type Destination, goesThroughNat, isPrefixList } from "./destinations";
export { canReach, directSources, groupsOf, interfaceGroups, isGroup } from "./reachability";
export { Security, type SecurityArgs } from "./security";
export {
  GROUP_DESCRIPTIONS,
  type GroupName,
  type OutsidePeer,
  type Peer,
  type TrafficArgs,
  type TrafficEdge,
  type TrafficPorts,
  trafficRules,
  type Use,
} from "./traffic-rules";
export { taskGroup, type TaskGroup } from "./task-groups";
export { Encryption, type EncryptionArgs, type KeySettings } from "./encryption";
export { accountAdministers, distributionsUse, logsUse, publishersUse, trailUses } from "./key-statements";
export { Firewall, type FirewallArgs } from "./firewall";
export { type FirewallScope } from "./firewall-rules";
export { scheduleKeyStatements } from "./schedule-key";
export { ShieldProtections, type ShieldProtectionsArgs } from "./shield";
