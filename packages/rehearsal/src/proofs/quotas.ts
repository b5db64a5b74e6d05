import { T } from "@toolkit/offline/aws-types";
import type { Properties } from "../protocol/values";
import { proof, type Proof } from "./proof";
import * as stage from "./stage";

const CLOUDFRONT_LIST = "pl-3b927c52";

const times = (count: number, make: (index: number) => unknown): void => {
  for (let index = 0; index < count; index++) make(index);
};

export const quotaProofs: readonly Proof[] = [
  proof("vpc-quota", (aws) => {
    times(4, () => stage.vpc(aws));
    const fifth = stage.vpc(aws);
    return {
      refused: () => stage.vpc(aws),
      accepted: () => {
        aws.remove(fifth);
        stage.vpc(aws);
      },
    };
  }),
  proof("address-quota", (aws) => {
    times(4, () => aws.make(T.elasticIp, { domain: "vpc" }));
    const fifth = aws.make(T.elasticIp, { domain: "vpc" });
    return {
      refused: () => aws.make(T.elasticIp, { domain: "vpc" }),
      accepted: () => {
        aws.remove(fifth);
        aws.make(T.elasticIp, { domain: "vpc" });
      },
    };
  }),
  proof("nat-gateway-quota", (aws) => {
    const { subnets } = stage.network(aws);
    times(5, () => aws.make(T.natGateway, { subnetId: subnets[0].id }));
    return {
      refused: () => aws.make(T.natGateway, { subnetId: subnets[0].id }),
      accepted: () => aws.make(T.natGateway, { subnetId: subnets[1].id }),
    };
  }),
  proof("rules-per-group", (aws) => {
    const { group, vpc } = stage.network(aws);
    const rule = (port: number, securityGroupId = group.id): Properties => ({
      securityGroupId,
      ipProtocol: "tcp",
      fromPort: port,
      toPort: port,
      prefixListId: CLOUDFRONT_LIST,
    });
    aws.make(T.ingressRule, rule(443));
    const own = aws.make(T.securityGroup, { vpcId: vpc.id });
    return {
      refused: () => aws.make(T.ingressRule, rule(80)),
      accepted: () => aws.make(T.ingressRule, rule(80, own.id)),
    };
  }),
  proof("groups-per-interface", (aws) => {
    const network = stage.network(aws);
    const groups = Array.from({ length: 6 }, () => aws.make(T.securityGroup, { vpcId: network.vpc.id }).id);
    return {
      refused: () => stage.balancer(aws, network, { securityGroups: groups }),
      accepted: () => stage.balancer(aws, network, { securityGroups: groups.slice(1) }),
    };
  }),
  proof("rules-per-listener", (aws) => {
    const { listener, targets, network, front } = stage.serviceStage(aws);
    const rule = (listenerArn: string, priority: number): unknown =>
      aws.make(T.listenerRule, { listenerArn, priority, actions: stage.forwardTo(targets) });
    times(100, (index) => rule(listener.id, index + 1));
    const second = stage.listener(aws, front, stage.targetGroup(aws, network), { port: 81 });
    return { refused: () => rule(listener.id, 101), accepted: () => rule(second.id, 101) };
  }),
  proof("condition-values-per-rule", (aws) => {
    const { listener, targets } = stage.serviceStage(aws);
    const rule = (count: number): unknown =>
      aws.make(T.listenerRule, {
        listenerArn: listener.id,
        priority: 1,
        actions: stage.forwardTo(targets),
        conditions: [{ pathPattern: { values: Array.from({ length: count }, (_, index) => `/${index}`) } }],
      });
    return { refused: () => rule(6), accepted: () => rule(5) };
  }),
  proof("inline-policy-size", (aws) => {
    const role = stage.role(aws, "ec2.amazonaws.com");
    aws.make(T.rolePolicy, { role: role.id, policy: "x".repeat(10_000) });
    return {
      refused: () => aws.make(T.rolePolicy, { role: role.id, policy: "x".repeat(241) }),
      accepted: () => aws.make(T.rolePolicy, { role: role.id, policy: `${"x".repeat(240)}   ` }),
    };
  }),
  proof("function-size", (aws) => ({
    refused: () => aws.make(T.edgeFunction, { code: "x".repeat(10_241) }),
    accepted: () => aws.make(T.edgeFunction, { code: "x".repeat(10_240) }),
  })),
];
