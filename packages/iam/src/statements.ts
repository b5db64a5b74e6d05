import { globMatcher } from "./pattern";
import { listOf, type Policy, type Statement } from "./policy";

/** The statements of a policy that are about an action, whatever the resource and the conditions. */
export type ByEffect = Readonly<Record<Statement["Effect"], readonly Statement[]>>;

/** A policy as it is asked about many requests with few actions: each action is looked for once. */
class PolicyIndex {
  readonly #found = new Map<string, ByEffect>();
  readonly #statements: readonly { readonly statement: Statement; isAbout: (action: string) => boolean }[];

  constructor({ Statement: statements }: Policy) {
    this.#statements = listOf(statements).map((statement) => ({ statement, isAbout: aboutOf(statement) }));
  }

  on(action: string): ByEffect {
    const before = this.#found.get(action);
    if (before !== undefined) return before;
    const lower = action.toLowerCase();
    const about = this.#statements.flatMap(({ statement, isAbout }) => (isAbout(lower) ? [statement] : []));
    const found = {
      Allow: about.filter(({ Effect }) => Effect === "Allow"),
      Deny: about.filter(({ Effect }) => Effect === "Deny"),
    };
    this.#found.set(action, found);
    return found;
  }
}

/** Whether a statement is about an action in lower case: actions are compared without regard to case. */
function aboutOf({ Action, NotAction }: Statement): (action: string) => boolean {
  if (Action === undefined && NotAction === undefined) return () => false;
  const patterns = listOf(Action ?? NotAction).map((pattern) => globMatcher(pattern.toLowerCase()));
  const isNegated = Action === undefined;
  return (action) => patterns.some((covers) => covers(action)) !== isNegated;
}

const indexes = new WeakMap<Policy, PolicyIndex>();

/** The statements of a policy about an action, by effect, in the policy's order. */
export function statementsOn(action: string, policy: Policy): ByEffect {
  const known = indexes.get(policy);
  if (known !== undefined) return known.on(action);
  const index = new PolicyIndex(policy);
  indexes.set(policy, index);
  return index.on(action);
}
