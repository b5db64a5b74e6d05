import { T } from "@toolkit/offline/aws-types";
import { shown, text } from "../aws/look";
import type { Rule, RuleContext } from "./rule";
import { api, pages, type Source } from "./sources";

/** Where a name must be unique. */
type Scope = "account" | "region" | "global";

interface Unique {
  readonly type: string;
  readonly key: string;
  readonly scope: Scope;
  readonly source: Source;
  readonly message: (name: string) => string;
}

const u = (type: string, key: string, scope: Scope, source: Source, message: (name: string) => string): Unique => ({
  type,
  key,
  scope,
  source,
  message,
});

const unique: readonly Unique[] = [
  u(
    T.loadBalancer,
    "name",
    "region",
    api.elb("CreateLoadBalancer"),
    (name) =>
      `DuplicateLoadBalancerName: A load balancer with the same name '${name}' exists, but with different settings`,
  ),
  u(
    T.targetGroup,
    "name",
    "region",
    api.elb("CreateTargetGroup"),
    (name) =>
      `DuplicateTargetGroupName: A target group with the same name '${name}' exists, but with different settings`,
  ),
  u(
    T.role,
    "name",
    "account",
    api.iam("CreateRole"),
    (name) => `EntityAlreadyExists: Role with name ${name} already exists.`,
  ),
  u(
    T.instanceProfile,
    "name",
    "account",
    api.iam("CreateInstanceProfile"),
    (name) => `EntityAlreadyExists: Instance Profile ${name} already exists.`,
  ),
  u(
    T.logGroup,
    "name",
    "region",
    api.logs("CreateLogGroup"),
    () => "ResourceAlreadyExistsException: The specified log group already exists",
  ),
  u(
    T.bucket,
    "bucket",
    "global",
    api.s3("CreateBucket"),
    () => "BucketAlreadyOwnedByYou: Your previous request to create the named bucket succeeded and you already own it.",
  ),
  u(
    T.databaseInstance,
    "identifier",
    "region",
    api.rds("CreateDBInstance"),
    () => "DBInstanceAlreadyExists: DB instance already exists",
  ),
  u(
    T.databaseSubnets,
    "name",
    "region",
    api.rds("CreateDBSubnetGroup"),
    (name) => `DBSubnetGroupAlreadyExists: The DB subnet group '${name}' already exists.`,
  ),
  u(
    T.databaseParameters,
    "name",
    "region",
    api.rds("CreateDBParameterGroup"),
    (name) => `DBParameterGroupAlreadyExists: Parameter group ${name} already exists`,
  ),
  u(
    T.secret,
    "name",
    "region",
    api.secrets("CreateSecret"),
    (name) => `ResourceExistsException: The operation failed because the secret ${name} already exists.`,
  ),
  u(
    T.alias,
    "name",
    "region",
    api.kms("CreateAlias"),
    (name) => `AlreadyExistsException: An alias with the name arn:aws:kms:${name} already exists`,
  ),
  u(
    T.webAcl,
    "name",
    "region",
    api.waf("CreateWebACL"),
    () =>
      "WAFDuplicateItemException: AWS WAF couldn't perform the operation because some resource in your request is a duplicate of an existing one.",
  ),
  u(
    T.edgeFunction,
    "name",
    "account",
    api.cloudFront("CreateFunction"),
    () => "FunctionAlreadyExists: A function with the same name already exists in this AWS account.",
  ),
  u(
    T.originAccess,
    "name",
    "account",
    api.cloudFront("CreateOriginAccessControl"),
    () => "OriginAccessControlAlreadyExists: An origin access control with the specified parameters already exists.",
  ),
  u(
    T.responseHeaders,
    "name",
    "account",
    api.cloudFront("CreateResponseHeadersPolicy"),
    (name) => `ResponseHeadersPolicyAlreadyExists: A response headers policy with the name ${name} already exists.`,
  ),
  u(
    T.cachePolicy,
    "name",
    "account",
    api.cloudFront("CreateCachePolicy"),
    (name) => `CachePolicyAlreadyExists: A cache policy with the name ${name} already exists.`,
  ),
  u(
    T.trail,
    "name",
    "region",
    api.cloudTrail("CreateTrail"),
    (name) => `TrailAlreadyExistsException: Trail ${name} already exists`,
  ),
  u(
    T.repository,
    "name",
    "region",
    api.ecr("CreateRepository"),
    (name) => `RepositoryAlreadyExistsException: The repository with name '${name}' already exists in the registry`,
  ),
  u(
    T.schedule,
    "name",
    "region",
    api.scheduler("CreateSchedule"),
    (name) => `ConflictException: Schedule ${name} already exists.`,
  ),
  u(
    T.stateMachine,
    "name",
    "region",
    api.stepFunctions("CreateStateMachine"),
    (name) => `StateMachineAlreadyExists: State Machine Already Exists: '${name}'`,
  ),
  u(
    T.capacityProvider,
    "name",
    "region",
    api.ecs("CreateCapacityProvider"),
    (name) => `ResourceInUseException: The specified capacity provider ${name} already exists.`,
  ),
  u(
    T.autoScalingGroup,
    "name",
    "region",
    api.autoScaling("CreateAutoScalingGroup"),
    () => "AlreadyExists: AutoScalingGroup by this name already exists - A group with this name already exists",
  ),
  u(
    T.launchTemplate,
    "name",
    "region",
    api.ec2("CreateLaunchTemplate"),
    () => "InvalidLaunchTemplateName.AlreadyExistsException: Launch template name already in use.",
  ),
  u(
    T.budget,
    "name",
    "account",
    pages.budget,
    (name) => `DuplicateRecordException: Budget name ${name} already exists.`,
  ),
];

/** Names that somebody has already. */
export const takenNameRules: readonly Rule[] = unique.map(({ type, key, scope, source, message }) => ({
  id: `name-taken-${type.split(":")[1]?.replace("/", "-") ?? type}`,
  source,
  on: ["create"],
  types: [type],
  refuse: ({ account, inputs, region }: RuleContext) => {
    const name = text(inputs[key]);
    const same = account.where(type, key, name).filter((other) => scope !== "region" || other.region === region);
    return same.length === 0 ? undefined : message(shown(name));
  },
}));
