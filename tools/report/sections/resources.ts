import { type GraphResource, nameOfUrn, type ResourceGraph, STACK_TYPE, typeOfUrn } from "@toolkit/offline/graph";
import { shortType } from "@toolkit/offline/render/tree";
import { type Content, type Html, markup } from "../markup";
import { type Section } from "../section";
import { counted } from "../table";
import { readable } from "../values";

/** Everything the stack registers, with a search and the inputs of each resource to open. */
export function renderResources(graph: ResourceGraph): Section {
  const resources = graph.resources.filter(({ type }) => type !== STACK_TYPE);
  return {
    id: "resources",
    title: "Resources",
    content: markup`<p>${counted(graph.managed.length, "resource")} made in AWS or by other providers, and the components and providers around
them. Ids and ARNs are emulated; secrets are never read.</p>
<p class="paper">Left out on paper: the list of them, with the inputs of each, is in the page.</p>
<form class="search" role="search">
<label for="resource-search">Search by name, type or component</label>
<input id="resource-search" type="search" autocomplete="off" spellcheck="false" aria-controls="resource-rows">
<output id="resource-count" for="resource-search" aria-live="polite">${counted(resources.length, "row")}</output>
</form>
${list(graph, resources)}`,
  };
}

function list(graph: ResourceGraph, resources: readonly GraphResource[]): Html {
  // Roles by hand, since the rows are laid out as grids and some browsers would no longer see a table.
  return markup`<table class="resources" role="table">
<caption>Resources by name, type and component</caption>
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Name</th><th role="columnheader" scope="col">Type</th><th role="columnheader" scope="col">Component</th><th role="columnheader" scope="col">Inputs</th></tr></thead>
<tbody role="rowgroup" id="resource-rows">
${resources.map((resource) => row(graph, resource))}</tbody>
</table>`;
}

function row(graph: ResourceGraph, resource: GraphResource): Html {
  const inputs = Object.keys(resource.inputs).length;
  const component = graph.componentPath(resource);
  return markup`<tr role="row"><th role="rowheader" scope="row">${resource.name}</th><td role="cell"><code>${shortType(resource.type)}</code></td><td role="cell">${component === "" ? "–" : component}</td><td role="cell"><details><summary>${counted(inputs, "input")}<span class="hidden"> of ${resource.name}, ${shortType(resource.type)}</span></summary>
${inputs === 0 ? undefined : markup`<pre>${readable(resource.inputs)}</pre>`}${facts(resource)}</details></td></tr>
`;
}

/** What decides about order and life, beside the inputs. */
function facts({ dependsOn, urn, ...options }: GraphResource): Html {
  const entries: [string, Content][] = [
    ["URN", markup`<code>${urn}</code>`],
    ...(dependsOn.length === 0 ? [] : [["Waits for", waitsFor(dependsOn)] as [string, Content]]),
    ...behaviour(options).map((text): [string, Content] => ["Option", text]),
  ];
  return markup`<dl>${entries.map(([term, value]) => markup`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>`;
}

const waitsFor = (urns: readonly string[]): string =>
  urns.map((urn) => `${nameOfUrn(urn)} (${shortType(typeOfUrn(urn))})`).join(", ");

function behaviour(resource: Omit<GraphResource, "dependsOn" | "urn">): string[] {
  const { protect, retainOnDelete, deleteBeforeReplace, ignoreChanges, replaceOnChanges } = resource;
  return [
    ...(protect ? ["protected from deletion"] : []),
    ...(retainOnDelete ? ["kept on delete"] : []),
    ...(deleteBeforeReplace ? ["deleted before it is replaced"] : []),
    ...(ignoreChanges.length > 0 ? [`changes ignored: ${ignoreChanges.join(", ")}`] : []),
    ...(replaceOnChanges.length > 0 ? [`replaced when these change: ${replaceOnChanges.join(", ")}`] : []),
  ];
}
