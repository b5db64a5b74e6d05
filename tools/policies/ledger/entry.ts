import type { Suppression } from "@toolkit/policies/ledger/entry";

/** Which stack and variant a graph belongs to. */
// eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- an interface has no index signature, which labels have
export type Combination = {
  readonly stack: string;
  readonly profile: string;
  readonly frontend: string;
};

/** A finding that this project accepts. */
export interface LedgerEntry extends Suppression {
  /** What stands in its place. */
  readonly instead: string;
  /** Settings, as for `--set`, with which the finding appears; without them it never does. @default none */
  readonly appearsWith?: readonly string[];
}
