import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

import { RULE_VALUES } from "./rule-values";

export interface TargetGroupSettings {
  /** Path that answers 200 while the process works, e.g. `/healthz`. */
  readonly healthCheckPath: string;
  /** Seconds that a leaving task may finish its requests. @default 30 */
  readonly deregistrationSeconds?: number | undefined;
}

/** How a listener finds a service. */
export interface ListenerRuleSettings {
  readonly listenerArn: pulumi.Input<string>;
  /** Unique in the listener; the smallest is tried first. */
  readonly priority: number;
  /** Paths, with `*` and `?`. @default every path */
  readonly pathPatterns?: readonly string[] | undefined;
  /** Header that a request must carry with one of the values, such as the secret of the edge. @default none */
  readonly header?: { readonly name: string; readonly values: readonly pulumi.Input<string>[] } | undefined;
}

/** What only the rules of a service with two target groups have. */
interface ShiftingRule {
  /** A further header that a request must carry. @default none */
  readonly asks?: { readonly name: string; readonly value: pulumi.Input<string> } | undefined;
  /** Whether ECS moves requests between target groups by this rule: its weights are none of Pulumi's then. @default false */
  readonly shifts?: boolean | undefined;
}

/** A target group's place. */
export interface TargetGroupArgs extends TargetGroupSettings {
  /** Where tasks listen that are registered without a port; ECS registers each with its own. */
  readonly port: number;
  readonly vpcId: pulumi.Input<string>;
  /** Whether ECS moves requests between this group and another: a new port then makes no new group. @default false */
  readonly shifts?: boolean | undefined;
}

/**
 * A target group for tasks. It has no fixed name: a change of port or VPC makes a new group first, and two groups
 * cannot share a name.
 *
 * A service that shifts keeps its groups, whatever its port: no rule would lead to new ones, since the rules' actions are
 * ECS's, and ECS refuses a group without a load balancer.
 *
 * Source: Elastic Load Balancing API reference, CreateTargetGroup: `Port` is "used unless you specify a port override when
 * registering the target", https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html
 */
export function createTargetGroup(
  name: string,
  args: TargetGroupArgs,
  opts: { parent: pulumi.Resource },
): aws.lb.TargetGroup {
  return new aws.lb.TargetGroup(
    name,
    {
      targetType: "ip",
      protocol: "HTTP",
      port: args.port,
      vpcId: args.vpcId,
      deregistrationDelay: args.deregistrationSeconds ?? 30,
      loadBalancingAlgorithmType: "least_outstanding_requests",
      healthCheck: {
        enabled: true,
        protocol: "HTTP",
        path: args.healthCheckPath,
        port: "traffic-port",
        matcher: "200",
        interval: 15,
        timeout: 5,
        healthyThreshold: 2,
        unhealthyThreshold: 3,
      },
    },
    { parent: opts.parent, ...(args.shifts === true ? { ignoreChanges: ["port"] } : {}) },
  );
}

/** The rule that forwards matching requests to a target group. */
export function createListenerRule(
  name: string,
  args: ListenerRuleSettings & ShiftingRule & { readonly targetGroupArn: pulumi.Input<string> },
  opts: { parent: pulumi.Resource },
): aws.lb.ListenerRule {
  const { pathPatterns = ["/*"], header, asks, shifts = false } = args;
  return new aws.lb.ListenerRule(
    name,
    {
      listenerArn: args.listenerArn,
      priority: args.priority,
      conditions: [
        { pathPattern: { values: [...pathPatterns] } },
        ...(header === undefined ? [] : [{ httpHeader: { httpHeaderName: header.name, values: [...header.values] } }]),
        ...(asks === undefined ? [] : [{ httpHeader: { httpHeaderName: asks.name, values: [asks.value] } }]),
      ],
      actions: [{ type: "forward", targetGroupArn: args.targetGroupArn }],
    },
    { parent: opts.parent, ...(shifts ? { ignoreChanges: ["actions"] } : {}) },
  );
}

/**
 * What is wrong with a target group and its rules, one line each.
 *
 * @param twoRules a second rule, just before the first, asks for one value more.
 */
export function routingProblems(
  targetGroup: TargetGroupSettings,
  rule: ListenerRuleSettings,
  twoRules: boolean,
): string[] {
  const { healthCheckPath, deregistrationSeconds = 30 } = targetGroup;
  const { pathPatterns = ["/*"], header } = rule;
  const values = pathPatterns.length + (header?.values.length ?? 0) + (twoRules ? 1 : 0);
  const least = twoRules ? 2 : 1;
  return [
    ...(healthCheckPath.startsWith("/") ? [] : [`the health check path "${healthCheckPath}" must start with "/".`]),
    ...(deregistrationSeconds >= 0 && deregistrationSeconds <= 3600
      ? []
      : [`deregistrationSeconds is ${deregistrationSeconds}: use 0 to 3600.`]),
    ...(Number.isInteger(rule.priority) && rule.priority >= least && rule.priority <= 50_000
      ? []
      : [`the listener rule's priority is ${rule.priority}: use ${least} to 50000.`]),
    ...(pathPatterns.length > 0 ? [] : ["the listener rule has no path pattern: leave it out for every path."]),
    ...(header === undefined || header.values.length > 0
      ? []
      : [`the listener rule asks for header "${header.name}" but accepts no value.`]),
    ...(values <= RULE_VALUES
      ? []
      : [`the listener rule has ${values} values in its conditions: a rule may have ${RULE_VALUES}.`]),
  ];
}
