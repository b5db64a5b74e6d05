import { ResourceGraph } from "@toolkit/offline/graph";

import type { StackPreview } from "../../tools/program/program";

/** Namespace of this project's component types. */
const NAMESPACE = "webapp:";

/**
 * Whether a resource stands in components of this project. What stands in none, or in those of a namespace of one's own
 * such as `shop:data:Cache`, is for whoever adds it to vouch for: what holds for every resource here need not hold there.
 */
export function isOurs({ urn }: { readonly urn: string }): boolean {
  const [outermost = ""] = (urn.split("::")[2] ?? "").split("$");
  return outermost.startsWith(NAMESPACE) || outermost.startsWith("pulumi:");
}

/** A stack without what somebody has added to the program. */
export function withoutTheirs(preview: StackPreview): StackPreview {
  const { outputs, notes } = preview.graph;
  const resources = preview.graph.resources.filter(isOurs);
  return {
    ...preview,
    graph: new ResourceGraph(resources, outputs, notes),
    document: { ...preview.document, resources },
  };
}

/** Whether a stack holds this project's resources alone, so that what a command says of the whole of it is exact. */
export const isAllOurs = (resources: readonly { readonly urn: string }[]): boolean => resources.every(isOurs);

/** Likewise for the source of a component. */
export const isOurSource = (source: string): boolean => !new RegExp(`super\\("(?!${NAMESPACE})\\w+:`).test(source);
