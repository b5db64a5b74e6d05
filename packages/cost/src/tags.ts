import { type CostResource, type GraphView } from "./graph-view";
import { asObject } from "./recipes/inputs";

/** A resource's tags with those that its provider gives to everything. */
export function tagsOf(resource: CostResource, graph: GraphView): Record<string, string> {
  const provider = graph.byUrn((resource.provider ?? "").split("::").slice(0, 4).join("::"));
  const defaults = asObject(parsed(provider?.inputs.defaultTags));
  const tags = { ...asObject(defaults.tags), ...asObject(resource.inputs.tags) };
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [key, String(value)]));
}

/** Providers get their inputs as JSON. */
function parsed(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
