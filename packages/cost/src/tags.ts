import { type CostResource, type GraphView } from "./graph-view";
import { asObject } from "./recipes/inputs";

/** Reads the tags of resources with those that their provider gives to everything. */
export function tagReader(graph: GraphView): (resource: CostResource) => Record<string, string> {
  const byProvider = new Map<string, Record<string, unknown>>();
  const defaultsOf = (provider: string): Record<string, unknown> => {
    const known = byProvider.get(provider);
    if (known !== undefined) return known;
    const urn = provider.split("::").slice(0, 4).join("::");
    const tags = asObject(asObject(parsed(graph.byUrn(urn)?.inputs.defaultTags)).tags);
    byProvider.set(provider, tags);
    return tags;
  };
  return ({ inputs, provider }) => {
    const tags = { ...defaultsOf(provider ?? ""), ...asObject(inputs.tags) };
    return Object.fromEntries(Object.entries(tags).map(([key, value]) => [key, String(value)]));
  };
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
