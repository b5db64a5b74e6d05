import * as pulumi from "@pulumi/pulumi";

import { type AccountContext, arn } from "../../account";
import { type PolicyStatement, statement } from "../../security/iam";
import { duration, type Experiment } from "./experiment";

export interface CutArgs {
  readonly vpcId: pulumi.Input<string>;
  /** Five at most: a quota of AWS FIS. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  readonly minutes: number;
  /** Alarms that have to notice. */
  readonly expectedAlarms: readonly pulumi.Input<string>[];
}

/**
 * A zone without network: nothing gets into or out of its subnets, public, private and isolated alike. Inside a subnet
 * connections go on, instances keep running, and RDS does not count it as a failure of the primary.
 *
 * Source: AWS FIS user guide, "AWS FIS actions reference", aws:network:disrupt-connectivity, scope `all`.
 */
export const zoneWithoutNetwork = (account: AccountContext, zone: string, args: CutArgs): Experiment =>
  cut(account, "all", `Nothing gets into or out of the subnets of zone ${zone}`, args);

/**
 * Private subnets without a way out, as when their NAT is gone: what stays inside the VPC, load balancers, database and
 * interface endpoints, goes on. No action of AWS FIS takes a NAT gateway away. Unlike with a NAT that is gone the gateway
 * endpoint of S3 is cut too, whose addresses are outside of the VPC.
 *
 * Source: AWS FIS user guide, "AWS FIS actions reference", aws:network:disrupt-connectivity, scope `vpc`.
 */
export const noWayOut = (account: AccountContext, args: CutArgs): Experiment =>
  cut(account, "vpc", "Private subnets reach nothing outside of the VPC, as without NAT", args);

function cut(account: AccountContext, scope: "all" | "vpc", description: string, args: CutArgs): Experiment {
  const subnets = args.subnetIds.map((id) => arn(account, "ec2", pulumi.interpolate`subnet/${id}`));
  return {
    description,
    actions: [
      {
        name: "disrupt-connectivity",
        actionId: "aws:network:disrupt-connectivity",
        target: { kind: "Subnets", name: "subnets" },
        parameters: { duration: duration(args.minutes), scope },
        minutes: args.minutes,
      },
    ],
    targets: [{ name: "subnets", resourceType: "aws:ec2:subnet", arns: subnets }],
    statements: networkStatements(account, args.vpcId, subnets),
    expectedAlarms: args.expectedAlarms,
  };
}

/**
 * AWS FIS puts a network ACL of its own, which it tags, in place of the subnets' and back again.
 *
 * Source: AWS managed policy reference, AWSFaultInjectionSimulatorNetworkAccess, here for one VPC and its subnets.
 */
function networkStatements(
  account: AccountContext,
  vpcId: pulumi.Input<string>,
  subnets: readonly pulumi.Input<string>[],
): PolicyStatement[] {
  const acls = arn(account, "ec2", "network-acl/*");
  const vpc = arn(account, "ec2", pulumi.interpolate`vpc/${vpcId}`);
  const request = { "aws:RequestTag/managedByFIS": "true" };
  return [
    statement({ sid: "MakeAcl", actions: ["ec2:CreateNetworkAcl"], resources: [vpc] }),
    statement({
      sid: "MakeTaggedAcl",
      actions: ["ec2:CreateNetworkAcl"],
      resources: [acls],
      conditions: { StringEquals: request },
    }),
    statement({
      sid: "TagAcl",
      actions: ["ec2:CreateTags"],
      resources: [acls],
      conditions: { StringEquals: { "ec2:CreateAction": "CreateNetworkAcl", ...request } },
    }),
    statement({
      sid: "OwnAcl",
      actions: ["ec2:CreateNetworkAclEntry", "ec2:DeleteNetworkAcl"],
      resources: [acls],
      conditions: { StringEquals: { "aws:ResourceTag/managedByFIS": "true" }, ArnEquals: { "ec2:Vpc": vpc } },
    }),
    // The subnets' own ACL is put back at the end, and that one has no tag of AWS FIS.
    statement({
      sid: "SwapAcl",
      actions: ["ec2:ReplaceNetworkAclAssociation"],
      resources: [...subnets, acls],
      conditions: { ArnEquals: { "ec2:Vpc": vpc } },
    }),
    statement({
      sid: "Look",
      actions: ["ec2:DescribeManagedPrefixLists", "ec2:DescribeNetworkAcls", "ec2:DescribeSubnets", "ec2:DescribeVpcs"],
      resources: ["*"],
      reason: "Describe actions of EC2 have no resource level.",
    }),
  ];
}
