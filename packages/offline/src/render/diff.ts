import type { GraphDiff, ListedResource } from "../diff";
import { nameOfUrn } from "../graph";
import type { Style } from "./style";
import { shortType } from "./tree";

const LONGEST_VALUE = 100;
const LONGEST_CHANGE = 200;

/** What changes from one to the other, a line per resource and one per changed value. */
export function renderDiff(diff: GraphDiff, labels: { before: string; after: string }, style: Style): string {
  const { added, removed, changed } = diff;
  const counts = `${added.length} added, ${removed.length} removed, ${changed.length} changed`;
  const line = (sign: string, resource: ListedResource): string =>
    `${sign} ${resource.name}  ${style.dim(shortType(resource.type))}`;
  return [
    `${style.bold(`${labels.before} → ${labels.after}`)}  ${counts}`,
    ...added.map((resource) => style.good(line("+", resource))),
    ...removed.map((resource) => style.bad(line("-", resource))),
    ...changed.flatMap((resource) => [
      style.changed(line("~", resource)),
      ...resource.changes.map(
        ({ path, before, after }) => `    ${path.replace(/^inputs\./, "")}: ${textOfChange(before, after)}`,
      ),
    ]),
  ].join("\n");
}

/** Of two lists of texts, what comes and what goes; otherwise both values. */
function textOfChange(before: unknown, after: unknown): string {
  const [old, now] = [textsIn(before), textsIn(after)];
  const signed = (sign: string, some: readonly string[], others: readonly string[]): string[] =>
    some.filter((text) => !others.includes(text)).map((text) => `${sign}${shortName(text)}`);
  const changes = [...signed("+", now, old), ...signed("-", old, now)];
  if (changes.length === 0) return `${textOf(before)} → ${textOf(after)}`;
  const text = changes.join(" ");
  return text.length > LONGEST_CHANGE ? `${text.slice(0, LONGEST_CHANGE - 1)}…` : text;
}

const textsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];

/** A resource's name instead of its URN. */
const shortName = (text: string): string => (text.startsWith("urn:") ? nameOfUrn(text) : text);

function textOf(value: unknown): string {
  if (value === undefined) return "(not set)";
  const text = JSON.stringify(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE - 1)}…` : text;
}
