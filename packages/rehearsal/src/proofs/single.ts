import { T } from "@toolkit/offline/aws-types";
import type { Properties } from "../protocol/values";
import { proof, type Proof } from "./proof";
import type { Scenario } from "./scenario";
import * as stage from "./stage";

/** Makes the same thing twice, then the same thing of another parent. */
function once(
  rule: string,
  type: string,
  inputs: (aws: Scenario) => Properties,
  other: (aws: Scenario, first: Properties) => Properties,
): Proof {
  return proof(rule, (aws) => {
    const first = inputs(aws);
    const second = other(aws, first);
    aws.make(type, first);
    return { refused: () => aws.make(type, first), accepted: () => aws.make(type, second) };
  });
}

const subnetAndTable = (aws: Scenario): Properties => {
  const vpc = stage.vpc(aws);
  return { subnetId: stage.subnetIn(aws, vpc).id, routeTableId: aws.make(T.routeTable, { vpcId: vpc.id }).id };
};

const policy = stage.allow("s3.amazonaws.com", "s3:GetObject");

export const singleProofs: readonly Proof[] = [
  once(
    "one-policy-per-bucket",
    T.bucketPolicy,
    (aws) => ({ bucket: stage.bucket(aws).id, policy }),
    (aws) => ({ bucket: stage.bucket(aws).id, policy }),
  ),
  once(
    "one-setting-per-bucket",
    T.bucketVersioning,
    (aws) => ({ bucket: stage.bucket(aws).id }),
    (aws) => ({ bucket: stage.bucket(aws).id }),
  ),
  once(
    "one-internet-gateway-per-vpc",
    T.internetGateway,
    (aws) => ({ vpcId: stage.vpc(aws).id }),
    (aws) => ({ vpcId: stage.vpc(aws).id }),
  ),
  once("one-route-table-per-subnet", T.routeTableAssociation, subnetAndTable, (aws) => subnetAndTable(aws)),
  once(
    "one-route-per-destination",
    T.route,
    (aws) => {
      const vpc = stage.vpc(aws);
      const gateway = aws.make(T.internetGateway, { vpcId: vpc.id });
      return {
        routeTableId: aws.make(T.routeTable, { vpcId: vpc.id }).id,
        destinationCidrBlock: "0.0.0.0/0",
        gatewayId: gateway.id,
      };
    },
    (_, first) => ({ ...first, destinationCidrBlock: "192.168.0.0/16" }),
  ),
  once(
    "one-listener-per-port",
    T.listener,
    (aws) => {
      const network = stage.network(aws);
      const targets = stage.targetGroup(aws, network);
      return {
        loadBalancerArn: stage.balancer(aws, network).id,
        port: 80,
        protocol: "HTTP",
        defaultActions: stage.forwardTo(targets),
      };
    },
    (_, first) => ({ ...first, port: 8080 }),
  ),
  once(
    "one-web-acl-per-resource",
    T.webAclAssociation,
    (aws) => ({
      resourceArn: stage.balancer(aws, stage.network(aws)).id,
      webAclArn: aws.make(T.webAcl, { scope: "REGIONAL" }).outputs.arn ?? null,
    }),
    (aws, first) => ({ ...first, resourceArn: stage.balancer(aws, stage.network(aws)).id }),
  ),
  once(
    "one-provider-set-per-cluster",
    T.clusterCapacityProviders,
    (aws) => ({ clusterName: aws.make(T.cluster).outputs.name ?? null, capacityProviders: ["FARGATE"] }),
    (aws, first) => ({ ...first, clusterName: aws.make(T.cluster).outputs.name ?? null }),
  ),
  once(
    "one-policy-per-topic",
    T.topicPolicy,
    (aws) => ({ arn: aws.make(T.topic).id, policy }),
    (aws) => ({ arn: aws.make(T.topic).id, policy }),
  ),
  once(
    "one-rotation-per-secret",
    T.secretRotation,
    (aws) => ({ secretId: aws.make(T.secret).id }),
    (aws) => ({ secretId: aws.make(T.secret).id }),
  ),
  once(
    "one-backup-replication-per-region",
    T.replicatedBackups,
    () => ({ sourceDbInstanceArn: "arn:aws:rds:us-east-1:123456789012:db:notes", region: "us-west-2" }),
    (_, first) => ({ ...first, region: "us-east-2" }),
  ),
  once(
    "one-oidc-provider-per-url",
    T.oidcProvider,
    () => ({ url: "https://token.actions.githubusercontent.com" }),
    () => ({ url: "https://gitlab.com" }),
  ),
  once(
    "one-scaling-target-per-service",
    T.scalingTarget,
    () => ({ resourceId: "table/notes", serviceNamespace: "dynamodb", scalableDimension: "read" }),
    (_, first) => ({ ...first, resourceId: "table/pages" }),
  ),
  once(
    "same-group-rule-once",
    T.ingressRule,
    (aws) => ({
      securityGroupId: aws.make(T.securityGroup, { vpcId: stage.vpc(aws).id }).id,
      ipProtocol: "tcp",
      fromPort: 80,
      toPort: 80,
      cidrIpv4: "10.0.0.0/8",
    }),
    (_, first) => ({ ...first, fromPort: 443, toPort: 443 }),
  ),
  proof("subnet-ranges-are-disjoint", (aws) => {
    const vpc = stage.vpc(aws);
    stage.subnetIn(aws, vpc, "a", "10.0.0.0/20");
    return {
      refused: () => stage.subnetIn(aws, vpc, "b", "10.0.8.0/24"),
      accepted: () => stage.subnetIn(aws, vpc, "b", "10.0.16.0/24"),
    };
  }),
];
