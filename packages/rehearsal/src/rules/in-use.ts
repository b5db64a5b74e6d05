import { T } from "@toolkit/offline/aws-types";
import { shown } from "../aws/look";
import type { Rule } from "./rule";
import { api, pages, type Source } from "./sources";

/** A rule that refuses a deletion while `users` still name the resource by one of its outputs. */
function inUse(
  id: string,
  source: Source,
  type: string,
  users: readonly string[],
  by: "id" | "arn" | "name",
  message: (name: string, users: string) => string,
): Rule {
  return {
    id,
    source,
    on: ["delete"],
    types: [type],
    refuse: ({ account, current }) => {
      const value = by === "id" ? current?.id : current?.outputs[by];
      const found = account.usersOf([value], users);
      return found.length === 0 ? undefined : message(shown(value), found.map((user) => user.id).join(", "));
    },
  };
}

/** Parts that something else still uses. */
export const inUseRules: readonly Rule[] = [
  inUse(
    "target-group-is-unused",
    api.elb("DeleteTargetGroup"),
    T.targetGroup,
    [T.listener, T.listenerRule],
    "arn",
    (arn) => `ResourceInUse: Target group '${arn}' is currently in use by a listener or a rule`,
  ),
  inUse(
    "listener-is-unused",
    pages.serviceBalancing,
    T.listenerRule,
    [T.service],
    "arn",
    (arn, users) => `ResourceInUse: '${arn}' is in use by ${users}`,
  ),
  inUse(
    "certificate-is-unused",
    api.acm("DeleteCertificate"),
    T.certificate,
    [T.listener, T.distribution],
    "arn",
    (arn) => `ResourceInUseException: Certificate ${arn} is in use`,
  ),
  inUse(
    "origin-access-is-unused",
    api.cloudFront("DeleteOriginAccessControl"),
    T.originAccess,
    [T.distribution],
    "id",
    () =>
      "OriginAccessControlInUse: Cannot delete the origin access control because it's in use by one or more distributions.",
  ),
  inUse(
    "edge-function-is-unused",
    api.cloudFront("DeleteFunction"),
    T.edgeFunction,
    [T.distribution],
    "arn",
    () => "FunctionInUse: Cannot delete the function because it's attached to one or more cache behaviors.",
  ),
  inUse(
    "key-value-store-is-unused",
    api.cloudFront("DeleteKeyValueStore"),
    T.keyValueStore,
    [T.edgeFunction],
    "arn",
    (arn, users) => `CannotDeleteEntityWhileInUse: The key value store ${arn} is associated with ${users}.`,
  ),
  inUse(
    "headers-policy-is-unused",
    api.cloudFront("DeleteResponseHeadersPolicy"),
    T.responseHeaders,
    [T.distribution],
    "id",
    () =>
      "ResponseHeadersPolicyInUse: Cannot delete the response headers policy because it is attached to one or more cache behaviors in a CloudFront distribution.",
  ),
  inUse(
    "vpc-origin-is-unused",
    api.cloudFront("DeleteVpcOrigin"),
    T.vpcOrigin,
    [T.distribution],
    "id",
    (id) => `CannotDeleteEntityWhileInUse: The VPC origin ${id} is in use by one or more distributions.`,
  ),
  inUse(
    "web-acl-is-unused",
    api.waf("DeleteWebACL"),
    T.webAcl,
    [T.distribution, T.webAclAssociation],
    "arn",
    () =>
      "WAFAssociatedItemException: AWS WAF couldn't perform the operation because your resource is being used by another resource or it's associated with another resource.",
  ),
  inUse(
    "ip-set-is-unused",
    api.waf("DeleteIPSet"),
    T.ipSet,
    [T.webAcl],
    "arn",
    () =>
      "WAFAssociatedItemException: AWS WAF couldn't perform the operation because your resource is being used by another resource.",
  ),
  inUse(
    "instance-profile-is-unused",
    api.iam("DeleteInstanceProfile", "instances lose their role"),
    T.instanceProfile,
    [T.instance, T.launchTemplate],
    "name",
    (name, users) => `DeleteConflict: Instance profile ${name} is used by ${users}`,
  ),
  inUse(
    "event-rule-has-no-targets",
    api.events("DeleteRule"),
    T.eventRule,
    [T.eventTarget],
    "name",
    () => "ValidationException: Rule can't be deleted since it has targets.",
  ),
  inUse(
    "subnet-group-is-unused",
    api.rds("DeleteDBSubnetGroup"),
    T.databaseSubnets,
    [T.databaseInstance],
    "name",
    (name, users) =>
      `InvalidDBSubnetGroupStateFault: Cannot delete the subnet group '${name}' because at least one database instance: ${users} is still using it.`,
  ),
  inUse(
    "parameter-group-is-unused",
    api.rds("DeleteDBParameterGroup"),
    T.databaseParameters,
    [T.databaseInstance],
    "name",
    (name) =>
      `InvalidDBParameterGroupState: One or more database instances are still members of this parameter group ${name}, so the group cannot be deleted`,
  ),
  inUse(
    "cache-subnet-group-is-unused",
    api.elastiCache("DeleteCacheSubnetGroup"),
    T.cacheSubnets,
    [T.cacheGroup],
    "name",
    (name) => `CacheSubnetGroupInUse: Cache subnet group ${name} is currently in use by a cache cluster.`,
  ),
  inUse(
    "cache-parameter-group-is-unused",
    api.elastiCache("DeleteCacheParameterGroup"),
    T.cacheParameters,
    [T.cacheGroup],
    "name",
    (name) =>
      `InvalidCacheParameterGroupState: One or more cache clusters are still members of this parameter group ${name}, so the group cannot be deleted.`,
  ),
  inUse(
    "key-is-unused",
    pages.keyDeletion,
    T.key,
    [T.databaseInstance, T.bucketEncryption, T.repository, T.logGroup, T.secret, T.trail, T.topic],
    "arn",
    (arn, users) => `KMSInvalidStateException: ${arn} is pending deletion, and ${users} is encrypted with it`,
  ),
];
