import { T } from "@toolkit/offline/aws-types";
import { shiftPhasesOf } from "@toolkit/offline/shift-phases";
import { lastPart, record, records, speaksOf, text } from "../aws/look";
import type { Properties } from "../protocol/values";
import type { Rule } from "./rule";
import { pages } from "./sources";

const advancedOf = (inputs: Properties | undefined): Properties =>
  record(records(inputs?.loadBalancers)[0]?.advancedConfiguration);

/** Whether its deployments move requests from one target group to the other. */
const shifts = (inputs: Properties): boolean =>
  shiftPhasesOf(inputs).length > 0 && records(inputs.loadBalancers).length > 0;

/** What ECS must have before a deployment can move requests to the new version. */
export const shiftRules: readonly Rule[] = [
  {
    id: "shift-needs-second-group",
    source: pages.shiftResources,
    on: ["create", "update"],
    types: [T.service],
    refuse: ({ inputs }) => {
      if (!shifts(inputs)) return undefined;
      const { alternateTargetGroupArn, productionListenerRule, roleArn } = advancedOf(inputs);
      const missing = Object.entries({ alternateTargetGroupArn, productionListenerRule, roleArn }).find(
        ([, value]) => text(value) === undefined,
      );
      return missing === undefined
        ? undefined
        : `InvalidParameterException: advancedConfiguration.${missing[0]} is required for this deployment strategy with a load balancer.`;
    },
  },
  {
    id: "shift-follows-a-rolling-deployment",
    source: pages.rollingToShift,
    on: ["update"],
    types: [T.service],
    refuse: ({ inputs, current }) => {
      const { productionListenerRule } = advancedOf(current?.inputs);
      return !shifts(inputs) || text(productionListenerRule) !== undefined
        ? undefined
        : "InvalidParameterException: update the service with advancedConfiguration and a rolling deployment before you change its deployment strategy.";
    },
  },
  {
    id: "shift-role-may-set-weights",
    source: pages.shiftRole,
    on: ["create", "update"],
    types: [T.service],
    refuse: ({ account, inputs }) => {
      const role = lastPart(advancedOf(inputs).roleArn);
      if (!shifts(inputs) || role === "") return undefined;
      const allowed = account.all().some(({ type, inputs: given }) => {
        if (lastPart(given.role) !== role) return false;
        if (type === T.rolePolicyAttachment)
          return lastPart(given.policyArn) === "AmazonECSInfrastructureRolePolicyForLoadBalancers";
        return type === T.rolePolicy && speaksOf(given.policy, "elasticloadbalancing:ModifyRule");
      });
      return allowed
        ? undefined
        : `AccessDenied: User ${role}/ECSNetworkingWithELB is not authorized to perform: elasticloadbalancing:ModifyRule`;
    },
  },
];
