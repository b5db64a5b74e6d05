import { T } from "@toolkit/offline/aws-types";
import { number, text, texts, records, shown } from "../aws/look";
import type { Rule } from "./rule";
import { api, pages, type Source } from "./sources";

interface Pattern {
  readonly id: string;
  readonly source: Source;
  readonly types: readonly string[];
  readonly key: string;
  readonly valid: (name: string) => boolean;
  readonly message: (name: string) => string;
}

const patterns: readonly Pattern[] = [
  {
    id: "balancer-name-fits",
    source: api.elb("CreateLoadBalancer"),
    types: [T.loadBalancer],
    key: "name",
    valid: (name) => /^(?!internal-)[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,30}[a-zA-Z0-9])?$/.test(name),
    message: (name) =>
      `"name" cannot be longer than 32 characters, begin with "internal-", or begin or end with a hyphen; only alphanumeric characters and hyphens allowed in "name": "${name}"`,
  },
  {
    id: "target-group-name-fits",
    source: api.elb("CreateTargetGroup"),
    types: [T.targetGroup],
    key: "name",
    valid: (name) => /^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,30}[a-zA-Z0-9])?$/.test(name),
    message: (name) => `"name" cannot be longer than 32 characters: "${name}"`,
  },
  {
    id: "bucket-name-fits",
    source: pages.bucketNames,
    types: [T.bucket],
    key: "bucket",
    valid: (name) => /^(?!xn--)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) && !name.includes(".."),
    message: (name) =>
      `InvalidBucketName: The specified bucket is not valid. ("${name}": 3 to 63 lowercase letters, digits, hyphens)`,
  },
  {
    id: "database-identifier-fits",
    source: api.rds("CreateDBInstance"),
    types: [T.databaseInstance],
    key: "identifier",
    valid: (name) => /^[a-z](?!.*--)[a-z0-9-]{0,62}$/.test(name) && !name.endsWith("-"),
    message: (name) =>
      `only lowercase alphanumeric characters and hyphens allowed in "identifier", first character must be a letter: "${name}"`,
  },
  {
    id: "database-name-fits",
    source: api.rds("CreateDBInstance"),
    types: [T.databaseInstance],
    key: "dbName",
    valid: (name) => /^[a-zA-Z][a-zA-Z0-9_]{0,63}$/.test(name),
    message: () => "InvalidParameterValue: DBName must begin with a letter and contain only alphanumeric characters.",
  },
  {
    id: "database-username-is-free",
    source: pages.masterUser,
    types: [T.databaseInstance],
    key: "username",
    valid: (name) =>
      !["rdsadmin", "rdsrepladmin", "mysql.session", "mysql.sys", "root"].includes(name) && name.length <= 32,
    message: (name) =>
      `InvalidParameterValue: MasterUsername ${name} cannot be used as it is a reserved word used by the engine`,
  },
  {
    id: "role-name-fits",
    source: pages.iamQuotas,
    types: [T.role],
    key: "name",
    valid: (name) => /^[\w+=,.@-]{1,64}$/.test(name),
    message: (name) => `expected length of name to be in the range (1 - 64), got ${name}`,
  },
  {
    id: "secret-name-ends-well",
    source: api.secrets("CreateSecret"),
    types: [T.secret],
    key: "name",
    valid: (name) => !/-[A-Za-z0-9]{6}$/.test(name),
    message: (name) =>
      `ValidationException: Do not end your secret name with a hyphen followed by six characters: ${name}`,
  },
  {
    id: "alias-name-has-prefix",
    source: api.kms("CreateAlias"),
    types: [T.alias],
    key: "name",
    valid: (name) => /^alias\/(?!aws\/)[a-zA-Z0-9/_-]+$/.test(name),
    message: () => `ValidationException: "name" must begin with 'alias/' and be comprised of only [a-zA-Z0-9/_-]`,
  },
  {
    id: "group-name-fits",
    source: api.ec2("CreateSecurityGroup"),
    types: [T.securityGroup],
    key: "name",
    valid: (name) => !name.startsWith("sg-") && name.length <= 255,
    message: (name) =>
      `InvalidParameterValue: Value (${name}) for parameter GroupName is invalid. Group names may not be in the format sg-*.`,
  },
];

