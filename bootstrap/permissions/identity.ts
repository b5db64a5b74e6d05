import { type PolicyStatement, statement } from "../../components/security/iam";
import { type Names } from "../names";
import { words } from "./actions";

/** Services that roles of the application are given to. */
const PASSED_TO = [
  "backup.amazonaws.com",
  "cloudtrail.amazonaws.com",
  "ec2.amazonaws.com",
  "ecs-tasks.amazonaws.com",
  "events.amazonaws.com",
  "monitoring.rds.amazonaws.com",
  "scheduler.amazonaws.com",
  "states.amazonaws.com",
  "vpc-flow-logs.amazonaws.com",
];

/**
 * What the deploy role may do in IAM: make, change and pass roles whose names begin with the project's, and only such
 * that carry the boundary.
 *
 * Source: IAM user guide, "Delegating responsibility to others using permissions boundaries".
 */
export function identityStatements(names: Names): PolicyStatement[] {
  const bounded = { StringEquals: { "iam:PermissionsBoundary": names.boundaryArn } };
  return [
    statement({
      sid: "BoundedRoles",
      actions: words(`iam:AttachRolePolicy iam:CreateRole iam:DeleteRolePolicy iam:DetachRolePolicy
        iam:PutRolePermissionsBoundary iam:PutRolePolicy`),
      resources: [names.appRoles],
      conditions: bounded,
    }),
    statement({
      sid: "RoleSettings",
      actions: words(`iam:DeleteRole iam:TagRole iam:UntagRole iam:UpdateAssumeRolePolicy iam:UpdateRole
        iam:UpdateRoleDescription`),
      resources: [names.appRoles],
    }),
    statement({
      sid: "InstanceProfiles",
      actions: words(`iam:AddRoleToInstanceProfile iam:CreateInstanceProfile iam:DeleteInstanceProfile
        iam:RemoveRoleFromInstanceProfile iam:TagInstanceProfile iam:UntagInstanceProfile`),
      resources: [names.appInstanceProfiles],
    }),
    statement({
      sid: "PassRoles",
      actions: ["iam:PassRole"],
      resources: [names.appRoles],
      conditions: { StringEquals: { "iam:PassedToService": PASSED_TO } },
    }),
  ];
}

/** Nobody removes the boundary from a role, and no role is created without it. */
export const boundaryLocks = ({ boundaryArn }: Names): PolicyStatement[] => [
  statement({
    sid: "KeepBoundary",
    effect: "Deny",
    actions: ["iam:DeleteRolePermissionsBoundary"],
    resources: ["*"],
  }),
  // A condition on a key that is absent, as in a role without any boundary, counts as not equal.
  statement({
    sid: "OnlyThisBoundary",
    effect: "Deny",
    actions: ["iam:CreateRole", "iam:PutRolePermissionsBoundary"],
    resources: ["*"],
    conditions: { StringNotEquals: { "iam:PermissionsBoundary": boundaryArn } },
  }),
];

/**
 * CI changes neither its own roles and policies, the boundary among them, nor who may assume them. The boundary allows
 * none of it either, so that a policy that were added later could not.
 */
export const ownLocks = ({ oidcProviderArn, ownPolicies, ownRoles }: Names): PolicyStatement[] => [
  statement({
    sid: "KeepOwnPolicies",
    effect: "Deny",
    actions: words(`iam:CreatePolicyVersion iam:DeletePolicy iam:DeletePolicyVersion iam:SetDefaultPolicyVersion`),
    resources: [ownPolicies],
  }),
  statement({
    sid: "KeepOwnRoles",
    effect: "Deny",
    actions: words(`iam:AttachRolePolicy iam:DeleteRole iam:DeleteRolePolicy iam:DetachRolePolicy iam:PassRole
      iam:PutRolePermissionsBoundary iam:PutRolePolicy iam:UpdateAssumeRolePolicy iam:UpdateRole`),
    resources: [ownRoles],
  }),
  statement({
    sid: "KeepProvider",
    effect: "Deny",
    actions: words(`iam:AddClientIDToOpenIDConnectProvider iam:DeleteOpenIDConnectProvider
      iam:UpdateOpenIDConnectProviderThumbprint`),
    resources: [oidcProviderArn],
  }),
];
