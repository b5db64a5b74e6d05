import { T } from "@toolkit/offline/aws-types";
import { isRecord, type Value } from "../protocol/values";
import { record, records, text, texts, lastPart } from "../aws/look";
import type { Rule, RuleContext } from "./rule";
import { api, pages, type Source } from "./sources";

type Inputs = RuleContext["inputs"];

/** An input that must name something which exists. */
interface Reference {
  readonly id: string;
  readonly source: Source;
  readonly from: readonly string[];
  readonly values: (inputs: Inputs) => readonly (Value | undefined)[];
  readonly to: string;
  /** How the input names it. */
  readonly by: "id" | "arn" | "name" | "idOrArn";
  readonly message: (value: string) => string;
}

const one =
  (key: string) =>
  (inputs: Inputs): readonly (Value | undefined)[] => [inputs[key]];
const forwards = (value: Value | undefined): (Value | undefined)[] =>
  records(value).flatMap((action) => [
    action.targetGroupArn,
    ...records(record(action.forward).targetGroups).map(({ arn }) => arn),
  ]);

const references: readonly Reference[] = [
  {
    id: "vpc-exists",
    source: pages.ec2Errors,
    from: [T.subnet, T.securityGroup, T.routeTable, T.internetGateway, T.endpoint, T.targetGroup],
    values: one("vpcId"),
    to: T.vpc,
    by: "id",
    message: (id) => `InvalidVpcID.NotFound: The vpc ID '${id}' does not exist`,
  },
  {
    id: "subnet-exists",
    source: pages.ec2Errors,
    from: [
      T.natGateway,
      T.networkInterface,
      T.loadBalancer,
      T.databaseSubnets,
      T.routeTableAssociation,
      T.endpoint,
      T.service,
    ],
    values: ({ subnetId, subnets, subnetIds, networkConfiguration }) => [
      subnetId,
      ...texts(subnets),
      ...texts(subnetIds),
      ...texts(record(networkConfiguration).subnets),
    ],
    to: T.subnet,
    by: "id",
    message: (id) => `InvalidSubnetID.NotFound: The subnet ID '${id}' does not exist`,
  },
  {
    id: "group-exists",
    source: pages.ec2Errors,
    from: [T.ingressRule, T.egressRule, T.loadBalancer, T.networkInterface, T.databaseInstance, T.service, T.endpoint],
    values: ({
      securityGroupId,
      referencedSecurityGroupId,
      securityGroups,
      vpcSecurityGroupIds,
      securityGroupIds,
      networkConfiguration,
    }) => [
      securityGroupId,
      referencedSecurityGroupId,
      ...[securityGroups, vpcSecurityGroupIds, securityGroupIds, record(networkConfiguration).securityGroups].flatMap(
        texts,
      ),
    ],
    to: T.securityGroup,
    by: "id",
    message: (id) => `InvalidGroup.NotFound: The security group '${id}' does not exist`,
  },
  {
    id: "route-table-exists",
    source: pages.ec2Errors,
    from: [T.route, T.routeTableAssociation],
    values: one("routeTableId"),
    to: T.routeTable,
    by: "id",
    message: (id) => `InvalidRouteTableID.NotFound: The routeTable ID '${id}' does not exist`,
  },
  {
    id: "target-group-exists",
    source: api.elb("CreateRule"),
    from: [T.listener, T.listenerRule],
    values: ({ defaultActions, actions }) => [...forwards(defaultActions), ...forwards(actions)],
    to: T.targetGroup,
    by: "arn",
    message: (arn) => `TargetGroupNotFound: Target groups '${arn}' not found`,
  },
  {
    id: "listener-exists",
    source: api.elb("CreateRule"),
    from: [T.listenerRule],
    values: one("listenerArn"),
    to: T.listener,
    by: "arn",
    message: () => "ListenerNotFound: One or more listeners not found",
  },
  {
    id: "balancer-exists",
    source: api.elb("CreateListener"),
    from: [T.listener, T.vpcOrigin],
    values: ({ loadBalancerArn, vpcOriginEndpointConfig }) => [
      loadBalancerArn,
      isRecord(vpcOriginEndpointConfig) ? vpcOriginEndpointConfig.arn : undefined,
    ],
    to: T.loadBalancer,
    by: "arn",
    message: (arn) => `LoadBalancerNotFound: Load balancer '${arn}' not found`,
  },
  {
    id: "cluster-exists",
    source: api.ecs("CreateService"),
    from: [T.service],
    values: one("cluster"),
    to: T.cluster,
    by: "idOrArn",
    message: () => "ClusterNotFoundException: Cluster not found.",
  },
  {
    id: "task-definition-exists",
    source: api.ecs("CreateService"),
    from: [T.service],
    values: one("taskDefinition"),
    to: T.taskDefinition,
    by: "arn",
    message: () => "ClientException: TaskDefinition is inactive",
  },
  {
    id: "subnet-group-exists",
    source: api.rds("CreateDBInstance"),
    from: [T.databaseInstance],
    values: one("dbSubnetGroupName"),
    to: T.databaseSubnets,
    by: "name",
    message: (name) => `DBSubnetGroupNotFoundFault: DB subnet group '${name}' does not exist.`,
  },
  {
    id: "parameter-group-exists",
    source: api.rds("CreateDBInstance"),
    from: [T.databaseInstance],
    values: ({ parameterGroupName }) =>
      text(parameterGroupName)?.startsWith("default.") === true ? [] : [parameterGroupName],
    to: T.databaseParameters,
    by: "name",
    message: (name) => `DBParameterGroupNotFound: DBParameterGroup not found: ${name}`,
  },
  {
    id: "bucket-exists",
    source: pages.s3Errors,
    from: [
      T.bucketPolicy,
      T.bucketPublicAccess,
      T.bucketOwnership,
      T.bucketVersioning,
      T.bucketLifecycle,
      T.bucketEncryption,
      T.bucketObjectLock,
      T.bucketObject,
    ],
    values: one("bucket"),
    to: T.bucket,
    by: "id",
    message: () => "NoSuchBucket: The specified bucket does not exist",
  },
  {
    id: "role-exists",
    source: api.iam("PutRolePolicy"),
    from: [T.rolePolicy, T.rolePolicyAttachment, T.instanceProfile],
    values: ({ role }) => [role === undefined ? undefined : lastPart(role)],
    to: T.role,
    by: "name",
    message: (name) => `NoSuchEntity: The role with name ${name} cannot be found.`,
  },
  {
    id: "edge-parts-exist",
    source: api.cloudFront("CreateDistribution"),
    from: [T.distribution],
    values: ({ origins }) => records(origins).map(({ originAccessControlId }) => originAccessControlId),
    to: T.originAccess,
    by: "id",
    message: () => "InvalidOriginAccessControl: The origin access control is not valid.",
  },
  {
    id: "key-value-store-exists",
    source: api.cloudFront("CreateFunction"),
    from: [T.edgeFunction, T.keyValue],
    values: ({ keyValueStoreAssociations, keyValueStoreArn }) => [
      keyValueStoreArn,
      ...texts(keyValueStoreAssociations),
    ],
    to: T.keyValueStore,
    by: "arn",
    message: (arn) => `EntityNotFound: The key value store ${arn} does not exist.`,
  },
  {
    id: "vpc-origin-exists",
    source: api.cloudFront("CreateDistribution"),
    from: [T.distribution],
    values: ({ origins }) => records(origins).map(({ vpcOriginConfig }) => record(vpcOriginConfig).vpcOriginId),
    to: T.vpcOrigin,
    by: "id",
    message: (id) => `EntityNotFound: The VPC origin ${id} does not exist.`,
  },
];

/** What is asked for must name things that exist, in the account as it is at that moment. */
export const referenceRules: readonly Rule[] = references.map(({ id, source, from, values, to, by, message }) => ({
  id,
  source,
  on: ["create", "update"],
  types: from,
  refuse: ({ account, inputs }) => {
    const missing = values(inputs)
      .flatMap((value) => text(value) ?? [])
      .find((value) => {
        const found =
          account.get(to, value) ??
          (by === "id" ? undefined : account.where(to, by === "name" ? "name" : "arn", value)[0]);
        return found === undefined && !(by === "idOrArn" && account.where(to, "name", value).length > 0);
      });
    return missing === undefined ? undefined : message(missing);
  },
}));
