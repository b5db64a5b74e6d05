import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type AccountContext, arn } from "../account";
import { policyDocument, type PolicyStatement, roleNamePrefix, sourcelessTrust, statement } from "../security/iam";

export interface InstanceRoleArgs {
  readonly account: AccountContext;
  readonly clusterName: pulumi.Input<string>;
  readonly clusterArn: pulumi.Input<string>;
}

/** The identity of the ECS agent of an instance. */
export interface InstanceRole {
  readonly profile: aws.iam.InstanceProfile;
  /** An instance that starts before this cannot register. */
  readonly policy: aws.iam.RolePolicy;
}

/**
 * The role of instances that run tasks: what their ECS agent calls, on this cluster only. Images are pulled and logs
 * written with each task's own execution role, so the AWS-managed policy, which allows both on everything, is not used.
 */
export function createInstanceRole(
  name: string,
  args: InstanceRoleArgs,
  opts: { parent: pulumi.Resource },
): InstanceRole {
  const { parent } = opts;
  const namePrefix = roleNamePrefix(args.account.prefix, name);
  const role = new aws.iam.Role(
    name,
    {
      namePrefix,
      permissionsBoundary: args.account.permissionsBoundaryArn,
      assumeRolePolicy: sourcelessTrust("ec2.amazonaws.com"),
    },
    { parent },
  );
  const policy = new aws.iam.RolePolicy(
    name,
    { role: role.name, policy: policyDocument(agentStatements(args)) },
    { parent },
  );
  const profile = new aws.iam.InstanceProfile(name, { namePrefix, role: role.name }, { parent });
  return { profile, policy };
}

/** Source: Service Authorization Reference, "Actions, resources, and condition keys for Amazon ECS". */
function agentStatements(args: InstanceRoleArgs): PolicyStatement[] {
  return [
    statement({
      sid: "Register",
      actions: [
        "ecs:DeregisterContainerInstance",
        "ecs:RegisterContainerInstance",
        "ecs:SubmitAttachmentStateChanges",
        "ecs:SubmitContainerStateChange",
        "ecs:SubmitTaskStateChange",
      ],
      resources: [args.clusterArn],
    }),
    statement({
      sid: "Listen",
      actions: ["ecs:Poll", "ecs:StartTelemetrySession", "ecs:UpdateContainerInstancesState"],
      resources: [arn(args.account, "ecs", pulumi.interpolate`container-instance/${args.clusterName}/*`)],
      conditions: { ArnEquals: { "ecs:cluster": args.clusterArn } },
    }),
    statement({
      sid: "Discover",
      actions: ["ecs:DiscoverPollEndpoint"],
      resources: ["*"],
      reason: "DiscoverPollEndpoint has no resource level; it returns an address and nothing of ours.",
    }),
  ];
}
