import { type ApplicationFacts } from "@toolkit/scaling/availability/failures";
import { type Demand } from "@toolkit/scaling/availability/ceilings";
import { seconds } from "@toolkit/scaling/availability/figures";
import { type Parts, type ServicePart } from "@toolkit/scaling/availability/parts";
import { type Usage } from "@toolkit/cost/usage";
import { longestGapHours, readSchedule } from "../../components/schedule";
import { type StackPreview } from "../program/program";
import { connectionsOf, measuredCapacity } from "../scale/capacity";
import { scheduleOf } from "../timeline/schedule";

/** Any day: the longest gap between two dumps of a daily or weekly schedule is the same from each. */
const FROM = new Date("2026-01-01T00:00:00Z");

/** What the failures of a stack need to know and its graph does not show. */
export function factsOf({ config, graph }: StackPreview): ApplicationFacts {
  const schedule = readSchedule(config.backup.schedule);
  const everySeconds = typeof schedule === "string" ? undefined : longestGapHours(schedule, FROM) * 3600;
  return {
    ...(everySeconds === undefined ? {} : { dumps: { everySeconds, keptDays: config.backup.expireAfterDays } }),
    deployment: seconds(scheduleOf(graph).seconds),
  };
}

/** What its load asks for when every service runs all its tasks. */
export function demandOf({ services }: Parts, { traffic }: Usage): Demand {
  const served = services.flatMap((service) => servedBy(service) ?? []);
  const { dynamicRequestsPerPageView: dynamic, edgeObjectsPerPageView: files } = traffic;
  // A request passes each service at most once: the one that serves least decides.
  const edge = served.length === 0 || dynamic === 0 ? undefined : (Math.min(...served) * (dynamic + files)) / dynamic;
  return { connections: connectionsOf, ...(edge === undefined ? {} : { edgeRequestsPerSecond: edge }) };
}

/** Requests a second of all tasks of a service; undefined for one that was not measured. */
function servedBy({ resource, definition, vcpu, max }: ServicePart): number | undefined {
  const capacity = measuredCapacity(resource.name, definition);
  return capacity === undefined ? undefined : capacity(vcpu) * max;
}
