import type {
  Policies,
  Policy,
  ReportViolation,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";
import { findingsIn } from "../evaluate";
import { PolicyGraph, type PolicyResource } from "../graph";
import { suppressions } from "../ledger";
import { judge } from "../ledger/apply";
import type { Combination } from "../ledger/entry";
import type { Rule } from "../rule";
import { rules } from "../rules";
import { fromArgs, fromStack } from "./resources";

/** The stack that a resource belongs to, by its URN. */
type FindCombination = (urn: string) => Combination;

/** Every rule as a policy of Pulumi: over one resource, or over the stack where it looks at neighbours. */
export function packPolicies(find: FindCombination): Policies {
  return rules.map((rule) => (rule.needsGraph ? stackPolicy(rule, find) : resourcePolicy(rule, find)));
}

function resourcePolicy(rule: Rule, find: FindCombination): ResourceValidationPolicy {
  const validateResource: ResourceValidationPolicy["validateResource"] = (args, report) => {
    if (rule.types.includes(args.type)) reportFailures(rule, [fromArgs(args)], find, report);
  };
  // What validateResourceOfType sets too: the engine then skips other types without reading their properties.
  if (rule.types.length === 1) Object.assign(validateResource, { __pulumiType: rule.types[0] });
  return { ...headOf(rule), validateResource };
}

function stackPolicy(rule: Rule, find: FindCombination): StackValidationPolicy {
  return {
    ...headOf(rule),
    validateStack: (args, report) => {
      reportFailures(rule, args.resources.map(fromStack), find, report);
    },
  };
}

function headOf({ id, title, fix, severity }: Rule): Policy {
  return { name: id, description: `${title}. ${fix}`, enforcementLevel: "mandatory", severity };
}

function reportFailures(
  rule: Rule,
  resources: readonly PolicyResource[],
  find: FindCombination,
  report: ReportViolation,
): void {
  const findings = findingsIn(new PolicyGraph(resources), [rule]);
  const [first] = findings;
  if (first === undefined) return;
  for (const { about, message, resource, suppression } of judge(findings, suppressions, find(first.resource.urn))) {
    if (suppression !== undefined) continue;
    report(about === undefined ? message : `${about}: ${message}`, resource.urn);
  }
}
