import { customRule } from "../makers";
import type { Rule, RuleHead } from "../rule";
import { deniesPlainHttp, statementsOf } from "../statements";
import { isOpaque } from "../values";

/** A rule that policies of a type deny plain HTTP; one that cannot be read passes. */
export const tlsOnlyRule = ({
  type,
  action,
  ...head
}: RuleHead & {
  readonly type: string;
  /** What the example denies. */
  readonly action: string;
}): Rule =>
  customRule({
    ...head,
    types: [type],
    check: (policy) =>
      isOpaque(policy.inputs.policy) || statementsOf(policy).some(deniesPlainHttp)
        ? []
        : [{ message: "does not deny plain HTTP" }],
    compliant: [
      {
        type,
        inputs: {
          policy: {
            Statement: [
              {
                Effect: "Deny",
                Principal: "*",
                Action: action,
                Resource: "*",
                Condition: { Bool: { "aws:SecureTransport": "false" } },
              },
            ],
          },
        },
      },
    ],
    breaks: [{ type, path: "policy.Statement", to: [] }],
  });
