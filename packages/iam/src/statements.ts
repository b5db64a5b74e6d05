import { actionMatches } from "./pattern";
import { listOf, type Policy, type Statement } from "./policy";

type ByEffect = Readonly<Record<Statement["Effect"], readonly Statement[]>>;

/** There are few actions and many requests, so what a policy says of an action is looked for once. */
const known = new WeakMap<Policy, Map<string, ByEffect>>();

/** The statements of a policy that are about an action, whatever the resource and the conditions. */
export function statementsOn(action: string, policy: Policy): ByEffect {
  const byAction = known.get(policy) ?? new Map<string, ByEffect>();
  const before = byAction.get(action);
  if (before !== undefined) return before;
  const found = find(action, policy);
  known.set(policy, byAction.set(action, found));
  return found;
}

function find(action: string, { Statement: statements }: Policy): ByEffect {
  const about = listOf(statements).filter((statement) => isAbout(action, statement));
  return {
    Allow: about.filter(({ Effect }) => Effect === "Allow"),
    Deny: about.filter(({ Effect }) => Effect === "Deny"),
  };
}

function isAbout(action: string, { Action, NotAction }: Statement): boolean {
  const isIn = (patterns: Statement["Action"]): boolean =>
    listOf(patterns).some((pattern) => actionMatches(pattern, action));
  return Action === undefined ? NotAction !== undefined && !isIn(NotAction) : isIn(Action);
}
