import { type ResourceGraph } from "@toolkit/offline/graph";
import { figure, NO_TIME, seconds, type Span, then, together } from "../figures";
import { onDemandAndSpot, type Parts, type ServicePart } from "../parts";
import { number, object } from "../read";
import { type Failure, listed, names } from "./failure";

/** Elastic Load Balancing's defaults of a health check: API reference, CreateTargetGroup. */
const INTERVAL = 30;
const UNHEALTHY = 2;

/** How long a load balancer sends requests to a task that does not answer. */
export function detection({ targetGroup }: ServicePart): Span {
  const { interval, unhealthyThreshold } = object(targetGroup?.inputs.healthCheck);
  const every = number(interval) ?? INTERVAL;
  return targetGroup === undefined ? NO_TIME : seconds(0, every * (number(unhealthyThreshold) ?? UNHEALTHY));
}

/** From the launch of a task to its first request: a new target needs one passed check. */
export function start({ targetGroup }: ServicePart): Span {
  const every = number(object(targetGroup?.inputs.healthCheck).interval) ?? INTERVAL;
  return targetGroup === undefined ? figure("taskStart") : then(figure("taskStart"), seconds(0, every));
}

/** From a task that hangs to one in its place. */
export const replacement = (service: ServicePart): Span => then(detection(service), start(service));

/** One task of each service crashes or hangs. */
export function taskFailures({ services }: Parts): Failure[] {
  return services
    .filter(({ min }) => min > 0)
    .map((service) => {
      const { resource, min } = service;
      const isAlone = min < 2;
      return {
        kind: "task",
        what: `a task of ${resource.name}`,
        effect: isAlone
          ? "it is the only one: nobody answers until ECS has started another"
          : `${min - 1} of ${min} carry on; requests that it held fail, and those sent to it while it hangs`,
        outage: isAlone ? replacement(service) : NO_TIME,
        stuck: NO_TIME,
        lost: NO_TIME,
        byHand: false,
        because: names([resource, ...(service.targetGroup === undefined ? [] : [service.targetGroup])]),
      };
    });
}

/** AWS takes back Spot tasks, and has no others. */
export function spotFailures({ services }: Parts): Failure[] {
  const onSpot = services.filter((service) => service.min > 0 && onDemandAndSpot(service, service.max).spot > 0);
  if (onSpot.length === 0) return [];
  const without = onSpot.filter((service) => onDemandAndSpot(service, service.min).onDemand === 0);
  const byHand = without.length > 0;
  const starts = without.map(start);
  return [
    {
      kind: "spot",
      what: "all Spot tasks, and no Spot capacity",
      effect: byHand
        ? `nothing of ${listed(names(without.map(({ resource }) => resource)))} runs on demand: down two minutes after the notice, until AWS has capacity or somebody changes the capacity`
        : onSpot.map((service) => carriesOn(service)).join("; "),
      outage: byHand ? then(figure("person"), figure("update"), together(...starts)) : NO_TIME,
      stuck: NO_TIME,
      lost: NO_TIME,
      byHand,
      because: names(onSpot.map(({ resource }) => resource)),
    },
  ];
}

function carriesOn(service: ServicePart): string {
  const { resource, min, max } = service;
  const [atLeast, atMost] = [onDemandAndSpot(service, min).onDemand, onDemandAndSpot(service, max).onDemand];
  return `${resource.name}: ${atLeast} of ${min} carry on, on demand, and ${atMost} of ${max} at the most`;
}

/** An instance of a group, with all tasks on it. */
export function instanceFailures(_graph: ResourceGraph, { groups, services }: Parts): Failure[] {
  return groups.map(({ resource, min }) => {
    const isAlone = min < 2;
    const onIt = services.filter(({ isOnInstances }) => isOnInstances);
    return {
      kind: "instance",
      what: `an instance of ${resource.name}`,
      effect: isAlone
        ? "it may be the only one: its tasks stop, and start again when the group has another"
        : "its tasks stop and start again on the others; each service is spread over zones and keeps some",
      outage: isAlone ? then(figure("instanceRecovery"), together(...onIt.map(start))) : NO_TIME,
      stuck: NO_TIME,
      lost: NO_TIME,
      byHand: false,
      because: [resource.name],
    };
  });
}
