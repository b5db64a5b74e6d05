import * as pulumi from "@pulumi/pulumi";

import { arn } from "../components/account";
import { type Edge } from "../components/edge";
import { Firewall, ShieldProtections } from "../components/security";
import { type Foundation } from "./context";
import { type FrontEnd } from "./front-end";
import { EDGE_REGION } from "./keys";

/** The firewall that the distribution uses, when there is to be one. */
export function createEdgeFirewall({ config, account, keys, opts }: Foundation): Firewall | undefined {
  const { protection } = config;
  if (!protection.waf) return undefined;
  return new Firewall(
    "firewall",
    {
      prefix: config.prefix,
      account,
      scope: "CLOUDFRONT",
      region: EDGE_REGION,
      rateLimit: protection.wafRateLimit,
      allowAddresses: protection.allowAddresses,
      blockAddresses: protection.blockAddresses,
      logRetentionDays: config.logs.retentionDays,
      ...(keys.edge === undefined ? {} : { logsKeyArn: keys.edge }),
    },
    opts,
  );
}

/** What the variant's own front end and the addresses of the stack get besides: a regional firewall, Shield Advanced. */
export function protectFrontEnd(foundation: Foundation, frontEnd: FrontEnd, edge: Edge): void {
  const { config } = foundation;
  if (config.protection.regionalWaf) createRegionalFirewall(foundation, frontEnd);
  if (config.protection.shieldAdvanced) createShield(foundation, frontEnd, edge);
}

function createRegionalFirewall({ config, account, keys, opts }: Foundation, frontEnd: FrontEnd): void {
  const { containers, application } = frontEnd;
  if (containers === undefined || application === undefined) return;
  const { loadBalancer } = containers;
  new Firewall(
    "regional-firewall",
    {
      prefix: config.prefix,
      account,
      scope: "REGIONAL",
      // Behind CloudFront every request carries the header that lets it in.
      secretHeaders: [application.secretHeader.name],
      logRetentionDays: config.logs.retentionDays,
      ...(keys.logs === undefined ? {} : { logsKeyArn: keys.logs }),
      loadBalancer: { arn: loadBalancer.arn, ready: [...loadBalancer.listeners.values()] },
    },
    opts,
  );
}

function createShield({ config, account, egress, opts }: Foundation, { containers }: FrontEnd, edge: Edge): void {
  const addresses: Record<string, pulumi.Output<string>> = Object.fromEntries(
    Object.entries(egress.addressIds).map(([zone, id]) => [
      `nat-${zone}`,
      arn(account, "ec2", pulumi.interpolate`eip-allocation/${id}`),
    ]),
  );
  new ShieldProtections(
    "shield",
    {
      prefix: config.prefix,
      resourceArns: {
        edge: edge.distributionArn,
        ...(containers === undefined ? {} : { "public-alb": containers.loadBalancer.arn }),
        ...addresses,
      },
    },
    opts,
  );
}
