/** Where an ACL is used: on the distribution (`CLOUDFRONT`) or on a load balancer (`REGIONAL`). */
export type FirewallScope = "CLOUDFRONT" | "REGIONAL";

/** What an ACL may use altogether at its base price. */
export const CAPACITY_UNITS = 1500;

/** What decides which rules an ACL has. */
export interface FirewallRuleArgs {
  readonly scope: FirewallScope;
  /** Requests of one address within five minutes before it is blocked. */
  readonly rateLimit: number;
  readonly allowsAddresses: boolean;
  readonly blocksAddresses: boolean;
}

/** One rule of an ACL, apart from AWS's resource. */
export interface FirewallRule {
  readonly name: string;
  /** Lower is asked first. */
  readonly priority: number;
  /** Capacity units it uses (AWS WAF developer guide, "AWS Managed Rules rule groups list"). */
  readonly capacityUnits: number;
  readonly match: RuleMatch;
}

export type RuleMatch =
  | { readonly kind: "addresses"; readonly list: "allow" | "block" }
  | { readonly kind: "rate"; readonly limit: number }
  | {
      readonly kind: "managed";
      /** Name of AWS's rule group. */
      readonly group: string;
      /** Count what the group matches, and let it through. */
      readonly countOnly?: boolean;
      /** Rules of the group that only count. */
      readonly counted?: readonly string[];
    };

/**
 * Bodies over 8 KB: blocking them breaks uploads and long forms, so they are counted. They do not pass unread either:
 * at the edge the ACL inspects the first 64 KB of a body, and what exceeds the application's own limit is refused there.
 */
const LARGE_BODIES = "SizeRestrictions_BODY";

const all: readonly (Omit<FirewallRule, "match"> & {
  readonly match: (args: FirewallRuleArgs) => RuleMatch | undefined;
})[] = [
  {
    name: "allow-list",
    priority: 0,
    capacityUnits: 1,
    match: ({ allowsAddresses }) => (allowsAddresses ? { kind: "addresses", list: "allow" } : undefined),
  },
  {
    name: "block-list",
    priority: 10,
    capacityUnits: 1,
    match: ({ blocksAddresses }) => (blocksAddresses ? { kind: "addresses", list: "block" } : undefined),
  },
  {
    name: "rate-limit",
    priority: 20,
    capacityUnits: 2,
    match: ({ scope, rateLimit }) => (seesViewers(scope) ? { kind: "rate", limit: rateLimit } : undefined),
  },
  {
    name: "ip-reputation",
    priority: 30,
    capacityUnits: 25,
    match: ({ scope }) => (seesViewers(scope) ? managed("AWSManagedRulesAmazonIpReputationList") : undefined),
  },
  {
    name: "common",
    priority: 40,
    capacityUnits: 700,
    match: () => managed("AWSManagedRulesCommonRuleSet", { counted: [LARGE_BODIES] }),
  },
  {
    name: "known-bad-inputs",
    priority: 50,
    capacityUnits: 200,
    match: () => managed("AWSManagedRulesKnownBadInputsRuleSet"),
  },
  { name: "sql-injection", priority: 60, capacityUnits: 200, match: () => managed("AWSManagedRulesSQLiRuleSet") },
  {
    // Hosting providers and VPNs: many are customers, so look at the counts before blocking.
    name: "anonymous-ip",
    priority: 70,
    capacityUnits: 50,
    match: ({ scope }) =>
      seesViewers(scope) ? managed("AWSManagedRulesAnonymousIpList", { countOnly: true }) : undefined,
  },
];

/**
 * The rules of an ACL in the order in which they are asked.
 *
 * Behind CloudFront a load balancer sees CloudFront's addresses, so a regional ACL has none of the rules about
 * addresses: a rate limit there would block edge locations and so everybody.
 */
export function firewallRules(args: FirewallRuleArgs): FirewallRule[] {
  return all.flatMap(({ match, ...rule }) => {
    const matched = match(args);
    return matched === undefined ? [] : [{ ...rule, match: matched }];
  });
}

const seesViewers = (scope: FirewallScope): boolean => scope === "CLOUDFRONT";

const managed = (
  group: string,
  options: { readonly countOnly?: boolean; readonly counted?: readonly string[] } = {},
): RuleMatch => ({ kind: "managed", group, ...options });

/** A network in the form WAF wants: an address alone is a network of one. */
export const network = (address: string): string => (address.includes("/") ? address : `${address}/32`);
