import { type PolicyStatement, statement } from "../../components/security/iam";
import { type Names, type StackNames } from "../names";
import { words } from "./actions";

/** Services that roles of the application are given to. */
const PASSED_TO = [
  "backup.amazonaws.com",
  "cloudtrail.amazonaws.com",
  "ec2.amazonaws.com",
  "ecs-tasks.amazonaws.com",
  "ecs.amazonaws.com",
  "events.amazonaws.com",
  "fis.amazonaws.com",
  "monitoring.rds.amazonaws.com",
  "s3.amazonaws.com",
  "scheduler.amazonaws.com",
  "states.amazonaws.com",
  "vpc-flow-logs.amazonaws.com",
];

const bounded = words(`iam:AttachRolePolicy iam:CreateRole iam:DeleteRolePolicy iam:DetachRolePolicy
  iam:PutRolePermissionsBoundary iam:PutRolePolicy`);
const settings = words(`iam:DeleteRole iam:TagRole iam:UntagRole iam:UpdateAssumeRolePolicy iam:UpdateRole
  iam:UpdateRoleDescription`);
const profiles = words(`iam:AddRoleToInstanceProfile iam:CreateInstanceProfile iam:DeleteInstanceProfile
  iam:RemoveRoleFromInstanceProfile iam:TagInstanceProfile iam:UntagInstanceProfile`);

/** Everything that a deploy role calls in IAM besides reading. */
export const identityActions: readonly string[] = [...bounded, ...settings, ...profiles, "iam:PassRole"];

/**
 * What the deploy role of a stack may do in IAM: make, change and pass roles whose names begin with the stack's, and only
 * such that carry the stack's boundary.
 *
 * Source: IAM user guide, "Delegating responsibility to others using permissions boundaries".
 */
export function identityStatements({ boundaryArn, roles, instanceProfiles }: StackNames): PolicyStatement[] {
  return [
    statement({
      sid: "BoundedRoles",
      actions: bounded,
      resources: [roles],
      conditions: { StringEquals: { "iam:PermissionsBoundary": boundaryArn } },
    }),
    statement({ sid: "RoleSettings", actions: settings, resources: [roles] }),
    statement({ sid: "InstanceProfiles", actions: profiles, resources: [instanceProfiles] }),
    statement({
      sid: "PassRoles",
      actions: ["iam:PassRole"],
      resources: [roles],
      conditions: { StringEquals: { "iam:PassedToService": PASSED_TO } },
    }),
  ];
}

/** Nobody removes the boundary from a role, and no role is created without one that this pattern covers. */
export const boundaryLocks = (boundaryArn: string): PolicyStatement[] => [
  // The last two would blind the audit, and show a copy of the database to others; kinds of action cover them.
  statement({
    sid: "Never",
    effect: "Deny",
    actions: words("iam:DeleteRolePermissionsBoundary cloudtrail:StopLogging rds:ModifyDBSnapshotAttribute"),
    resources: ["*"],
  }),
  // A condition on a key that is absent, as in a role without any boundary, counts as not equal.
  statement({
    sid: "OnlyThisBoundary",
    effect: "Deny",
    actions: ["iam:CreateRole", "iam:PutRolePermissionsBoundary"],
    resources: ["*"],
    conditions: { StringNotLike: { "iam:PermissionsBoundary": boundaryArn } },
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
