import { type GraphResource, urnOf } from "../graph";

/** What each resource was before, by its URN now; the program's aliases tell of other names, types and parents. */
export function formersOf(
  before: readonly GraphResource[],
  after: readonly GraphResource[],
): ReadonlyMap<string, GraphResource> {
  const old = new Map(before.map((resource) => [resource.urn, resource]));
  return new Map(
    after.flatMap((resource) => {
      const urn = [resource.urn, ...resource.aliases.map((alias) => urnOfAlias(resource, alias))].find((one) =>
        old.has(one),
      );
      const former = old.get(urn ?? "");
      return former === undefined ? [] : [[resource.urn, former] as const];
    }),
  );
}

/** The URN that an alias stands for: its parts replace those of the resource's own. */
function urnOfAlias({ urn, type, name, parent }: GraphResource, alias: GraphResource["aliases"][number]): string {
  if (typeof alias === "string") return alias;
  const [stack = "", project = ""] = urn.replace("urn:pulumi:", "").split("::");
  return urnOf({ stack, project, type, name, parent, ...alias });
}
