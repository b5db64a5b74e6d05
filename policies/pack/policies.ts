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

/** Every rule as a policy of Pulumi: over one resource, or over the stack where it looks at neighbours. */
export function packPolicies(combination: Combination): Policies {
  return rules.map((rule) => (rule.needsGraph ? stackPolicy(rule, combination) : resourcePolicy(rule, combination)));
}

function resourcePolicy(rule: Rule, combination: Combination): ResourceValidationPolicy {
  const validateResource: ResourceValidationPolicy["validateResource"] = (args, report) => {
    if (rule.types.includes(args.type)) reportFailures(rule, [fromArgs(args)], combination, report);
  };
  // What validateResourceOfType sets too: the engine then skips other types without reading their properties.
  if (rule.types.length === 1) Object.assign(validateResource, { __pulumiType: rule.types[0] });
  return { ...headOf(rule), validateResource };
}

function stackPolicy(rule: Rule, combination: Combination): StackValidationPolicy {
  return {
    ...headOf(rule),
    validateStack: (args, report) => {
      reportFailures(rule, args.resources.map(fromStack), combination, report);
    },
  };
}

function headOf({ id, title, fix, severity }: Rule): Policy {
  return { name: id, description: `${title}. ${fix}`, enforcementLevel: "mandatory", severity };
}

function reportFailures(
  rule: Rule,
  resources: readonly PolicyResource[],
  combination: Combination,
  report: ReportViolation,
): void {
  const findings = judge(findingsIn(new PolicyGraph(resources), [rule]), suppressions, combination);
  for (const { about, message, resource, suppression } of findings) {
    if (suppression !== undefined) continue;
    report(about === undefined ? message : `${about}: ${message}`, resource.urn);
  }
}
