import type { Resource } from "../aws/account";
import { T } from "@toolkit/offline/aws-types";
import type { Value } from "../protocol/values";
import { number, text, shown } from "../aws/look";
import type { Rule, RuleContext } from "./rule";
import { api, type Source } from "./sources";

interface Single {
  readonly id: string;
  readonly source: Source;
  readonly types: readonly string[];
  /** The inputs that together may occur once. */
  readonly keys: readonly string[];
  readonly message: (inputs: RuleContext["inputs"]) => string;
}

const singles: readonly Single[] = [
  {
    id: "one-policy-per-bucket",
    source: api.s3("PutBucketPolicy", "a second policy overwrites the first"),
    types: [T.bucketPolicy],
    keys: ["bucket"],
    message: ({ bucket }) =>
      `OperationAborted: bucket ${shown(bucket)} already has a policy, which a second one would overwrite`,
  },
  {
    id: "one-setting-per-bucket",
    source: api.s3("PutBucketLifecycleConfiguration", "every setting of a bucket is replaced as a whole"),
    types: [
      T.bucketPublicAccess,
      T.bucketOwnership,
      T.bucketVersioning,
      T.bucketLifecycle,
      T.bucketEncryption,
      T.bucketLogging,
      T.bucketObjectLock,
    ],
    keys: ["bucket"],
    message: ({ bucket }) =>
      `OperationAborted: bucket ${shown(bucket)} already has this setting, which a second one would overwrite`,
  },
  {
    id: "one-internet-gateway-per-vpc",
    source: api.ec2("AttachInternetGateway"),
    types: [T.internetGateway],
    keys: ["vpcId"],
    message: ({ vpcId }) =>
      `Resource.AlreadyAssociated: the network ${shown(vpcId)} already has an internet gateway attached`,
  },
  {
    id: "one-route-table-per-subnet",
    source: api.ec2("AssociateRouteTable"),
    types: [T.routeTableAssociation],
    keys: ["subnetId"],
    message: ({ subnetId }) =>
      `Resource.AlreadyAssociated: the specified association for subnet ${shown(subnetId)} conflicts with an existing association`,
  },
  {
    id: "one-route-per-destination",
    source: api.ec2("CreateRoute"),
    types: [T.route],
    keys: ["routeTableId", "destinationCidrBlock", "destinationIpv6CidrBlock"],
    message: ({ destinationCidrBlock }) =>
      `RouteAlreadyExists: The route identified by ${shown(destinationCidrBlock)} already exists.`,
  },
  {
    id: "one-listener-per-port",
    source: api.elb("CreateListener"),
    types: [T.listener],
    keys: ["loadBalancerArn", "port"],
    message: ({ port }) =>
      `DuplicateListener: A listener already exists on this port for this load balancer '${shown(port)}'`,
  },
  {
    id: "one-web-acl-per-resource",
    source: api.waf("AssociateWebACL"),
    types: [T.webAclAssociation],
    keys: ["resourceArn"],
    message: ({ resourceArn }) =>
      `WAFAssociatedItemException: ${shown(resourceArn)} is already associated with a web ACL`,
  },
  {
    id: "one-provider-set-per-cluster",
    source: api.ecs("PutClusterCapacityProviders", "the whole set is replaced"),
    types: [T.clusterCapacityProviders],
    keys: ["clusterName"],
    message: ({ clusterName }) =>
      `UpdateInProgressException: cluster ${shown(clusterName)} already has a set of capacity providers, which a second one would overwrite`,
  },
  {
    id: "one-policy-per-topic",
    source: api.sns("SetTopicAttributes", "a second policy overwrites the first"),
    types: [T.topicPolicy],
    keys: ["arn"],
    message: ({ arn }) => `InvalidParameter: ${shown(arn)} already has a policy, which a second one would overwrite`,
  },
  {
    id: "one-rotation-per-secret",
    source: api.secrets("RotateSecret"),
    types: [T.secretRotation],
    keys: ["secretId"],
    message: () => "InvalidRequestException: A previous rotation isn't complete. That rotation will be reattempted.",
  },
  {
    id: "one-backup-replication-per-region",
    source: api.rds("StartDBInstanceAutomatedBackupsReplication"),
    types: [T.replicatedBackups],
    keys: ["sourceDbInstanceArn", "region"],
    message: ({ sourceDbInstanceArn }) =>
      `InvalidDBInstanceState: automated backups of ${shown(sourceDbInstanceArn)} already replicate to this region`,
  },
  {
    id: "one-oidc-provider-per-url",
    source: api.iam("CreateOpenIDConnectProvider"),
    types: [T.oidcProvider],
    keys: ["url"],
    message: ({ url }) => `EntityAlreadyExists: Provider with url ${shown(url)} already exists.`,
  },
  {
    id: "one-scaling-target-per-service",
    source: api.scaling("RegisterScalableTarget", "a second one overwrites the first"),
    types: [T.scalingTarget],
    keys: ["resourceId", "scalableDimension"],
    message: ({ resourceId }) => `ValidationException: ${shown(resourceId)} is already registered`,
  },
  {
    id: "same-group-rule-once",
    source: api.ec2("AuthorizeSecurityGroupIngress"),
    types: [T.ingressRule, T.egressRule],
    keys: [
      "securityGroupId",
      "ipProtocol",
      "fromPort",
      "toPort",
      "cidrIpv4",
      "cidrIpv6",
      "prefixListId",
      "referencedSecurityGroupId",
    ],
    message: ({ ipProtocol, fromPort }) =>
      `InvalidPermission.Duplicate: the specified rule "peer: …, ${shown(ipProtocol)}, from port: ${shown(fromPort)}, ALLOW" already exists`,
  },
];

