import { T } from "../aws/types";
import { shown, text } from "../aws/look";
import type { Rule, RuleContext } from "./rule";

/** Where a name must be unique. */
type Scope = "account" | "region" | "global";

interface Unique {
  readonly type: string;
  readonly key: string;
  readonly scope: Scope;
  readonly api: string;
  readonly message: (name: string) => string;
}

const u = (type: string, key: string, scope: Scope, api: string, message: (name: string) => string): Unique => ({
  type,
  key,
  scope,
  api,
  message,
});

const unique: readonly Unique[] = [
  u(
    T.balancer,
    "name",
    "region",
    "Elastic Load Balancing API, CreateLoadBalancer",
    (name) =>
      `DuplicateLoadBalancerName: A load balancer with the same name '${name}' exists, but with different settings`,
  ),
  u(
    T.targetGroup,
    "name",
    "region",
    "Elastic Load Balancing API, CreateTargetGroup",
    (name) =>
      `DuplicateTargetGroupName: A target group with the same name '${name}' exists, but with different settings`,
  ),
  u(
    T.role,
    "name",
    "account",
    "IAM API, CreateRole",
    (name) => `EntityAlreadyExists: Role with name ${name} already exists.`,
  ),
  u(
    T.instanceProfile,
    "name",
    "account",
    "IAM API, CreateInstanceProfile",
    (name) => `EntityAlreadyExists: Instance Profile ${name} already exists.`,
  ),
  u(
    T.logGroup,
    "name",
    "region",
    "Amazon CloudWatch Logs API, CreateLogGroup",
    () => "ResourceAlreadyExistsException: The specified log group already exists",
  ),
  u(
    T.bucket,
    "bucket",
    "global",
    "Amazon S3 API, CreateBucket",
    () => "BucketAlreadyOwnedByYou: Your previous request to create the named bucket succeeded and you already own it.",
  ),
  u(
    T.database,
    "identifier",
    "region",
    "Amazon RDS API, CreateDBInstance",
    () => "DBInstanceAlreadyExists: DB instance already exists",
  ),
  u(
    T.subnetGroup,
    "name",
    "region",
    "Amazon RDS API, CreateDBSubnetGroup",
    (name) => `DBSubnetGroupAlreadyExists: The DB subnet group '${name}' already exists.`,
  ),
  u(
    T.parameterGroup,
    "name",
    "region",
    "Amazon RDS API, CreateDBParameterGroup",
    (name) => `DBParameterGroupAlreadyExists: Parameter group ${name} already exists`,
  ),
  u(
    T.secret,
    "name",
    "region",
    "AWS Secrets Manager API, CreateSecret",
    (name) => `ResourceExistsException: The operation failed because the secret ${name} already exists.`,
  ),
  u(
    T.alias,
    "name",
    "region",
    "AWS KMS API, CreateAlias",
    (name) => `AlreadyExistsException: An alias with the name arn:aws:kms:${name} already exists`,
  ),
  u(
    T.webAcl,
    "name",
    "region",
    "AWS WAF API, CreateWebACL",
    () =>
      "WAFDuplicateItemException: AWS WAF couldn't perform the operation because some resource in your request is a duplicate of an existing one.",
  ),
  u(
    T.edgeFunction,
    "name",
    "account",
    "Amazon CloudFront API, CreateFunction",
    () => "FunctionAlreadyExists: A function with the same name already exists in this AWS account.",
  ),
  u(
    T.originAccess,
    "name",
    "account",
    "Amazon CloudFront API, CreateOriginAccessControl",
    () => "OriginAccessControlAlreadyExists: An origin access control with the specified parameters already exists.",
  ),
  u(
    T.headersPolicy,
    "name",
    "account",
    "Amazon CloudFront API, CreateResponseHeadersPolicy",
    (name) => `ResponseHeadersPolicyAlreadyExists: A response headers policy with the name ${name} already exists.`,
  ),
  u(
    T.cachePolicy,
    "name",
    "account",
    "Amazon CloudFront API, CreateCachePolicy",
    (name) => `CachePolicyAlreadyExists: A cache policy with the name ${name} already exists.`,
  ),
  u(
    T.trail,
    "name",
    "region",
    "AWS CloudTrail API, CreateTrail",
    (name) => `TrailAlreadyExistsException: Trail ${name} already exists`,
  ),
  u(
    T.repository,
    "name",
    "region",
    "Amazon ECR API, CreateRepository",
    (name) => `RepositoryAlreadyExistsException: The repository with name '${name}' already exists in the registry`,
  ),
  u(
    T.schedule,
    "name",
    "region",
    "Amazon EventBridge Scheduler API, CreateSchedule",
    (name) => `ConflictException: Schedule ${name} already exists.`,
  ),
  u(
    T.stateMachine,
    "name",
    "region",
    "AWS Step Functions API, CreateStateMachine",
    (name) => `StateMachineAlreadyExists: State Machine Already Exists: '${name}'`,
  ),
  u(
    T.capacityProvider,
    "name",
    "region",
    "Amazon ECS API, CreateCapacityProvider",
    (name) => `ResourceInUseException: The specified capacity provider ${name} already exists.`,
  ),
  u(
    T.autoScalingGroup,
    "name",
    "region",
    "Amazon EC2 Auto Scaling API, CreateAutoScalingGroup",
    () => "AlreadyExists: AutoScalingGroup by this name already exists - A group with this name already exists",
  ),
  u(
    T.launchTemplate,
    "name",
    "region",
    "EC2 API, CreateLaunchTemplate",
    () => "InvalidLaunchTemplateName.AlreadyExistsException: Launch template name already in use.",
  ),
  u(
    T.budget,
    "name",
    "account",
    "AWS Budgets API, CreateBudget",
    (name) => `DuplicateRecordException: Budget name ${name} already exists.`,
  ),
];

/** Names that somebody has already. */
export const takenNameRules: readonly Rule[] = unique.map(({ type, key, scope, api, message }) => ({
  id: `name-taken-${type.split(":")[1]?.replace("/", "-") ?? type}`,
  source: `${api}; pitfalls P-09`,
  on: ["create"],
  types: [type],
  refuse: ({ account, inputs, region }: RuleContext) => {
    const name = text(inputs[key]);
    const same = account.where(type, key, name).filter((other) => scope !== "region" || other.region === region);
    return same.length === 0 ? undefined : message(shown(name));
  },
}));
