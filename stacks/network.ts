import * as aws from "@pulumi/aws";

import { type LogSettings } from "../components/log-settings";
import { Egress, Network } from "../components/network";
import { Security } from "../components/security";
import { usedBucketArns } from "./buckets";
import { type Foundation, type StackContext } from "./context";
import { ownBucketArns } from "./own-rights";
import { trafficEdges } from "./traffic";
import { servicesCalled } from "./uses/plan";

/** CloudFront's addresses; the list weighs 55 of the 60 rules that a group may hold. */
const CLOUDFRONT_PREFIX_LIST = "com.amazonaws.global.cloudfront.origin-facing";

/** The VPC with its subnets and flow logs. */
export function createNetwork({ config, account, zones, opts }: StackContext, logs: LogSettings): Network {
  return new Network(
    "network",
    {
      account,
      zones,
      ...config.network,
      logs,
    },
    opts,
  );
}

/** Security groups, whose rules are the stack's table of traffic. */
export function createSecurity(context: StackContext, network: Network): Security {
  const { account, provider, opts } = context;
  return new Security(
    "security",
    {
      account,
      vpcId: network.vpcId,
      edges: trafficEdges(context),
      groups: context.config.cache === undefined ? [] : ["cache"],
      privateCidrs: network.privateCidrs,
      s3PrefixListId: network.s3PrefixListId,
      cloudFrontPrefixListId: aws.ec2.getManagedPrefixListOutput({ name: CLOUDFRONT_PREFIX_LIST }, { provider }).id,
    },
    opts,
  );
}

/** The way out of the private subnets. */
export function createEgress(
  { config, account, opts }: StackContext,
  {
    buckets,
    dumps,
    network,
    security,
    topics,
  }: Pick<Foundation, "buckets" | "dumps" | "network" | "security" | "topics">,
): Egress {
  const { nat, natAz, azs, workloadAzs, endpoints } = config.network;
  return new Egress(
    "egress",
    {
      account,
      nat,
      natAz: natAz ?? workloadAzs[0] ?? azs[0] ?? "a",
      workloadAzKeys: workloadAzs,
      endpoints,
      exec: config.access.exec,
      called: servicesCalled(config),
      s3BucketArns: [dumps.bucketArn, ...ownBucketArns({ account, config }), ...usedBucketArns({ config }, buckets)],
      network,
      alarmTopicArn: topics.regional,
      ...(endpoints.length > 0 ? { endpointSecurityGroupId: security.groupId("endpoints") } : {}),
      ...(nat === "instance" ? { natSecurityGroupId: security.groupId("natInstance") } : {}),
    },
    opts,
  );
}
