import type { Account, Resource } from "../aws/account";
import type { Properties } from "../protocol/values";
import { type Source } from "./sources";

/** What a rule may look at. */
export interface RuleContext {
  readonly account: Account;
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  /** Where the resource is, or would be. */
  readonly region: string;
  /** The inputs asked for; on a deletion, those of the last change. */
  readonly inputs: Properties;
  /** The resource as it is; undefined on creation and in a check. */
  readonly current: Resource | undefined;
}

/** When a rule is asked: `check` also runs in a preview, where values may be unknown. */
export type Moment = "check" | "create" | "update" | "delete";

/** Something that AWS, or its provider, refuses. */
export interface Rule {
  /** Unique, kebab-case. */
  readonly id: string;
  /** Where the behaviour comes from. */
  readonly source: Source;
  readonly on: readonly Moment[];
  readonly types: readonly string[];
  /** AWS's message, or undefined when there is nothing to refuse. */
  readonly refuse: (context: RuleContext) => string | undefined;
}

/** The first refusal of a list of rules, in their order. */
export function firstRefusal(
  rules: readonly Rule[],
  moment: Moment,
  context: RuleContext,
): { rule: Rule; message: string } | undefined {
  for (const rule of rules) {
    if (!rule.on.includes(moment) || !rule.types.includes(context.type)) continue;
    const message = rule.refuse(context);
    if (message !== undefined) return { rule, message };
  }
  return undefined;
}
