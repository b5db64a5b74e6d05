import type { ResourceGraph } from "@toolkit/offline/graph";
import { evaluate } from "@toolkit/iam/evaluate";
import { type Call, callsFor } from "./calls";
import { GraphInventory, type Home } from "./inventory";
import { requestBy, type Role } from "./role";

/** A call that a role is refused, for a resource that needs it. */
export interface Refusal extends Call {
  readonly type: string;
  readonly name: string;
  /** Layer or statement that refuses. */
  readonly by: string;
}

export interface GraphVerdict {
  /** Calls judged. */
  readonly calls: number;
  readonly refusals: readonly Refusal[];
  /** Types for which no schema names actions. */
  readonly unknownTypes: readonly string[];
}

/** What the deploy role of a stack is refused of all that AWS's schemas name for the resources of its graph. */
export function judgeGraph(graph: ResourceGraph, home: Home, role: Role): GraphVerdict {
  const inventory = new GraphInventory(graph, home);
  const judged = inventory.things
    .filter(({ resource }) => /^awsx?:/.test(resource.type))
    .map((thing) => ({ thing, calls: callsFor(thing, inventory) }));
  const refusals = judged.flatMap(({ thing: { resource }, calls = [] }) =>
    calls.flatMap((call): Refusal[] => {
      const { isAllowed, by } = evaluate(requestBy(role, call), role.policies);
      return isAllowed ? [] : [{ ...call, by, type: resource.type, name: resource.name }];
    }),
  );
  return {
    calls: judged.reduce((sum, { calls = [] }) => sum + calls.length, 0),
    refusals,
    unknownTypes: [...new Set(judged.flatMap(({ thing, calls }) => (calls === undefined ? thing.resource.type : [])))],
  };
}
