import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

import { type AccountContext } from "../account";
import { createServiceRole, statement } from "../security/iam";
import { createListenerRule, createTargetGroup, type ListenerRuleSettings, type TargetGroupArgs } from "./target-group";

/** Header by which a request reaches the version that is being deployed, before others get there. */
const NEXT_VERSION_HEADER = "X-Deployment";

/** Letters and digits only: the values of conditions are patterns. */
const NEXT_VERSION_LENGTH = 32;

/** What ECS needs to move requests from one version to the next. */
export interface TrafficShift {
  /** The second target group: each deployment takes the one that the last one left. */
  readonly targetGroup: aws.lb.TargetGroup;
  /** Rule of requests that ask for the new version. */
  readonly testRule: aws.lb.ListenerRule;
  /** What the header of such requests holds. It is secret: CloudFront passes on whatever header a browser sends. */
  readonly nextVersion: pulumi.Output<string>;
  readonly role: aws.iam.Role;
  /** What the service waits for. */
  readonly ready: readonly pulumi.Resource[];
}

export interface TrafficShiftArgs {
  readonly account: AccountContext;
  readonly targetGroup: TargetGroupArgs;
  readonly rule: ListenerRuleSettings;
  /** The first target group. */
  readonly firstGroupArn: pulumi.Input<string>;
  /** Rule of all other requests. */
  readonly productionRuleArn: pulumi.Input<string>;
}

/**
 * The second target group of a service, the rule that leads to the version which is being deployed, and the role with
 * which ECS moves the requests.
 *
 * ECS asks that either both groups are in the production rule or one in each of two rules; with the second rule the first
 * stays the one that a service without shifts has, so that a live service can begin and stop to shift.
 *
 * Source: Amazon ECS developer guide, "Application Load Balancer resources for blue/green, linear, and canary
 * deployments", https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb-resources-for-blue-green.html, and
 * "Amazon ECS infrastructure IAM role for load balancers".
 */
export function createTrafficShift(
  name: string,
  args: TrafficShiftArgs,
  opts: { parent: pulumi.Resource },
): TrafficShift {
  const { account, rule } = args;
  const targetGroup = createTargetGroup(`${name}-alt`, args.targetGroup, opts);
  const { result: nextVersion } = new random.RandomPassword(
    `${name}-next`,
    { length: NEXT_VERSION_LENGTH, special: false },
    { parent: opts.parent },
  );
  const asks = { name: NEXT_VERSION_HEADER, value: nextVersion };
  const testRule = createListenerRule(
    `${name}-test`,
    { ...rule, priority: rule.priority - 1, asks, targetGroupArn: targetGroup.arn, shifts: true },
    opts,
  );
  const rules = [args.productionRuleArn, testRule.arn];
  // The actions of AWS's own policy for this, AmazonECSInfrastructureRolePolicyForLoadBalancers, on what is ours.
  const { role, grants } = createServiceRole(
    `${name}-shift`,
    {
      account,
      service: "ecs.amazonaws.com",
      // AWS's page of the role has no condition, and says nothing of a source.
      namesSource: false,
      statements: [
        statement({
          sid: "Look",
          actions: [
            "elasticloadbalancing:DescribeListeners",
            "elasticloadbalancing:DescribeRules",
            "elasticloadbalancing:DescribeTargetGroups",
            "elasticloadbalancing:DescribeTargetHealth",
          ],
          resources: ["*"],
          reason: "Elastic Load Balancing knows no resources for these.",
        }),
        statement({
          sid: "Targets",
          actions: ["elasticloadbalancing:DeregisterTargets", "elasticloadbalancing:RegisterTargets"],
          resources: [args.firstGroupArn, targetGroup.arn],
        }),
        statement({ sid: "Weights", actions: ["elasticloadbalancing:ModifyRule"], resources: rules }),
      ],
    },
    opts,
  );
  return { targetGroup, testRule, nextVersion, role, ready: [testRule, ...grants] };
}
