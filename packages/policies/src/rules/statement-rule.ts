import type { PolicyResource } from "../graph";
import { customRule } from "../makers";
import type { Break, ExampleResource, Rule, RuleHead } from "../rule";
import { policyInputOf, type Statement, statementsOf } from "../statements";

/** A statement that no rule minds, for the examples. */
const HARMLESS: Readonly<Record<string, unknown>> = {
  Sid: "Harmless",
  Effect: "Allow",
  Action: "logs:PutLogEvents",
  Resource: "arn:aws:logs:eu-west-1:123456789012:log-group:/app:log-stream:app",
};

/** A rule about each statement of some policies. */
export function statementRule(
  rule: RuleHead & {
    types: readonly string[];
    /** What is wrong with a statement; nothing when it is fine. */
    problem: (statement: Statement, resource: PolicyResource) => string | undefined;
    /** Statements to refuse, added to a policy that is fine. */
    bad: readonly { statement: Statement; also?: readonly string[]; types?: readonly string[] }[];
  },
): Rule {
  return customRule({
    ...rule,
    check: (resource) =>
      statementsOf(resource).flatMap((statement) => {
        const message = rule.problem(statement, resource);
        return message === undefined ? [] : [{ message, about: statement.Sid ?? "statement" }];
      }),
    compliant: rule.types.map((type): ExampleResource => ({
      type,
      inputs: { [policyInputOf(type)]: { Statement: [HARMLESS] } },
    })),
    breaks: rule.types.flatMap((type) =>
      rule.bad
        .filter(({ types }) => types === undefined || types.includes(type))
        .map(({ statement, also }): Break => ({
          type,
          path: `${policyInputOf(type)}.Statement.+`,
          to: statement,
          ...(also === undefined ? {} : { also }),
        })),
    ),
  });
}
