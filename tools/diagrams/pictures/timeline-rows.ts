import { type GraphResource, type ResourceGraph } from "@toolkit/offline/graph";
import { type Schedule, type ScheduledResource } from "../../timeline/schedule";

export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** A component on the time line. */
export interface TimelineRow {
  readonly name: string;
  /** When something of it is being made. */
  readonly busy: readonly Stretch[];
  /** The part of it that decides how long the deployment takes. */
  readonly critical: readonly Stretch[];
  readonly end: number;
}

/** One row a top-level component, in the order in which they are done. */
export function timelineRows(graph: ResourceGraph, schedule: Schedule): TimelineRow[] {
  const entries = new Map<GraphResource, ScheduledResource[]>();
  for (const entry of schedule.entries) {
    const component = graph.componentOf(entry.resource);
    if (component === undefined || entry.end === entry.start) continue;
    entries.set(component, [...(entries.get(component) ?? []), entry]);
  }
  const names = [...entries.keys()].map(({ name }) => name);
  const isTwice = (name: string): boolean => names.indexOf(name) !== names.lastIndexOf(name);
  const critical = new Set(schedule.criticalPath.map(({ resource }) => resource.urn));
  return [...entries]
    .map(([component, own]) => ({
      name: isTwice(component.name) ? `${component.name} ${component.type.split(":").at(-1) ?? ""}` : component.name,
      busy: joined(own),
      critical: joined(own.filter(({ resource }) => critical.has(resource.urn))),
      end: Math.max(...own.map(({ end }) => end)),
    }))
    .sort((a, b) => a.end - b.end || startOf(a) - startOf(b));
}

function startOf(row: TimelineRow): number {
  return row.busy[0]?.start ?? 0;
}

/** Overlapping stretches as one. */
function joined(entries: readonly Stretch[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const { start, end } of [...entries].sort((a, b) => a.start - b.start)) {
    const last = stretches.at(-1);
    if (last !== undefined && start <= last.end)
      stretches[stretches.length - 1] = { ...last, end: Math.max(last.end, end) };
    else stretches.push({ start, end });
  }
  return stretches;
}
