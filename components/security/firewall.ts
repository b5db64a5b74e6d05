import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { type AccountContext } from "../account";
import { type LogSettings } from "../log-settings";
import { createFirewallLogs } from "./firewall-logs";
import { firewallRules, type FirewallScope, network } from "./firewall-rules";
import { type AddressLists, visibility, webAclRule } from "./firewall-statements";

export interface FirewallArgs {
  readonly account: AccountContext;
  /** `CLOUDFRONT` for the distribution, `REGIONAL` for a load balancer behind it. */
  readonly scope: FirewallScope;
  /** Region of everything; `CLOUDFRONT` exists in us-east-1 only. @default the provider's region */
  readonly region?: string | undefined;
  /** Requests of one address within five minutes before it is blocked. Not counted in `REGIONAL`. @default 2000 */
  readonly rateLimit?: number | undefined;
  /** IPv4 addresses and networks that skip every rule. @default none */
  readonly allowAddresses?: readonly string[] | undefined;
  /** IPv4 addresses and networks that are always blocked. @default none */
  readonly blockAddresses?: readonly string[] | undefined;
  /** Headers that logs leave out, besides `authorization` and `cookie`. @default none */
  readonly secretHeaders?: readonly string[] | undefined;
  /** How logs are kept, with a key of the same region. */
  readonly logs: LogSettings;
  /** A load balancer to put the ACL on; a distribution names the ACL itself. @default none */
  readonly loadBalancer?: FirewallLoadBalancer | undefined;
}

export interface FirewallLoadBalancer {
  readonly arn: pulumi.Input<string>;
  /** Its listeners: WAF does not find a load balancer that is not yet in service. */
  readonly ready: readonly pulumi.Resource[];
}

const SECRET_HEADERS = ["authorization", "cookie"];

/**
 * A web application firewall: an ACL of AWS's managed rules, address lists and a rate limit, with its logs.
 *
 * Cost: 5 USD a month, 1 USD each rule, 0.60 USD a million requests, and 0.30 USD a million for each 16 KB that is
 * inspected of a body beyond the first.
 *
 * <cost>
 * USD in us-east-1, sized as the stacks do:
 * - Web ACL: 5.00 a month
 * - Rules and managed rule groups: 6.00 a month
 * - Requests: 0.60 per 1M requests (<=1500 WCU)
 * - Bodies over 16 KB that are inspected: 0.30 per 1M requests and further 16 KB
 * - Data ingested: 0.50 per GB
 * - Storage (compressed): 0.03 per GB-month
 * - Insights queries, data scanned: 0.005 per GB scanned
 * </cost>
 *
 * @example
 * ```ts
 * const firewall = new Firewall("firewall", {
 *   account,
 *   scope: "CLOUDFRONT",
 *   region: "us-east-1",
 *   rateLimit: 2000,
 *   logs: { retentionDays: 30 },
 * });
 * ```
 */
export class Firewall extends pulumi.ComponentResource {
  /** ARN for a distribution's `webAclId`. */
  readonly arn: pulumi.Output<string>;
  /** The `WebACL` dimension of its metrics. */
  readonly metricName: string;

  constructor(name: string, args: FirewallArgs, opts?: pulumi.ComponentResourceOptions) {
    super("webapp:security:Firewall", name, {}, opts);
    const { account, scope, region } = args;
    const { rateLimit = 2000, allowAddresses = [], blockAddresses = [], secretHeaders = [] } = args;
    const physicalName = `${account.prefix}-${name}`;
    const rules = firewallRules({
      scope,
      rateLimit,
      allowsAddresses: allowAddresses.length > 0,
      blocksAddresses: blockAddresses.length > 0,
    });
    const lists: AddressLists = {
      ...this.addressList(`${name}-allow`, "allow", allowAddresses, args),
      ...this.addressList(`${name}-block`, "block", blockAddresses, args),
    };

    const acl = new aws.wafv2.WebAcl(
      name,
      {
        namePrefix: `${physicalName}-`,
        description: `Firewall of ${account.prefix}`,
        scope,
        defaultAction: { allow: {} },
        rules: rules.map((rule) => webAclRule(rule, physicalName, lists)),
        visibilityConfig: visibility(physicalName),
        // A load balancer passes 8 KB of a body to the firewall; only CloudFront can be set to pass more.
        ...(scope === "CLOUDFRONT"
          ? { associationConfig: { requestBodies: [{ cloudfront: { defaultSizeInspectionLimit: "KB_64" } }] } }
          : {}),
        region,
      },
      { parent: this },
    );
    createFirewallLogs(
      `${name}-logs`,
      {
        account: args.account,
        logGroupName: `aws-waf-logs-${physicalName}`,
        webAclArn: acl.arn,
        logs: args.logs,
        redactedHeaders: [...SECRET_HEADERS, ...secretHeaders],
        region,
      },
      { parent: this },
    );
    if (args.loadBalancer !== undefined) {
      new aws.wafv2.WebAclAssociation(
        name,
        { webAclArn: acl.arn, resourceArn: args.loadBalancer.arn, region },
        { parent: this, dependsOn: [...args.loadBalancer.ready], customTimeouts: { create: "20m" } },
      );
    }

    this.arn = acl.arn;
    this.metricName = physicalName;
    this.registerOutputs({ arn: this.arn });
  }

  private addressList(
    name: string,
    list: keyof AddressLists,
    addresses: readonly string[],
    { account, scope, region }: FirewallArgs,
  ): AddressLists {
    if (addresses.length === 0) return {};
    const set = new aws.wafv2.IpSet(
      name,
      {
        namePrefix: `${account.prefix}-${name}-`,
        scope,
        ipAddressVersion: "IPV4",
        addresses: addresses.map(network),
        region,
      },
      { parent: this },
    );
    return { [list]: set.arn };
  }
}
