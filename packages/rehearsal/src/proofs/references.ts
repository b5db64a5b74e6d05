import type { Resource } from "../aws/account";
import { T } from "@toolkit/offline/aws-types";
import { shown } from "../protocol/values";
import { proof, type Proof } from "./proof";
import * as stage from "./stage";

const missing = {
  vpc: "vpc-0a0a0a0a0a0a0a0a0",
  subnet: "subnet-0a0a0a0a0a0a0a0a0",
  group: "sg-0a0a0a0a0a0a0a0a0",
  table: "rtb-0a0a0a0a0a0a0a0a0",
};

const arnOf = (resource: Resource): string => shown(resource.outputs.arn);

export const referenceProofs: readonly Proof[] = [
  proof("vpc-exists", (aws) => {
    const vpc = stage.vpc(aws);
    return {
      refused: () => aws.make(T.routeTable, { vpcId: missing.vpc }),
      accepted: () => aws.make(T.routeTable, { vpcId: vpc.id }),
    };
  }),
  proof("subnet-exists", (aws) => {
    const subnet = stage.subnetIn(aws, stage.vpc(aws));
    return {
      refused: () => aws.make(T.networkInterface, { subnetId: missing.subnet }),
      accepted: () => aws.make(T.networkInterface, { subnetId: subnet.id }),
    };
  }),
  proof("group-exists", (aws) => {
    const group = aws.make(T.securityGroup, { vpcId: stage.vpc(aws).id });
    const rule = { ipProtocol: "tcp", fromPort: 80, toPort: 80, cidrIpv4: "0.0.0.0/0" };
    return {
      refused: () => aws.make(T.ingressRule, { ...rule, securityGroupId: missing.group }),
      accepted: () => aws.make(T.ingressRule, { ...rule, securityGroupId: group.id }),
    };
  }),
  proof("route-table-exists", (aws) => {
    const vpc = stage.vpc(aws);
    const gateway = aws.make(T.internetGateway, { vpcId: vpc.id });
    const table = aws.make(T.routeTable, { vpcId: vpc.id });
    const route = { destinationCidrBlock: "0.0.0.0/0", gatewayId: gateway.id };
    return {
      refused: () => aws.make(T.route, { ...route, routeTableId: missing.table }),
      accepted: () => aws.make(T.route, { ...route, routeTableId: table.id }),
    };
  }),
  proof("target-group-exists", (aws) => {
    const network = stage.network(aws);
    const front = stage.balancer(aws, network);
    const targets = stage.targetGroup(aws, network);
    const listener = (targetGroupArn: string): Resource =>
      aws.make(T.listener, {
        loadBalancerArn: front.id,
        port: 80,
        protocol: "HTTP",
        defaultActions: [{ type: "forward", targetGroupArn }],
      });
    return { refused: () => listener(`${arnOf(targets)}x`), accepted: () => listener(arnOf(targets)) };
  }),
  proof("listener-exists", (aws) => {
    const { listener, targets } = stage.serviceStage(aws);
    const rule = (listenerArn: string): Resource =>
      aws.make(T.listenerRule, { listenerArn, priority: 1, actions: stage.forwardTo(targets) });
    return { refused: () => rule(`${arnOf(listener)}x`), accepted: () => rule(arnOf(listener)) };
  }),
  proof("balancer-exists", (aws) => {
    const network = stage.network(aws);
    const targets = stage.targetGroup(aws, network);
    const front = stage.balancer(aws, network);
    return {
      refused: () =>
        aws.make(T.listener, { loadBalancerArn: `${front.id}x`, port: 80, defaultActions: stage.forwardTo(targets) }),
      accepted: () => stage.listener(aws, front, targets),
    };
  }),
  proof("cluster-exists", (aws) => {
    const { inputs } = stage.serviceStage(aws);
    return {
      refused: () => aws.make(T.service, { ...inputs, cluster: "elsewhere" }),
      accepted: () => aws.make(T.service, inputs),
    };
  }),
  proof("task-definition-exists", (aws) => {
    const { inputs, definition, executionRole, logs } = stage.serviceStage(aws);
    const next = stage.taskDefinition(aws, executionRole, logs);
    aws.remove(definition);
    return {
      refused: () => aws.make(T.service, inputs),
      accepted: () => aws.make(T.service, { ...inputs, taskDefinition: arnOf(next) }),
    };
  }),
  proof("subnet-group-exists", (aws) => {
    const inputs = stage.databaseInputs(aws, stage.network(aws));
    return {
      refused: () => aws.make(T.databaseInstance, { ...inputs, dbSubnetGroupName: "elsewhere" }, "db"),
      accepted: () => aws.make(T.databaseInstance, inputs, "db"),
    };
  }),
  proof("parameter-group-exists", (aws) => {
    const inputs = stage.databaseInputs(aws, stage.network(aws));
    return {
      refused: () => aws.make(T.databaseInstance, { ...inputs, parameterGroupName: "elsewhere" }, "db"),
      accepted: () => aws.make(T.databaseInstance, { ...inputs, parameterGroupName: "default.mysql8.4" }, "db"),
    };
  }),
  proof("bucket-exists", (aws) => {
    const bucket = stage.bucket(aws);
    return {
      refused: () => aws.make(T.bucketPolicy, { bucket: "nobodys", policy: stage.allow("s3.amazonaws.com", "s3:*") }),
      accepted: () => aws.make(T.bucketPolicy, { bucket: bucket.id, policy: stage.allow("s3.amazonaws.com", "s3:*") }),
    };
  }),
  proof("role-exists", (aws) => {
    const role = stage.role(aws, "ec2.amazonaws.com");
    return {
      refused: () => aws.make(T.rolePolicy, { role: "nobody", policy: "{}" }),
      accepted: () => aws.make(T.rolePolicy, { role: role.id, policy: "{}" }),
    };
  }),
  proof("edge-parts-exist", (aws) => {
    const access = aws.make(T.originAccess, {
      originAccessControlOriginType: "s3",
      signingBehavior: "always",
      signingProtocol: "sigv4",
    });
    const origin = (originAccessControlId: string): Resource =>
      aws.make(
        T.distribution,
        stage.distributionInputs({
          origins: [{ originId: "site", domainName: "site.s3.amazonaws.com", originAccessControlId }],
        }),
      );
    return { refused: () => origin("E000000000000"), accepted: () => origin(access.id) };
  }),
  proof("key-value-store-exists", (aws) => {
    const store = aws.make(T.keyValueStore, { name: "releases" });
    const reading = (arn: string): Resource =>
      aws.make(T.edgeFunction, { code: "async function handler() {}", keyValueStoreAssociations: [arn] });
    return { refused: () => reading(`${arnOf(store)}0`), accepted: () => reading(arnOf(store)) };
  }),
  proof("vpc-origin-exists", (aws) => {
    const front = stage.balancer(aws, stage.network(aws));
    const origin = aws.make(T.vpcOrigin, { vpcOriginEndpointConfig: { arn: arnOf(front), name: "api" } });
    const distribution = (vpcOriginId: string): Resource =>
      aws.make(
        T.distribution,
        stage.distributionInputs({
          origins: [{ originId: "site", domainName: "api.internal", vpcOriginConfig: { vpcOriginId } }],
        }),
      );
    return { refused: () => distribution("vo_0000000000"), accepted: () => distribution(origin.id) };
  }),
];
