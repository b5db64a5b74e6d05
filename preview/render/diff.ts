import type { GraphDiff, ListedResource } from "../diff";
import type { Style } from "./style";
import { shortType } from "./tree";

const LONGEST_VALUE = 100;

/** What changes against something else, a line per resource and one per changed value. */
export function renderDiff(diff: GraphDiff, against: string, style: Style): string {
  const { added, removed, changed } = diff;
  const counts = `${added.length} added, ${removed.length} removed, ${changed.length} changed`;
  const line = (sign: string, resource: ListedResource): string =>
    `${sign} ${resource.name}  ${style.dim(shortType(resource.type))}`;
  return [
    `${style.bold(`compared with ${against}`)}  ${counts}`,
    ...added.map((resource) => style.good(line("+", resource))),
    ...removed.map((resource) => style.bad(line("-", resource))),
    ...changed.flatMap((resource) => [
      style.changed(line("~", resource)),
      ...resource.changes.map(
        ({ path, before, after }) => `    ${path.replace(/^inputs\./, "")}: ${textOf(before)} → ${textOf(after)}`,
      ),
    ]),
  ].join("\n");
}

function textOf(value: unknown): string {
  if (value === undefined) return "(not set)";
  const text = JSON.stringify(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE - 1)}…` : text;
}
