import { T } from "@toolkit/offline/aws-types";
import { ORIGIN_FACING, prefixListIdOf } from "@toolkit/offline/world/prefix-lists";
import { groupsOf, record, records, text, texts, shown } from "../aws/look";
import type { Rule, RuleContext } from "./rule";
import { pages } from "./sources";

/** Default quotas of an account that nobody has raised. */
const QUOTA = {
  vpcs: 5,
  addresses: 5,
  natGatewaysPerZone: 5,
  rulesPerGroup: 60,
  groupsPerInterface: 5,
  rulesPerListener: 100,
  behavioursPerDistribution: 75,
  inlinePolicyCharacters: 10_240,
  functionBytes: 10_240,
} as const;

/** What the managed prefix lists count for in a group (Amazon CloudFront developer guide, managed prefix list). */
const PREFIX_LIST_WEIGHT = 55;

function countIn({ account, region, current }: RuleContext, type: string): number {
  return account.all(type).filter((resource) => resource.region === region && resource.serial !== current?.serial)
    .length;
}

/** CloudFront's list is the only one that weighs more than one rule in this account; gateway lists weigh little. */
function weight({ prefixListId }: RuleContext["inputs"], region: string): number {
  return prefixListId === prefixListIdOf(ORIGIN_FACING, region) ? PREFIX_LIST_WEIGHT : 1;
}

/** Limits of an account. */
export const quotaRules: readonly Rule[] = [
  {
    id: "vpc-quota",
    source: pages.vpcQuotas,
    on: ["create"],
    types: [T.vpc],
    refuse: (context) =>
      countIn(context, T.vpc) >= QUOTA.vpcs
        ? "VpcLimitExceeded: The maximum number of VPCs has been reached."
        : undefined,
  },
  {
    id: "address-quota",
    source: pages.elasticAddresses,
    on: ["create"],
    types: [T.elasticIp],
    refuse: (context) =>
      countIn(context, T.elasticIp) >= QUOTA.addresses
        ? "AddressLimitExceeded: The maximum number of addresses has been reached."
        : undefined,
  },
  {
    id: "nat-gateway-quota",
    source: pages.vpcQuotas,
    on: ["create"],
    types: [T.natGateway],
    refuse: ({ account, inputs }) => {
      const zone = account.get(T.subnet, text(inputs.subnetId) ?? "")?.outputs.availabilityZone;
      const same = account
        .all(T.natGateway)
        .filter((nat) => account.get(T.subnet, text(nat.inputs.subnetId) ?? "")?.outputs.availabilityZone === zone);
      return same.length >= QUOTA.natGatewaysPerZone
        ? `NatGatewayLimitExceeded: The maximum number of NAT gateways has been reached in ${shown(zone)}.`
        : undefined;
    },
  },
  {
    id: "rules-per-group",
    source: pages.prefixList,
    on: ["create"],
    types: [T.ingressRule, T.egressRule],
    refuse: ({ account, type, inputs, region }) => {
      const before = account.where(type, "securityGroupId", text(inputs.securityGroupId));
      const total = [...before.map((rule) => rule.inputs), inputs].reduce((sum, rule) => sum + weight(rule, region), 0);
      return total > QUOTA.rulesPerGroup
        ? "RulesPerSecurityGroupLimitExceeded: The maximum number of rules per security group has been reached."
        : undefined;
    },
  },
  {
    id: "groups-per-interface",
    source: pages.vpcQuotas,
    on: ["create", "update"],
    types: [T.loadBalancer, T.service, T.networkInterface, T.instance, T.databaseInstance, T.endpoint],
    refuse: ({ inputs, type, urn, region }) => {
      const groups = groupsOf({ type, urn, region, id: "", serial: 0, inputs, outputs: {} });
      return new Set(groups).size > QUOTA.groupsPerInterface
        ? "SecurityGroupsPerInterfaceLimitExceeded: The maximum number of security groups per interface has been reached."
        : undefined;
    },
  },
  {
    id: "rules-per-listener",
    source: pages.balancerQuotas,
    on: ["create"],
    types: [T.listenerRule],
    refuse: ({ account, inputs }) =>
      account.where(T.listenerRule, "listenerArn", text(inputs.listenerArn)).length >= QUOTA.rulesPerListener
        ? "TooManyRules: The maximum number of rules has been reached"
        : undefined,
  },
  {
    id: "behaviours-per-distribution",
    source: pages.cloudFrontQuotas,
    on: ["create", "update"],
    types: [T.distribution],
    refuse: ({ inputs }) =>
      // The default behaviour is one of them.
      records(inputs.orderedCacheBehaviors).length + 1 > QUOTA.behavioursPerDistribution
        ? "TooManyCacheBehaviors: The maximum number of cache behaviors has been reached."
        : undefined,
  },
  {
    id: "condition-values-per-rule",
    source: pages.balancerQuotas,
    on: ["create", "update"],
    types: [T.listenerRule],
    refuse: ({ inputs }) => {
      const values = records(inputs.conditions).flatMap((condition) =>
        Object.values(condition).flatMap((part) => texts(record(part).values)),
      );
      return values.length > 5 ? "ValidationError: A rule can only have '5' condition values" : undefined;
    },
  },
  {
    id: "inline-policy-size",
    source: pages.iamQuotas,
    on: ["create", "update"],
    types: [T.rolePolicy],
    refuse: ({ account, inputs, current }) => {
      const others = account
        .where(T.rolePolicy, "role", text(inputs.role))
        .filter((policy) => policy.serial !== current?.serial);
      const size = [...others.map((policy) => policy.inputs.policy), inputs.policy].reduce<number>(
        (sum, policy) => sum + shown(policy).replaceAll(/\s/g, "").length,
        0,
      );
      return size > QUOTA.inlinePolicyCharacters
        ? `LimitExceeded: Maximum policy size of ${QUOTA.inlinePolicyCharacters} bytes exceeded for role ${shown(inputs.role)}`
        : undefined;
    },
  },
  {
    id: "function-size",
    source: pages.cloudFrontQuotas,
    on: ["check", "create", "update"],
    types: [T.edgeFunction],
    refuse: ({ inputs }) =>
      Buffer.byteLength(text(inputs.code) ?? "") > QUOTA.functionBytes
        ? "FunctionSizeLimitExceeded: The function is too large."
        : undefined,
  },
];
