import { type Change, type GraphDiff, type ListedResource } from "@toolkit/offline/diff";
import { nameOfUrn } from "@toolkit/offline/graph";
import { shortType } from "@toolkit/offline/render/tree";
import { type Html, markup } from "../markup";
import { type Section } from "../section";
import { counted, expander, table } from "../table";
import { inline } from "../values";

/** Another stack of the project, and what it takes to come from there to the reported one. */
export interface Comparison {
  readonly stack: string;
  readonly diff: GraphDiff;
}

/** What the stack has more, less and otherwise than the other stacks of the project. */
export function renderDifferences(stack: string, comparisons: readonly Comparison[]): Section {
  return {
    id: "differences",
    title: "Differences to other stacks",
    content:
      comparisons.length === 0
        ? markup`<p>${stack} is the only stack of the project.</p>\n`
        : markup`<p>Names and accounts of the stacks do not count as differences.</p>
${comparisons.map((comparison) => compared(stack, comparison))}`,
  };
}

function compared(stack: string, { stack: other, diff }: Comparison): Html {
  const { added, removed, changed } = diff;
  const changes = changed.flatMap((resource) =>
    resource.changes.map(({ path, before, after }) => [
      markup`${resource.name} <small>${shortType(resource.type)}</small>`,
      markup`<code>${path.replace(/^inputs\./, "")}</code>`,
      markup`<code>${side(path, before)}</code>`,
      markup`<code>${side(path, after)}</code>`,
    ]),
  );
  return markup`<h3>Against ${other}</h3>
<p>${counted(added.length, "resource")} only in ${stack}, ${removed.length} only in ${other}, ${changed.length} different.</p>
${listed(`Only in ${stack}`, added)}${listed(`Only in ${other}`, removed)}${
    changes.length === 0
      ? undefined
      : expander(
          `Different: ${counted(changed.length, "resource")}, ${counted(changes.length, "value")}`,
          table({
            caption: `Values of ${other} and of ${stack}`,
            columns: ["Resource", "Input or option", other, stack],
            rows: changes,
            look: "wide",
          }),
        )
  }`;
}

function listed(title: string, resources: readonly ListedResource[]): Html | undefined {
  if (resources.length === 0) return undefined;
  return expander(
    `${title}: ${counted(resources.length, "resource")}`,
    table({
      caption: title,
      columns: ["Resource", "Type"],
      rows: resources.map(({ name, type }) => [name, shortType(type)]),
    }),
  );
}

/** URNs of options by their name alone. */
function side(path: string, value: Change["before"]): string {
  return !path.startsWith("inputs") && typeof value === "string" && value.startsWith("urn:")
    ? nameOfUrn(value)
    : inline(value);
}
