import { findingsIn } from "./evaluate";
import { PolicyGraph, type PolicyResource } from "./graph";
import { IRRELEVANT_INPUTS, IRRELEVANT_TYPES } from "./irrelevant-inputs";
import { isGeneral, type Rule } from "./rule";

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

/**
 * Inputs that these graphs set and no rule reads but those that read every type, without those that have nothing to do
 * with security.
 */
export function unreadInputs(rules: readonly Rule[], graphs: readonly (readonly PolicyResource[])[]): InputsByType {
  const reads = readsOf(
    rules.filter((rule) => !isGeneral(rule)),
    graphs,
  );
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

/** Types of AWS that the program makes and only general rules read, without those that have nothing to protect. */
export function typesWithoutRules(rules: readonly Rule[], resources: readonly PolicyResource[]): string[] {
  const special = rules.filter((rule) => !isGeneral(rule));
  // What a rule finds beside a resource, such as a bucket's public access block, stands in its example.
  const read = special.flatMap(({ types, examples }) => [...types, ...examples.compliant.map(({ type }) => type)]);
  const own = new Set([...read, ...IRRELEVANT_TYPES]);
  const made = resources.filter(({ type, external }) => type.startsWith("aws:") && external !== true);
  return [...new Set(made.map(({ type }) => type))].filter((type) => !own.has(type)).sort();
}

function isIrrelevant(type: string, input: string): boolean {
  return IRRELEVANT_INPUTS["*"]?.includes(input) === true || IRRELEVANT_INPUTS[type]?.includes(input) === true;
}
