import type { Cause, Consequence } from "../consequences";
import type { GraphDiff, ListedResource } from "../diff";
import { nameOfUrn } from "../graph";
import type { Style } from "./style";
import { shortType } from "./tree";

const LONGEST_VALUE = 100;
const LONGEST_CHANGE = 200;

/**
 * What changes from one to the other, a line per resource and one per changed value.
 *
 * @param consequences what a deployment replaces, deletes and loses by it. @default it is no deployment
 */
export function renderDiff(
  diff: GraphDiff,
  labels: { before: string; after: string },
  style: Style,
  consequences: readonly Consequence[] = [],
): string {
  const { added, removed, changed } = diff;
  const byName = new Map(consequences.map((one) => [keyOf(one), one]));
  const replaced = consequences.filter(({ operation }) => operation === "replace");
  const counts = `${added.length} added, ${removed.length} removed, ${changed.length} changed${replaced.length === 0 ? "" : `, ${replaced.length} replaced`}`;
  const line = (sign: string, resource: ListedResource): string =>
    `${sign} ${resource.name}  ${style.dim(shortType(resource.type))}`;
  const losses = (resource: ListedResource): string[] =>
    (byName.get(keyOf(resource))?.losses ?? []).map((loss) => style.bad(`    ${loss}`));
  const followed = replaced.filter((one) => changed.every((resource) => keyOf(resource) !== keyOf(one)));
  return [
    `${style.bold(`${labels.before} → ${labels.after}`)}  ${counts}`,
    ...added.map((resource) => style.good(line("+", resource))),
    ...removed.flatMap((resource) => [style.bad(line("-", resource)), ...losses(resource)]),
    ...changed.flatMap((resource) => {
      const consequence = byName.get(keyOf(resource));
      const isReplaced = consequence?.operation === "replace";
      const forcing = isReplaced ? consequence.causes : [];
      return [
        isReplaced ? style.bad(line("±", resource)) : style.changed(line("~", resource)),
        ...resource.changes.map(
          ({ path, before, after }) =>
            `    ${path.replace(/^inputs\./, "")}: ${textOfChange(before, after)}${forcedBy(forcing, path, style)}`,
        ),
        ...inherited(forcing),
        ...losses(resource),
      ];
    }),
    ...followed.flatMap((one) => [style.bad(line("±", one)), ...inherited(one.causes), ...losses(one)]),
  ].join("\n");
}

/** Two stacks' comparison names no stack in its URNs. */
const keyOf = ({ type, name, urn }: ListedResource): string => `${urn.split("::")[2] ?? type} ${name}`;

/** Whether the change of this very input is what replaces the resource. */
function forcedBy(causes: readonly Cause[], path: string, style: Style): string {
  const input = /^inputs\.([^.[]+)/.exec(path)?.[1];
  const cause = causes.find((one) => one.from === undefined && one.input === input);
  if (cause === undefined) return "";
  return style.bad(cause.sureness === "certain" ? "  replaces it" : "  may replace it");
}

/** What is new with another resource that is replaced. */
const inherited = (causes: readonly Cause[]): string[] =>
  causes.flatMap(({ input, from, sureness }) =>
    from === undefined
      ? []
      : [`    ${input}: new with ${from}, ${sureness === "certain" ? "replaces it" : "may replace it"}`],
  );

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
