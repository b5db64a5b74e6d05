import type { GraphResource, ResourceGraph } from "@toolkit/offline/graph";
import { shortType } from "@toolkit/offline/render/tree";
import { creationTime } from "./creation-times";
import type { Schedule } from "./schedule";

const BAR_WIDTH = 32;

/** `4 min 30 s`, aligned by the caller. */
export function duration(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return minutes === 0 ? `${seconds} s` : `${minutes} min ${(seconds % 60).toString().padStart(2, "0")} s`;
}

/** When each component is done, its slack and its bar; then the critical path, a line each; the total last. */
export function renderTimeline(graph: ResourceGraph, schedule: Schedule): string {
  const rows = componentsOf(graph, schedule);
  const width = Math.max(...rows.map(({ name }) => name.length), "component".length);
  const scale = schedule.seconds / BAR_WIDTH;
  const header = `${"component".padEnd(width)}  ${"done after".padStart(12)}  ${"slack".padStart(12)}`;
  const lines = rows.map(({ name, start, end, slack }) => {
    const from = Math.floor(start / scale);
    const bar = `${" ".repeat(from)}${"━".repeat(Math.max(1, Math.round((end - start) / scale)))}`;
    return `${name.padEnd(width)}  ${duration(end).padStart(12)}  ${duration(slack).padStart(12)}  ${bar}`;
  });
  const path = schedule.criticalPath.map(({ resource, start, end }) => {
    const label = `${resource.name} (${resource.type.split(":").at(-1) ?? resource.type})`;
    return `  ${duration(start).padStart(12)}  ${label.padEnd(44)} ${duration(end - start).padStart(12)}  ${creationTime(resource).source}`;
  });
  return [
    header,
    ...lines,
    "",
    "critical path (from, what, how long, source)",
    ...path,
    "",
    `first deployment  about ${duration(schedule.seconds)}`,
  ].join("\n");
}

interface Row {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly slack: number;
}

/** One row a top-level component, in the order in which they are done; of one name, each says what it is. */
export function componentsOf(graph: ResourceGraph, schedule: Schedule): Row[] {
  const names = (graph.stack === undefined ? [] : graph.childrenOf(graph.stack)).map(({ name }) => name);
  const nameOf = ({ name, type }: GraphResource): string =>
    names.indexOf(name) === names.lastIndexOf(name) ? name : `${name} (${shortType(type)})`;
  const rows = new Map<string, Row>();
  for (const { resource, start, end, slack } of schedule.entries) {
    if (end === start) continue;
    const component = graph.componentOf(resource);
    if (component === undefined) continue;
    const row = rows.get(component.urn) ?? { name: nameOf(component), start, end, slack };
    rows.set(component.urn, {
      name: row.name,
      start: Math.min(row.start, start),
      end: Math.max(row.end, end),
      slack: Math.min(row.slack, slack),
    });
  }
  return [...rows.values()].sort((a, b) => a.end - b.end || a.start - b.start);
}
