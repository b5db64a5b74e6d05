import { T } from "@toolkit/offline/aws-types";
import type { Resource } from "../aws/account";
import type { Properties } from "../protocol/values";
import { proof, type Proof } from "./proof";
import type { Scenario } from "./scenario";
import * as stage from "./stage";

/** A service on a stage with a second target group, its rules and the role of ECS. */
function shifting(aws: Scenario) {
  const made = stage.serviceStage(aws);
  const second = stage.targetGroup(aws, made.network);
  const rule = (priority: number, group: Resource): Resource =>
    aws.make(T.listenerRule, { listenerArn: made.listener.id, priority, actions: stage.forwardTo(group) });
  const [production, test] = [rule(2, made.targets), rule(1, second)];
  const role = stage.role(aws, "ecs.amazonaws.com");
  const policy = aws.make(T.rolePolicyAttachment, {
    role: role.outputs.name ?? null,
    policyArn: "arn:aws:iam::aws:policy/AmazonECSInfrastructureRolePolicyForLoadBalancers",
  });
  const advanced: Properties = {
    alternateTargetGroupArn: second.outputs.arn ?? null,
    productionListenerRule: production.outputs.arn ?? null,
    testListenerRule: test.outputs.arn ?? null,
    roleArn: role.outputs.arn ?? null,
  };
  const service = (strategy: string, advancedConfiguration: Properties | undefined): Properties => ({
    ...made.inputs,
    deploymentConfiguration: { strategy, bakeTimeInMinutes: "5" },
    loadBalancers: [
      {
        targetGroupArn: made.targets.outputs.arn ?? null,
        containerName: "web",
        containerPort: 8080,
        ...(advancedConfiguration === undefined ? {} : { advancedConfiguration }),
      },
    ],
  });
  return { advanced, policy, service };
}

export const shiftProofs: readonly Proof[] = [
  proof("shift-needs-second-group", (aws) => {
    const { advanced, service } = shifting(aws);
    const { alternateTargetGroupArn: _missing, ...rest } = advanced;
    return {
      refused: () => aws.make(T.service, service("BLUE_GREEN", rest)),
      accepted: () => aws.make(T.service, service("BLUE_GREEN", advanced)),
    };
  }),
  proof("shift-follows-a-rolling-deployment", (aws) => {
    const { advanced, service } = shifting(aws);
    const live = aws.make(T.service, service("ROLLING", undefined));
    const begin = (): unknown => aws.change(live, service("CANARY", advanced));
    return {
      refused: begin,
      accepted: () => {
        aws.change(live, service("ROLLING", advanced));
        return begin();
      },
    };
  }),
  proof("shift-role-may-set-weights", (aws) => {
    const { advanced, policy, service } = shifting(aws);
    aws.remove(policy);
    const make = (): unknown => aws.make(T.service, service("LINEAR", advanced));
    return {
      refused: make,
      accepted: () => {
        aws.make(T.rolePolicyAttachment, policy.inputs);
        return make();
      },
    };
  }),
];
