import { lastPart } from "../../aws/arn";
import type { ServiceState } from "../../aws/ecs";

/** A task that runs. */
export interface RunningTask {
  readonly arn: string;
  readonly taskDefinitionArn: string;
  /** Digest of the application container's image; absent while the task starts. */
  readonly digest?: string;
}

export type Verdict =
  | { readonly is: "waiting"; readonly for: string }
  | { readonly is: "good" }
  | { readonly is: "bad"; readonly because: string };

const waiting = (what: string): Verdict => ({ is: "waiting", for: what });
const bad = (because: string): Verdict => ({ is: "bad", because });

/**
 * Whether the deployment is through. A rollback by the circuit breaker or an alarm ends COMPLETED too, with the old
 * revision, which is why the state alone says nothing (terraform-provider-aws issue 20858).
 *
 * @param expectedArn the revision that the stack deployed.
 */
export function judgeRollout(state: ServiceState, expectedArn: string): Verdict {
  if (state.rolloutState === "FAILED") return bad(`its deployment failed: ${state.reason}`);
  if (state.rolloutState === "IN_PROGRESS") return waiting(`${state.running} of ${state.desired} tasks run`);
  if (state.taskDefinitionArn !== expectedArn) {
    return bad(
      `it was rolled back, or deployed by somebody else: ${lastPart(state.taskDefinitionArn)} runs, ${lastPart(expectedArn)} was deployed. ${state.reason}`.trim(),
    );
  }
  return { is: "good" };
}

/**
 * Whether every running task has the image that was deployed. Tasks of another revision are still being drained.
 *
 * @param isDeployed whether a digest is that of the deployed image, or of one platform of it.
 */
export function judgeTasks(
  tasks: readonly RunningTask[],
  expectedArn: string,
  isDeployed: (digest: string) => boolean,
): Verdict {
  const others = tasks.filter(({ taskDefinitionArn }) => taskDefinitionArn !== expectedArn);
  if (others.length > 0) return waiting(`${others.length} tasks of another revision still run`);
  const starting = tasks.filter(({ digest }) => digest === undefined);
  if (starting.length > 0) return waiting(`${starting.length} tasks start`);
  const wrong = tasks.find(({ digest = "" }) => !isDeployed(digest));
  return wrong === undefined ? { is: "good" } : bad(`task ${lastPart(wrong.arn)} runs ${wrong.digest ?? ""} instead.`);
}
