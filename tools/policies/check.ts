import type { StackPreview } from "../program/program";
import { findingsIn } from "@toolkit/policies/evaluate";
import { PolicyGraph, type PolicyResource } from "@toolkit/policies/graph";
import { hints } from "./hints";
import { suppressions } from "./ledger";
import { judge, type JudgedFinding } from "@toolkit/policies/ledger/apply";
import { bootstrapSuppressions } from "./ledger/bootstrap";
import type { Combination } from "@toolkit/policies/ledger/entry";
import { rules } from "@toolkit/policies/rules";
import type { Verdict } from "@toolkit/policies/scorecard";

/** What the rules say about one stack and variant. */
export interface StackVerdict extends Verdict {
  readonly combination: Combination;
}

/** Every rule over a graph, with the ledger applied. */
export function checkGraph(resources: readonly PolicyResource[], combination: Combination): StackVerdict {
  const graph = new PolicyGraph(resources);
  return { combination, graph, findings: judge(findingsIn(graph, rules, hints), suppressions, combination) };
}

/** Every rule over what `bootstrap/` makes, with a ledger of its own. */
export const checkBootstrap = (resources: readonly PolicyResource[]): JudgedFinding[] =>
  judge(findingsIn(new PolicyGraph(resources), rules), bootstrapSuppressions);

/** Every rule over what the preview shows. */
export function checkPreview({ config, graph }: StackPreview): StackVerdict {
  const { stack, profile, frontend } = config;
  return checkGraph(graph.resources, { stack, profile, frontend });
}
