import type { Moment } from "../rules/rule";

/** Something that goes wrong although the program is right. */
export interface Fault {
  /** Which call: the Nth creation, update or deletion since the fault was set, from 1. */
  readonly on: Exclude<Moment, "check">;
  readonly nth: number;
  /**
   * - `fail`: AWS answers with an error, nothing happens;
   * - `throttle`: the same with AWS's throttling message, for `times` calls in a row;
   * - `timeout`: the resource is made or changed, then waiting for it times out, and the provider says so;
   * - `lost`: the call is done, but its answer never arrives, and the provider knows no id.
   */
  readonly kind: "fail" | "throttle" | "timeout" | "lost";
  /** Calls in a row that fail. @default 1 */
  readonly times?: number;
  /** Count only resources of this type. @default every type */
  readonly type?: string;
}

/** What a call meets. */
export type Effect = { readonly before: string } | { readonly after: string; readonly known: boolean } | undefined;

const messages: Readonly<Record<Fault["kind"], string>> = {
  fail: "InternalFailure: An internal error occurred while processing the request",
  throttle: "ThrottlingException: Rate exceeded",
  timeout: "timeout while waiting for state to become 'available' (last state: 'pending')",
  lost: "RequestError: send request failed, caused by: read: connection reset by peer",
};

/** Faults to come, counted call by call. */
export class FaultPlan {
  /** Calls so far that did what they were asked, whatever became of the answer. */
  readonly done: Record<Fault["on"], number> = { create: 0, update: 0, delete: 0 };
  private readonly counts = new Map<Fault, number>();
  private faults: readonly Fault[] = [];

  /** Replaces the plan and starts counting anew. */
  set(...faults: readonly Fault[]): void {
    this.faults = faults;
    this.counts.clear();
  }

  /** Faults that have not struck yet. */
  get pending(): readonly Fault[] {
    return this.faults.filter((fault) => (this.counts.get(fault) ?? 0) < fault.nth);
  }

  /** Counts a call and says what it meets. */
  strike(moment: Fault["on"], type: string): Effect {
    let effect: Effect;
    for (const fault of this.faults) {
      if (fault.on !== moment || (fault.type !== undefined && fault.type !== type)) continue;
      const count = (this.counts.get(fault) ?? 0) + 1;
      this.counts.set(fault, count);
      if (count >= fault.nth && count < fault.nth + (fault.times ?? 1)) effect ??= effectOf(fault);
    }
    if (effect === undefined || "after" in effect) this.done[moment]++;
    return effect;
  }
}

function effectOf(fault: Fault): Effect {
  const message = messages[fault.kind];
  if (fault.kind === "timeout" || fault.kind === "lost") return { after: message, known: fault.kind === "timeout" };
  return { before: message };
}
