import { PolicyGraph, type PolicyResource } from "./graph";
import type { Hints } from "./hints";
import { isGeneral, judges, type Rule, type Violation } from "./rule";
import { UNKNOWN } from "./values";

/** A violation with the rule and the resource it belongs to. */
export interface Finding extends Violation {
  readonly rule: Rule;
  readonly resource: PolicyResource;
  /** What the rule's fix means in this program. @default nothing */
  readonly hint?: string;
}

/**
 * Everything that the rules find in a graph, rule by rule. In a first preview, what rests on a value that is not known
 * yet is left out: the update itself will tell.
 *
 * @param hints what the fixes mean in the program at hand @default none
 */
export function findingsIn(graph: PolicyGraph, rules: readonly Rule[], hints: Hints = {}): Finding[] {
  const restsOnUnknown = unknownDetector(graph);
  return rules.flatMap((rule) => {
    const hint = hints[rule.id];
    const context = { rule, ...(hint === undefined ? {} : { hint }) };
    return subjectsOf(rule, graph).flatMap((resource) => {
      const violations = rule.check(resource, graph);
      if (violations.length === 0) return [];
      // A general rule looks at every input, and holds only known values against a resource.
      if (!isGeneral(rule) && restsOnUnknown(rule, resource)) return [];
      return violations.map((violation) => ({ ...violation, ...context, resource }));
    });
  });
}

/** Resources that a rule judges: those that the program makes. */
export function subjectsOf(rule: Rule, graph: PolicyGraph): PolicyResource[] {
  const found = isGeneral(rule)
    ? graph.resources.filter(({ type }) => judges(rule, type))
    : rule.types.flatMap((type) => graph.ofType(type));
  return found.filter(({ external }) => external !== true);
}

/** Runs a rule again and watches what it reads; violations are few, so that this costs little. */
function unknownDetector(graph: PolicyGraph): (rule: Rule, resource: PolicyResource) => boolean {
  let isUnknown = false;
  let watched: PolicyGraph | undefined;
  return (rule, resource) => {
    watched ??= new PolicyGraph(graph.resources, (_type, _path, value) => {
      isUnknown ||= value === UNKNOWN;
    });
    isUnknown = false;
    rule.check(watched.byUrn(resource.urn) ?? resource, watched);
    return isUnknown;
  };
}
