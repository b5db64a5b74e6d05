import { type AccountContext, arn } from "../../account";
import { statement } from "../../security/iam";
import { duration, type Experiment } from "./experiment";

/** From the notice to the interruption, as Spot itself gives it. */
const NOTICE_MINUTES = 2;

/**
 * One Spot instance of each group is interrupted as AWS does it: a recommendation to rebalance at once, a notice, and two
 * minutes later the instance is gone.
 *
 * @param groups `Name` tags of the instances, by name of the group.
 * Source: AWS FIS user guide, "AWS FIS actions reference", aws:ec2:send-spot-instance-interruptions.
 */
export function interruptSpot(account: AccountContext, groups: Readonly<Record<string, string>>): Experiment {
  return {
    description: "One Spot instance of each group is interrupted",
    actions: Object.keys(groups).map((group) => ({
      name: `interrupt-${group}`,
      actionId: "aws:ec2:send-spot-instance-interruptions",
      target: { kind: "SpotInstances", name: group },
      parameters: { durationBeforeInterruption: duration(NOTICE_MINUTES) },
      minutes: NOTICE_MINUTES,
    })),
    targets: Object.entries(groups).map(([name, nameTag]) => ({
      name,
      resourceType: "aws:ec2:spot-instance",
      tags: { Name: nameTag },
      selection: "COUNT(1)",
    })),
    statements: [
      statement({
        sid: "Interrupt",
        actions: ["ec2:SendSpotInstanceInterruptions"],
        resources: [arn(account, "ec2", "instance/*")],
        conditions: { StringEquals: { "aws:ResourceTag/Name": Object.values(groups) } },
      }),
      statement({
        sid: "FindInstances",
        actions: ["ec2:DescribeInstances"],
        resources: ["*"],
        reason: "DescribeInstances has no resource level.",
      }),
    ],
    expectedAlarms: [],
  };
}
