import type { Account } from "../aws/account";
import type { StateResource } from "./state";

/** Where Pulumi's state and the emulated account disagree. */
export interface Difference {
  /** In the account, but in no state: made and forgotten. */
  readonly orphans: readonly string[];
  /** In the state, but not in the account. */
  readonly phantoms: readonly string[];
}

/** Packages whose resources are in the account; what `random` makes lives in the state alone. */
const IN_ACCOUNT = /^(aws|docker-build):/;

/** Compares by type and id. Resources that Pulumi was told to retain are neither. */
export function compare(
  account: Account,
  state: readonly StateResource[],
  retained: ReadonlySet<string> = new Set(),
): Difference {
  const line = (type: string, id: string): string => `${type} ${id}`;
  const inAccount = new Map<string, number>();
  for (const { type, id } of account.all()) inAccount.set(line(type, id), (inAccount.get(line(type, id)) ?? 0) + 1);
  const inState = new Map<string, number>();
  for (const { type, id, custom } of state) {
    if (custom && IN_ACCOUNT.test(type) && id !== undefined)
      inState.set(line(type, id), (inState.get(line(type, id)) ?? 0) + 1);
  }
  const more = (these: ReadonlyMap<string, number>, those: ReadonlyMap<string, number>): string[] =>
    [...these].flatMap(([key, count]) => (count > (those.get(key) ?? 0) && !retained.has(key) ? [key] : []));
  return { orphans: more(inAccount, inState), phantoms: more(inState, inAccount) };
}
