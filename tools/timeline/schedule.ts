import type { GraphResource, ResourceGraph } from "@toolkit/offline/graph";
import { creationTime } from "./creation-times";

/** One resource on the first deployment's time line, in seconds from its start. */
export interface ScheduledResource {
  readonly resource: GraphResource;
  readonly start: number;
  readonly end: number;
  /** Seconds it could take longer without making the deployment longer. */
  readonly slack: number;
}

/** A first deployment, from the dependencies alone: everything starts as soon as what it needs is there. */
export interface Schedule {
  readonly entries: readonly ScheduledResource[];
  readonly seconds: number;
  /** The chain that decides how long it takes, first to last. */
  readonly criticalPath: readonly ScheduledResource[];
}

/**
 * Schedules a first deployment by the critical path method: forward for the earliest start and end, backward for the
 * slack.
 *
 * Source: Kelley and Walker, "Critical-Path Planning and Scheduling", 1959.
 *
 * @param secondsOf how long a resource takes @default as long as AWS typically takes to create it
 */
export function scheduleOf(
  graph: ResourceGraph,
  secondsOf: (resource: GraphResource) => number = (resource) => creationTime(resource).seconds,
): Schedule {
  const ordered = topologically(graph);
  const start = new Map<string, number>();
  const end = new Map<string, number>();
  for (const resource of ordered) {
    const ready = Math.max(0, ...resource.dependsOn.map((urn) => end.get(urn) ?? 0));
    start.set(resource.urn, ready);
    end.set(resource.urn, ready + secondsOf(resource));
  }
  const seconds = Math.max(0, ...end.values());
  const latestEnd = latestEnds(ordered, seconds, secondsOf);
  const entries = ordered.map((resource) => ({
    resource,
    start: start.get(resource.urn) ?? 0,
    end: end.get(resource.urn) ?? 0,
    slack: (latestEnd.get(resource.urn) ?? seconds) - (end.get(resource.urn) ?? 0),
  }));
  return { entries, seconds, criticalPath: pathTo(entries, seconds) };
}

/** Dependencies before dependents. */
function topologically(graph: ResourceGraph): GraphResource[] {
  const done = new Set<string>();
  const ordered: GraphResource[] = [];
  const visit = (resource: GraphResource): void => {
    if (done.has(resource.urn)) return;
    done.add(resource.urn);
    for (const urn of resource.dependsOn) if (graph.has(urn)) visit(graph.byUrn(urn));
    ordered.push(resource);
  };
  graph.resources.forEach(visit);
  return ordered;
}

function latestEnds(
  ordered: readonly GraphResource[],
  seconds: number,
  secondsOf: (resource: GraphResource) => number,
): Map<string, number> {
  const latest = new Map<string, number>();
  for (const resource of [...ordered].reverse()) {
    const end = latest.get(resource.urn) ?? seconds;
    latest.set(resource.urn, end);
    const startsBy = end - secondsOf(resource);
    for (const urn of resource.dependsOn) latest.set(urn, Math.min(latest.get(urn) ?? seconds, startsBy));
  }
  return latest;
}

/** Walks back from what ends last, each time to the dependency that ended when it began. */
function pathTo(entries: readonly ScheduledResource[], seconds: number): ScheduledResource[] {
  const byUrn = new Map(entries.map((entry) => [entry.resource.urn, entry]));
  const path: ScheduledResource[] = [];
  let current = entries.find((entry) => entry.end === seconds);
  while (current !== undefined) {
    path.unshift(current);
    const { start, resource } = current;
    current = resource.dependsOn
      .flatMap((urn) => byUrn.get(urn) ?? [])
      .find((entry) => entry.end === start && start > 0);
  }
  return path.filter(({ start, end }) => end > start);
}

/** The resource that takes longest by itself: no change of dependencies could make the deployment shorter than it. */
export function slowestResource(schedule: Schedule): ScheduledResource | undefined {
  return [...schedule.entries].sort((a, b) => b.end - b.start - (a.end - a.start))[0];
}
