import { escalationProblem } from "../../../components/security/iam/escalation";
import { type Problem } from "../problems";
import { type WebappConfig } from "../schema";
import { taskSections } from "../task-sections";
import { type Permission } from "../schema/permissions";

/** Statements that allow more than they say why; those of a service that the flag leaves unused are checked too. */
export function permissionProblems(config: WebappConfig): Problem[] {
  return taskSections(config).flatMap(({ key: section, tasks: { permissions } }) => {
    const key = (index: number) => `webapp:${section}.permissions.${index}`;
    const problems = permissions.flatMap((permission, index) =>
      fixesOf(permission).map((found) => ({ key: key(index), ...found })),
    );
    const sids = permissions.map(({ sid }) => sid);
    const again = sids.flatMap((sid, index) =>
      sids.indexOf(sid) === index ? [] : [{ key: key(index), value: sid, fix: "is the sid of another statement too" }],
    );
    return [...problems, ...again];
  });
}

const isWholeService = (action: string): boolean => /:[*?]+$/.test(action);
const isPattern = (text: string): boolean => /[*?]/.test(text);

/** `*`, and an ARN of which nothing but the service is said. */
const isEverything = (resource: string): boolean => /^(\*|arn:[^:]+:[^:]+:[^:]*:[^:]*:\*+)$/.test(resource);

function fixesOf({ actions, resources, reason }: Permission): { value: string; fix: string }[] {
  const broadActions = actions.filter((action) => isPattern(action) && !isWholeService(action));
  const needReason = reason === undefined ? [...broadActions, ...resources.filter(isEverything)] : [];
  return [
    ...actions
      .filter(isWholeService)
      .map((action) => ({ value: action, fix: "allows the whole service: name the actions" })),
    ...actions.flatMap((action) => {
      const problem = escalationProblem(action);
      return problem === undefined ? [] : [{ value: action, fix: `is refused: ${problem}` }];
    }),
    ...needReason.map((value) => ({
      value,
      fix: "needs a reason: name what it stands for, or say why that cannot be",
    })),
  ];
}
