import { FIXTURE_STACKS } from "../../../tools/program/fixtures";
import { type PolicyRun, runPolicies } from "../../../tools/policies/run";

let run: Promise<PolicyRun> | undefined;

/** The rules over every stack of this project in both variants, run once per process: treat it as read-only. */
export function defaultRun(): Promise<PolicyRun> {
  run ??= runPolicies({ folder: FIXTURE_STACKS, set: [] });
  return run;
}
