import type { ResourceGraph } from "@toolkit/offline/graph";
import type { StackConfig } from "../../stacks/config";
import type { Home } from "./inventory";
import { judgeGraph, type Refusal } from "./judge-graph";
import { whyNotNeeded } from "./not-needed";
import type { Role } from "./role";

/** What keeps a stack apart from what its deploy role may change, as a whole. */
export interface Apart {
  /** Set when the stack is in another region than the bootstrap. */
  readonly regions?: { readonly bootstrap: string; readonly stack: string };
  /** Tags by which the role knows its stack, and that the stack gives another value. */
  readonly tags: readonly OtherTag[];
  /** What it would lack otherwise too. */
  readonly lackingAnyway: readonly Refusal[];
}

export interface OtherTag {
  readonly name: string;
  readonly demanded: string;
  readonly found: string;
}

/** The refusals that matter. */
export const needed = (refusals: readonly Refusal[]): Refusal[] =>
  refusals.filter(({ action, type }) => whyNotNeeded(action, type) === undefined);

interface Judged {
  readonly home: Home;
  readonly role: Role;
  readonly lacking: readonly Refusal[];
}

/** Undefined when neither region nor tags make a difference. */
export function apartOf(
  { project, stack }: Pick<StackConfig, "project" | "stack">,
  graph: ResourceGraph,
  { home, role, lacking }: Judged,
): Apart | undefined {
  const demanded = { Environment: stack, Project: project };
  const tags = Object.entries(demanded).flatMap(([name, value]): OtherTag[] => {
    const found = home.defaultTags[name];
    return found === undefined || found === value ? [] : [{ name, demanded: value, found }];
  });
  const isElsewhere = home.region !== role.region;
  if (lacking.length === 0 || (tags.length === 0 && !isElsewhere)) return undefined;
  const within = { ...home, region: role.region, defaultTags: { ...home.defaultTags, ...demanded } };
  const lackingAnyway = needed(judgeGraph(graph, within, role).refusals);
  if (lackingAnyway.length >= lacking.length) return undefined;
  return {
    ...(isElsewhere ? { regions: { bootstrap: role.region, stack: home.region } } : {}),
    tags,
    lackingAnyway,
  };
}
