import { findingsIn } from "./evaluate";
import { PolicyGraph, type PolicyResource } from "./graph";
import { IRRELEVANT_INPUTS, IRRELEVANT_TYPES } from "./irrelevant-inputs";
import type { Rule } from "./rule";

/** Inputs by type: `{ "aws:ec2/vpc:Vpc": ["cidrBlock"] }`. */
export type InputsByType = ReadonlyMap<string, ReadonlySet<string>>;

/** Every input, as a dotted path, that the rules read somewhere in these graphs. */
export function readsOf(rules: readonly Rule[], graphs: readonly (readonly PolicyResource[])[]): InputsByType {
  const reads = new Map<string, Set<string>>();
  for (const resources of graphs) {
    findingsIn(
      new PolicyGraph(resources, (type, path) => {
        const paths = reads.get(type) ?? new Set();
        reads.set(type, paths.add(path));
      }),
      rules,
    );
  }
  return reads;
}

/** Inputs that these graphs set and no rule reads, without those that have nothing to do with security. */
export function unreadInputs(rules: readonly Rule[], graphs: readonly (readonly PolicyResource[])[]): InputsByType {
  const reads = readsOf(rules, graphs);
  const unread = new Map<string, Set<string>>();
  for (const { type, inputs } of graphs.flat()) {
    if (!type.startsWith("aws:") || IRRELEVANT_TYPES.includes(type)) continue;
    const known = [...(reads.get(type) ?? [])];
    for (const input of Object.keys(inputs)) {
      const isRead = known.some((path) => path === input || path.startsWith(`${input}.`));
      if (isRead || isIrrelevant(type, input)) continue;
      const paths = unread.get(type) ?? new Set();
      unread.set(type, paths.add(input));
    }
  }
  return new Map([...unread].sort(([a], [b]) => a.localeCompare(b)));
}

function isIrrelevant(type: string, input: string): boolean {
  return IRRELEVANT_INPUTS["*"]?.includes(input) === true || IRRELEVANT_INPUTS[type]?.includes(input) === true;
}
