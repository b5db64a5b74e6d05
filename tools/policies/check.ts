import type { StackPreview } from "../program/program";
import { findingsIn } from "@toolkit/policies/evaluate";
import { PolicyGraph, type PolicyResource } from "@toolkit/policies/graph";
import { hints } from "./hints";
import { judge, type JudgedFinding } from "@toolkit/policies/ledger/apply";
import { bootstrapSuppressions } from "./ledger/bootstrap";
import { entriesOf, type Ledger, PROJECT_LEDGER } from "./ledger/current";
import type { Combination } from "./ledger/entry";
import { rules } from "@toolkit/policies/rules";
import type { Verdict } from "@toolkit/policies/scorecard";

/** What the rules say about one stack and variant. */
export interface StackVerdict extends Verdict {
  readonly combination: Combination;
}

/** Every rule over a graph, with the ledger applied. */
export function checkGraph(
  resources: readonly PolicyResource[],
  combination: Combination,
  ledger: Ledger = PROJECT_LEDGER,
): StackVerdict {
  const graph = new PolicyGraph(resources);
  return { combination, graph, findings: judge(findingsIn(graph, rules, hints), entriesOf(ledger), combination) };
}

/** Every rule over what the preview shows. */
export function checkPreview({ config, graph }: Pick<StackPreview, "config" | "graph">, ledger?: Ledger): StackVerdict {
  const { stack, profile, frontend } = config;
  return checkGraph(graph.resources, { stack, profile, frontend }, ledger);
}

/** The bootstrap's ledger without any user's. */
export const BOOTSTRAP_LEDGER: Ledger = { own: [], expired: [], project: bootstrapSuppressions };

/** Every rule over what `bootstrap/` makes, with a ledger of its own. */
export const checkBootstrap = (resources: readonly PolicyResource[], ledger = BOOTSTRAP_LEDGER): JudgedFinding[] =>
  judge(findingsIn(new PolicyGraph(resources), rules), entriesOf(ledger));
