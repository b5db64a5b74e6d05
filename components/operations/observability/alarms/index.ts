import { type Facts } from "../watched";
import { cacheAlarms } from "./cache";
import { databaseAlarms, databaseStorageAlarm } from "./database";
import { type AlarmDescription } from "./description";
import { edgeAlarms } from "./edge";
import { loadBalancerAlarms, natGatewayAlarms } from "./load-balancers";
import { serviceAlarms } from "./services";
import { essentialWorkerAlarms, workerAlarms } from "./workers";

export { isBurstable } from "./database";
export { type AlarmDescription } from "./description";

/** `essential`: what no stack can be without. `full`: what a team on call wants. */
export type AlarmSet = "essential" | "full";

/**
 * Every alarm of a stack beside those that belong to a component of its own: services' rollback, NAT instance,
 * instances' capacity, backup, rotation.
 */
export function alarmTable(set: AlarmSet, facts: Facts): AlarmDescription[] {
  const essential = [databaseStorageAlarm(facts), ...essentialWorkerAlarms(facts)];
  if (set === "essential") return essential;
  return [
    ...edgeAlarms(facts),
    ...loadBalancerAlarms(facts),
    ...serviceAlarms(facts),
    ...workerAlarms(facts),
    ...natGatewayAlarms(facts),
    ...essential,
    ...databaseAlarms(facts),
    ...cacheAlarms(facts),
  ];
}

/** Alarms that each mean an outage for users; all in the stack's region, as a composite alarm requires. */
export function outageKeys(facts: Facts): string[] {
  return [
    ...Object.keys(facts.loadBalancers).map((name) => `${name}-elb-5xx`),
    ...Object.keys(facts.services).map((name) => `${name}-none-healthy`),
    ...(facts.alwaysOn ? ["database-silent"] : []),
  ];
}