/** Names that AWS, or the provider before it, does not accept. */
const patternRules: readonly Rule[] = patterns.map(({ id, source, types, key, valid, message }) => ({
  id,
  source,
  on: ["check", "create"],
  types,
  refuse: ({ inputs }) => {
    const name = text(inputs[key]);
    return name === undefined || valid(name) ? undefined : message(name);
  },
}));

export const nameRules: readonly Rule[] = [
  ...patternRules,
  {
    id: "group-name-taken-in-vpc",
    source: api.ec2("CreateSecurityGroup"),
    on: ["create"],
    types: [T.securityGroup],
    refuse: ({ account, inputs }) => {
      const same = account
        .where(T.securityGroup, "name", text(inputs.name))
        .some((other) => other.inputs.vpcId === inputs.vpcId);
      return same
        ? `InvalidGroup.Duplicate: The security group '${shown(inputs.name)}' already exists for VPC '${shown(inputs.vpcId)}'`
        : undefined;
    },
  },
  {
    id: "secret-name-is-not-pending",
    source: api.secrets("CreateSecret"),
    on: ["create"],
    types: [T.secret],
    refuse: ({ account, inputs }) => {
      const pending = account
        .leftovers("pendingDeletion")
        .some(({ type, name }) => type === T.secret && name === inputs.name);
      return pending
        ? "InvalidRequestException: You can't create this secret because a secret with this name is already scheduled for deletion."
        : undefined;
    },
  },
  {
    id: "service-name-taken",
    source: api.ecs("CreateService"),
    on: ["create"],
    types: [T.service],
    refuse: ({ account, inputs }) =>
      account.where(T.service, "name", text(inputs.name)).some((other) => other.inputs.cluster === inputs.cluster)
        ? "InvalidParameterException: Creation of service was not idempotent."
        : undefined,
  },
  {
    id: "record-taken",
    source: api.route53("ChangeResourceRecordSets"),
    on: ["create"],
    types: [T.record],
    refuse: ({ account, inputs }) => {
      if (inputs.allowOverwrite === true) return undefined;
      const same = account
        .where(T.record, "zoneId", text(inputs.zoneId))
        .some(
          (other) =>
            other.inputs.name === inputs.name &&
            other.inputs.type === inputs.type &&
            other.inputs.setIdentifier === inputs.setIdentifier,
        );
      return same
        ? `InvalidChangeBatch: [Tried to create resource record set [name='${shown(inputs.name)}', type='${shown(inputs.type)}'] but it already exists]`
        : undefined;
    },
  },
  {
    id: "alternate-name-taken",
    source: api.cloudFront("CreateDistribution"),
    on: ["create", "update"],
    types: [T.distribution],
    refuse: ({ account, inputs, current }) => {
      const wanted = texts(inputs.aliases);
      const taken = account
        .all(T.distribution)
        .some(
          (other) =>
            other.serial !== current?.serial && texts(other.inputs.aliases).some((name) => wanted.includes(name)),
        );
      return taken
        ? "CNAMEAlreadyExists: One or more of the CNAMEs you provided are already associated with a different resource."
        : undefined;
    },
  },
  {
    id: "rule-priority-taken",
    source: api.elb("CreateRule"),
    on: ["create", "update"],
    types: [T.listenerRule],
    refuse: ({ account, inputs, current }) => {
      const same = account
        .where(T.listenerRule, "listenerArn", text(inputs.listenerArn))
        .some((other) => other.serial !== current?.serial && number(other.inputs.priority) === number(inputs.priority));
      return same && number(inputs.priority) !== undefined
        ? `PriorityInUse: Priority '${shown(inputs.priority)}' is currently in use`
        : undefined;
    },
  },
  {
    id: "acl-priority-taken",
    source: api.waf("CreateWebACL"),
    on: ["create", "update"],
    types: [T.webAcl],
    refuse: ({ inputs }) => {
      const priorities = records(inputs.rules).map(({ priority }) => priority);
      return new Set(priorities).size < priorities.length
        ? "WAFInvalidParameterException: Error reason: You have used the same priority more than once., field: RULE, parameter: Priority"
        : undefined;
    },
  },
];
