import { FIXTURE_STACKS } from "../../../tools/program/fixtures";
import { PolicyGraph } from "@toolkit/policies/graph";
import { cardsByStack, type PolicyRun, runPolicies } from "../../../tools/policies/run";
import { sharedPreview } from "../../support/deploy-stack";
import { isOurs } from "../../support/ours";

let run: Promise<PolicyRun> | undefined;

/** The rules over every stack of this project in both variants, run once per process: treat it as read-only. */
export function defaultRun(): Promise<PolicyRun> {
  run ??= runPolicies({ folder: FIXTURE_STACKS, set: [] }, undefined, undefined, sharedPreview);
  return run;
}

/** A run as if nobody had added resources of their own, whose findings are theirs to accept. */
export function ofOurs(all: PolicyRun): PolicyRun {
  const verdicts = all.verdicts.map((verdict) => ({
    ...verdict,
    graph: new PolicyGraph(verdict.graph.resources.filter(isOurs)),
    findings: verdict.findings.filter(({ resource }) => isOurs(resource)),
  }));
  return { ...all, verdicts, cards: cardsByStack(verdicts) };
}
