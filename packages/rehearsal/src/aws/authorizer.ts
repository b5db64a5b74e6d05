import type { InvokeCall } from "../protocol/provider";
import type { Moment } from "../rules/rule";
import type { Account, Resource } from "./account";

/** A change that somebody asks of the account. */
export interface Change {
  readonly moment: Exclude<Moment, "check">;
  readonly account: Account;
  /** As it will be; on a deletion, as it is. */
  readonly resource: Resource;
  /** As it is; undefined on creation. */
  readonly current: Resource | undefined;
}

/** Whose rights count in an emulated account: who calls, and what IAM answers them. */
export interface Authorizer {
  /** AWS's message when the caller may not make a change; undefined when they may. */
  refuseChange(change: Change): string | undefined;
  /** Likewise when they may not look something up. */
  refuseLookUp(call: InvokeCall, account: Account): string | undefined;
}

/** An administrator: nothing is refused. */
export const administrator: Authorizer = { refuseChange: () => undefined, refuseLookUp: () => undefined };
