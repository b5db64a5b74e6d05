import type { Resource } from "../aws/account";
import type { Scenario } from "./scenario";

/** Something that AWS refuses, and its nearest form that AWS accepts. */
export interface Attempt {
  readonly refused: () => unknown;
  readonly accepted: () => unknown;
}

/** Breaks one rule in an account where everything else is right. */
export interface Proof {
  /** Ids of rules, all of which this program breaks in turn. */
  readonly rule: string;
  /** Sets the stage and returns what to try: first the refused, then the accepted form. */
  readonly program: (aws: Scenario) => Attempt;
}

export function proof(rule: string, program: (aws: Scenario) => Attempt): Proof {
  return { rule, program };
}

/** Deleting something before and after what still needs it. */
export function holds(aws: Scenario, held: Resource, ...holders: readonly Resource[]): Attempt {
  return {
    refused: () => {
      aws.remove(held);
    },
    accepted: () => {
      for (const holder of holders) aws.remove(holder);
      aws.remove(held);
    },
  };
}
