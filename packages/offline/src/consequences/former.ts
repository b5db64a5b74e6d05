import type { GraphResource } from "../graph";

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
function urnOfAlias({ urn, type, name }: GraphResource, alias: GraphResource["aliases"][number]): string {
  if (typeof alias === "string") return alias;
  const [prefix = "", project = "", path = ""] = urn.split("::");
  const stack = alias.stack === undefined ? prefix : `urn:pulumi:${alias.stack}`;
  const parents = alias.parent === undefined ? path.slice(0, -type.length) : pathBelow(alias.parent);
  return [stack, alias.project ?? project, `${parents}${alias.type ?? type}`, alias.name ?? name].join("::");
}

/** What stands before the type of a child: the types of its parents but for the stack's. */
function pathBelow(parent: string): string {
  const path = parent.split("::")[2] ?? "";
  return path === "" || path === "pulumi:pulumi:Stack" ? "" : `${path}$`;
}
