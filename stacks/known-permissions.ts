import { actionProblems } from "../components/security/iam/action-problems";
import { nearest, type StackConfig, taskSections } from "./config";
import { configurationError, type Problem } from "./config/problems";

/**
 * Refuses statements of `permissions` whose actions AWS does not have, or that nothing in their statement is for, before
 * anything is registered. What can be told without AWS's list of actions, stacks/config/rules/permissions.ts has told.
 *
 * @throws RunError that lists every problem.
 */
export async function refuseUnknownActions(config: StackConfig): Promise<void> {
  const statements = taskSections(config).flatMap(({ key, tasks }) =>
    tasks.permissions.map((permission, index) => ({ key: `webapp:${key}.permissions.${index}`, ...permission })),
  );
  const problems = await Promise.all(
    statements.map(async ({ key, actions, resources }): Promise<Problem[]> => {
      const found = await actionProblems(actions, resources);
      return found.map(({ action, fix, known = [] }) => ({ key, value: action, fix: withGuess(fix, action, known) }));
    }),
  );
  if (problems.flat().length > 0) throw configurationError(config.stack, problems.flat());
}

function withGuess(fix: string, action: string, known: readonly string[]): string {
  const guess = nearest(action, known);
  return guess === undefined ? fix : `${fix}; did you mean ${guess}?`;
}
