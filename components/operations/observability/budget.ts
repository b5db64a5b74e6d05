import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

export interface BudgetArgs {
  /** Name of the budget, unique in the account. */
  readonly name: string;
  /** USD a month, of the whole account. */
  readonly monthlyUsd: number;
  /** Topic of the stack. Budgets are global and publish to topics of any region. */
  readonly topicArn: pulumi.Input<string>;
  /** Address to notify directly, without the confirmation that a subscription needs. @default none */
  readonly email?: pulumi.Input<string> | undefined;
}

/** Percent of the budget, spent or forecast, at which AWS notifies. */
const THRESHOLDS = [
  { notificationType: "FORECASTED", threshold: 100 },
  { notificationType: "ACTUAL", threshold: 80 },
  { notificationType: "ACTUAL", threshold: 100 },
] as const;

/**
 * A monthly cost budget of the account with warnings before it is spent. Free.
 *
 * It filters by no tag: a tag that nobody activated for billing matches nothing, and such a budget never warns. Credits
 * and refunds do not count, or they would hide what is being spent.
 */
export function createBudget(args: BudgetArgs, opts: { parent: pulumi.Resource }): aws.budgets.Budget {
  return new aws.budgets.Budget(
    "monthly",
    {
      name: args.name,
      budgetType: "COST",
      timeUnit: "MONTHLY",
      limitAmount: args.monthlyUsd.toFixed(2),
      limitUnit: "USD",
      costTypes: { includeCredit: false, includeRefund: false },
      notifications: THRESHOLDS.map((threshold) => ({
        ...threshold,
        comparisonOperator: "GREATER_THAN",
        thresholdType: "PERCENTAGE",
        subscriberSnsTopicArns: [args.topicArn],
        subscriberEmailAddresses: args.email === undefined ? undefined : [args.email],
      })),
    },
    { parent: opts.parent },
  );
}
