import type {
  Policies,
  Policy,
  ReportViolation,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";
import { findingsIn } from "../evaluate";
import { PolicyGraph, type PolicyResource } from "../graph";
import { type Hints, withHint } from "../hints";
import { judge } from "../ledger/apply";
import type { Labels, Suppression } from "../ledger/entry";
import { judges, type Rule } from "../rule";
import { rules } from "../rules";
import { fromArgs, fromStack } from "./resources";

/** What the findings are held against. */
export interface PackContext {
  /** Labels of the stack that a resource belongs to, by its URN. */
  readonly labels: (urn: string) => Labels;
  /** Findings that are accepted, with their reasons. */
  readonly suppressions: readonly Suppression[];
  /** What fixes mean in this program. @default nothing */
  readonly hints?: Hints;
}

/** Every rule as a policy of Pulumi: over one resource, or over the stack where it looks at neighbours. */
export function packPolicies(context: PackContext): Policies {
  return rules.map((rule) => (rule.needsGraph ? stackPolicy(rule, context) : resourcePolicy(rule, context)));
}

function resourcePolicy(rule: Rule, context: PackContext): ResourceValidationPolicy {
  const validateResource: ResourceValidationPolicy["validateResource"] = (args, report) => {
    if (judges(rule, args.type)) reportFailures(rule, [fromArgs(args)], context, report);
  };
  // What validateResourceOfType sets too: the engine then skips other types without reading their properties.
  if (rule.types.length === 1) Object.assign(validateResource, { __pulumiType: rule.types[0] });
  return { ...headOf(rule, context), validateResource };
}

function stackPolicy(rule: Rule, context: PackContext): StackValidationPolicy {
  return {
    ...headOf(rule, context),
    validateStack: (args, report) => {
      reportFailures(rule, args.resources.map(fromStack), context, report);
    },
  };
}

function headOf({ id, title, fix, severity }: Rule, { hints = {} }: PackContext): Policy {
  return {
    name: id,
    description: `${title}. ${withHint(fix, hints[id])}`,
    enforcementLevel: "mandatory",
    severity,
  };
}

function reportFailures(
  rule: Rule,
  resources: readonly PolicyResource[],
  { labels, suppressions }: PackContext,
  report: ReportViolation,
): void {
  const findings = findingsIn(new PolicyGraph(resources), [rule]);
  const [first] = findings;
  if (first === undefined) return;
  for (const { about, message, resource, suppression } of judge(findings, suppressions, labels(first.resource.urn))) {
    if (suppression !== undefined) continue;
    report(about === undefined ? message : `${about}: ${message}`, resource.urn);
  }
}