const same = (a: unknown, b: unknown): boolean => (a ?? undefined) === (b ?? undefined);

/** What a parent has one of: a second one overwrites the first, or is refused. */
export const singleRules: readonly Rule[] = [
  ...singles.map(({ id, source, types, keys, message }): Rule => ({
    id,
    source,
    on: ["create"],
    types,
    refuse: (context) => {
      const taken = others(context).some(({ inputs }) => keys.every((key) => same(inputs[key], context.inputs[key])));
      return taken ? message(context.inputs) : undefined;
    },
  })),
  {
    id: "subnet-ranges-are-disjoint",
    source: api.ec2("CreateSubnet"),
    on: ["create"],
    types: [T.subnet],
    refuse: ({ account, inputs }) => {
      const range = cidr(inputs.cidrBlock);
      const vpc = cidr(account.get(T.vpc, text(inputs.vpcId) ?? "")?.inputs.cidrBlock);
      if (range === undefined || vpc === undefined) return undefined;
      if (range.first < vpc.first || range.last > vpc.last)
        return `InvalidSubnet.Range: The CIDR '${shown(inputs.cidrBlock)}' is invalid.`;
      const clash = account.where(T.subnet, "vpcId", text(inputs.vpcId)).some((other) => {
        const theirs = cidr(other.inputs.cidrBlock);
        return theirs !== undefined && theirs.first <= range.last && range.first <= theirs.last;
      });
      return clash
        ? `InvalidSubnet.Conflict: The CIDR '${shown(inputs.cidrBlock)}' conflicts with another subnet`
        : undefined;
    },
  },
];

/** Other resources of the same type, without the one that is being changed. */
function others(context: RuleContext): Resource[] {
  return context.account.all(context.type).filter((resource) => resource.serial !== context.current?.serial);
}

function cidr(value: Value | undefined): { first: number; last: number } | undefined {
  const parts = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/
    .exec(shown(value))
    ?.slice(1)
    .map((part) => number(part) ?? 0);
  if (parts === undefined) return undefined;
  const [a = 0, b = 0, c = 0, d = 0, bits = 32] = parts;
  const first = ((a * 256 + b) * 256 + c) * 256 + d;
  return { first, last: first + 2 ** (32 - bits) - 1 };
}
